internal import BenchLanguage
internal import Measurement

/// The statements of a session that a script needs to do the same again; what `save` writes.
struct Journal {
    /// Why a statement is kept as a comment only.
    enum Flaw: String {
        case missed = "was missed"
        case failed = "no request succeeded"
        case interrupted = "was interrupted"
    }

    /// What was carried out, in order.
    struct Entry {
        let statement: Statement
        /// How it is written; nil for just as it stands.
        let text: String?
        /// The suite that it ran, where it ran one.
        let suite: Suite?
    }

    private(set) var entries: [Entry] = []
    /// The variables as they were before the first statement.
    private(set) var variables: [String: Scalar]?
    /// Every target that was sent to.
    private(set) var targets: Set<Target> = []
    private var flaws: [Place: Flaw] = [:]
    /// How statements of loops are written; nil for just as they stand.
    private var texts: [Place: String?] = [:]
    /// Loops that are being carried out; what is in them is written with the outermost.
    var loopDepth = 0

    private struct Place: Hashable {
        /// Kept, so that no later source takes its identity.
        let source: Source
        let start: Int

        init(_ span: Span) {
            source = span.source
            start = span.range.lowerBound
        }

        static func == (left: Place, right: Place) -> Bool {
            left.source === right.source && left.start == right.start
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(ObjectIdentifier(source))
            hasher.combine(start)
        }
    }

    /// Notes what is known before a statement.
    mutating func begin(_ variables: [String: Scalar]) {
        self.variables = self.variables ?? variables
    }

    /// Notes that a suite was run, and where to.
    mutating func note(_ suite: Suite) {
        targets.formUnion(suite.targets)
    }

    /// Notes that what a statement came to is not worth repeating.
    mutating func note(_ flaw: Flaw, of statement: Statement) {
        flaws[Place(statement.span)] = flaw
    }

    /// Takes in a statement that was carried out.
    mutating func add(_ entry: Entry) {
        guard loopDepth > 0 else { return entries.append(entry) }
        let place = Place(entry.statement.span)
        if let text = texts[place], text != entry.text {
            // What differs from turn to turn follows from the values of the loop, which are written.
            texts[place] = .some(nil)
        } else {
            texts[place] = .some(entry.text)
        }
    }

    /// How a statement of a loop is written; nil for just as it stands.
    func text(of statement: Statement) -> String? { texts[Place(statement.span)] ?? nil }

    /// What was wrong with a statement, in one of its turns where it is in a loop.
    func flaw(of statement: Statement) -> Flaw? { flaws[Place(statement.span)] }
}

extension Setting {
    /// Whether it changes what is seen, and nothing about what is measured.
    var isOfTheView: Bool { ["format", "output", "pager", "timing"].contains(name) }
}

extension Session {
    /// Keeps a statement for `save`, by what became of it.
    func keep(_ statement: Statement, after before: Tally, isDone: Bool) {
        let hasSuite = tally.suites > before.suites
        if hasSuite, let suite = last?.suite { journal.note(suite) }
        switch statement {
        case .query: break
        case .block:
            let isWorthIt = hasSuite || isDone || tally.expectations > before.expectations
            if isWorthIt { journal.add(.init(statement: statement, text: nil, suite: nil)) }
        case .call(let call):
            guard let replay = Language.command(of: call)?.replay else { return }
            var text: String?
            switch replay {
            case .never: return
            case .asWritten: break
            case .written(let write):
                guard isDone, let written = write(call, self) else { return }
                // What stays as it stands has its names changed as any other.
                text = written == call.span.text ? nil : written
            }
            if hasSuite, last?.suite.status == .interrupted {
                journal.note(.interrupted, of: statement)
            } else if hasSuite, last?.summary.successes.isEmpty == true {
                journal.note(.failed, of: statement)
            } else if tally.failed > before.failed {
                journal.note(.missed, of: statement)
            } else if !isDone {
                return
            }
            journal.add(
                .init(statement: statement, text: text, suite: hasSuite ? last?.suite : nil)
            )
        }
    }
}
