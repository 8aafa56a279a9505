internal import BenchLanguage
internal import History
internal import Measurement

extension Session {
    /// The suites that are in the history now.
    func storedSuites() throws -> StoredSuites {
        guard let history = try storedHistory() else { return StoredSuites() }
        let stored = try history.suiteReferences()
        return StoredSuites(names: stored.names, numbers: stored.numbers, history)
    }
}

/// The suites that are in the history before a script runs.
struct StoredSuites: Sendable {
    private let names: Set<String>
    private let numbers: Set<Int>
    private let newest: Int
    private let history: History?

    init(names: Set<String> = [], numbers: Set<Int> = [], _ history: History? = nil) {
        self.names = names
        self.numbers = numbers
        newest = numbers.max() ?? 0
        self.history = history
    }

    /// What is stored of a suite; nil where that cannot be read.
    func suite(_ reference: SuiteReference) -> Suite? {
        try? history?.suite(reference.inHistory(last: nil))
    }

    /// Why a reference cannot mean a suite, nil when it can.
    ///
    /// - Parameters:
    ///   - made: what the script makes in front of it.
    func problem(
        with reference: SuiteReference,
        at span: Span,
        made: MadeSuites
    ) -> Diagnostic? {
        switch reference {
        case .name(let name):
            if names.contains(name) || made.names.contains(name) { return nil }
            let near = suggestions(for: name, among: made.names.union(names).sorted()).map {
                "@\($0)"
            }
            return Diagnostic.error("no suite is called @\(name)", at: span)
                .proposing(near, else: "name one: run 5 as \(name)")
        case .number(let number):
            // What the script makes is numbered from the newest on.
            if numbers.contains(number) || made.isAny && number > newest { return nil }
            return .error(
                "there is no suite \(number)",
                at: span,
                help: newest == 0
                    ? "the history is empty" : "the newest is \(newest); 'show history' lists them"
            )
        case .last:
            if newest > 0 || made.isAny { return nil }
            return .error("there is no suite yet", at: span, label: "run one first")
        }
    }
}
