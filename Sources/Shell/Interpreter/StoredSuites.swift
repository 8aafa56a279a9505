internal import BenchLanguage
internal import History

extension Session {
    /// The suites that are in the history now.
    func storedSuites() throws -> StoredSuites {
        let stored = try storedHistory()?.suiteReferences() ?? (names: [], numbers: [])
        return StoredSuites(names: stored.names, numbers: stored.numbers)
    }
}

/// The suites that are in the history before a script runs.
struct StoredSuites: Sendable {
    private let names: Set<String>
    private let numbers: Set<Int>
    private let newest: Int

    init(names: Set<String>, numbers: Set<Int>) {
        self.names = names
        self.numbers = numbers
        newest = numbers.max() ?? 0
    }

    /// Why a reference cannot mean a suite, nil when it can.
    ///
    /// - Parameters:
    ///   - made: names that the script gives to suites in front of it.
    ///   - measures: whether the script makes suites in front of it.
    func problem(
        with reference: SuiteReference,
        at span: Span,
        made: Set<String>,
        measures: Bool
    ) -> Diagnostic? {
        switch reference {
        case .name(let name):
            if names.contains(name) || made.contains(name) { return nil }
            let near = suggestions(for: name, among: made.union(names).sorted()).map { "@\($0)" }
            return Diagnostic.error("no suite is called @\(name)", at: span)
                .proposing(near, else: "name one: run 5 as \(name)")
        case .number(let number):
            // What the script makes is numbered from the newest on.
            if numbers.contains(number) || measures && number > newest { return nil }
            return .error(
                "there is no suite \(number)",
                at: span,
                help: newest == 0
                    ? "the history is empty" : "the newest is \(newest); 'show history' lists them"
            )
        case .last:
            if newest > 0 || measures { return nil }
            return .error("there is no suite yet", at: span, label: "run one first")
        }
    }
}
