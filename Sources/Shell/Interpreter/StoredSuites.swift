internal import BenchLanguage
internal import History
internal import Measurement

extension Session {
    /// The suites that are in the history now.
    func storedSuites() throws -> StoredSuites { StoredSuites(try storedHistory()) }
}

/// The suites that are in the history before a script runs.
///
/// Only what a script names is looked up, so that a long history does not delay a short script.
struct StoredSuites: Sendable {
    private let history: History?

    /// - Parameter history: nil where there is none yet.
    init(_ history: History?) {
        self.history = history
    }

    /// What is stored of a suite; nil where that cannot be read.
    func suite(_ reference: SuiteReference) -> Suite? {
        try? history?.suite(reference.inHistory(last: nil))
    }

    /// Why a reference cannot mean a suite, nil when it can, or when the history does not say.
    ///
    /// - Parameters:
    ///   - made: what the script makes in front of it.
    func problem(
        with reference: SuiteReference,
        at span: Span,
        made: MadeSuites
    ) -> Diagnostic? {
        do throws(HistoryError) {
            switch reference {
            case .name(let name):
                if made.names.contains(name) { return nil }
                if try history?.number(of: .name(name)) != nil { return nil }
                let names = made.names.union(try history?.suiteNames() ?? [])
                let near = suggestions(for: name, among: names.sorted()).map { "@\($0)" }
                return Diagnostic.error("no suite is called @\(name)", at: span)
                    .proposing(near, else: "name one: run 5 as \(name)")
            case .number(let number):
                if try history?.number(of: .number(number)) != nil { return nil }
                let newest = try history?.highestNumber() ?? 0
                // What the script makes is numbered from the newest on.
                if made.isAny, number > newest { return nil }
                return .error(
                    "there is no suite \(number)",
                    at: span,
                    help: newest == 0
                        ? "the history is empty"
                        : "the newest is \(newest); 'show history' lists them"
                )
            case .last:
                if made.isAny { return nil }
                if try history?.number(of: .last) != nil { return nil }
                return .error("there is no suite yet", at: span, label: "run one first")
            }
        } catch {
            // The command itself will tell.
            return nil
        }
    }
}
