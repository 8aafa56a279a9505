internal import BenchLanguage
package import FoundationEssentials
package import Measurement
package import Terminal

/// The clock that no adjustment of the wall clock moves.
private enum MonotonicClock {
    private static let start = ContinuousClock.now

    static var milliseconds: Double { (ContinuousClock.now - start) / .milliseconds(1) }
}

/// What a session takes from the world around it; tests put their own in its place.
package struct Surroundings: Sendable {
    package var environment: Environment
    /// Wall-clock time, for the record.
    package var now: @Sendable () -> Date
    /// Milliseconds on a monotonic clock, for how long things took.
    package var uptime: @Sendable () -> Double
    /// A new identifier for a suite.
    package var newID: @Sendable () -> String
    /// Makes the backend when it is first needed.
    package var backend: @Sendable () -> Backend
    /// Reads a file's bytes.
    package var readFile: @Sendable (_ path: String) throws -> [UInt8]
    /// Puts text in a file, which appears whole or not at all.
    package var writeFile: @Sendable (_ text: String, _ path: String) throws -> Void
    /// Whether there is something at a path.
    package var fileExists: @Sendable (_ path: String) -> Bool
    /// Ends the process at once; for a second Ctrl-C.
    package var abandon: @Sendable (_ code: Int32) -> Void
    /// What long results go through at the prompt; nil for nothing.
    package var pager: Pager?
    /// Where the history lies.
    package var historyPath: String
    /// Where it is remembered which providers may have which keys; nil for nowhere.
    package var keyUsesPath: String?
    /// What is stored with a suite about the machine that measured it.
    package var origin: @Sendable () -> Origin

    package init(
        environment: Environment,
        historyPath: String,
        keyUsesPath: String? = nil,
        backend: @escaping @Sendable () -> Backend,
        now: @escaping @Sendable () -> Date = { Date() },
        uptime: @escaping @Sendable () -> Double = { MonotonicClock.milliseconds },
        newID: @escaping @Sendable () -> String = { UUID().uuidString.lowercased() },
        readFile: @escaping @Sendable (String) throws -> [UInt8] = { try FileBytes.read($0) },
        writeFile: @escaping @Sendable (String, String) throws -> Void = {
            try WholeFile.write($0, to: $1)
        },
        fileExists: @escaping @Sendable (String) -> Bool = { WholeFile.exists($0) },
        abandon: @escaping @Sendable (Int32) -> Void = { _ in },
        origin: @escaping @Sendable () -> Origin = { Origin() },
        pager: Pager? = nil
    ) {
        self.environment = environment
        self.historyPath = historyPath
        self.keyUsesPath = keyUsesPath
        self.backend = backend
        self.now = now
        self.uptime = uptime
        self.newID = newID
        self.readFile = readFile
        self.writeFile = writeFile
        self.fileExists = fileExists
        self.abandon = abandon
        self.origin = origin
        self.pager = pager
    }
}

extension Surroundings {
    /// Whether the history's file is there.
    var hasHistory: Bool { FileManager.default.fileExists(atPath: historyPath) }

    /// The text of a file that a statement names.
    func text(
        ofFile path: String,
        at span: Span
    ) throws(Diagnostic) -> String {
        let file = IncludePath.resolve(path, from: span.source.name)
        let source: Source
        do {
            source = Source(name: file, bytes: try readFile(file))
        } catch {
            throw .error("cannot read '\(path)'", at: span, label: FileProblem.words(error))
        }
        if let problem = source.encodingProblem() {
            let place = problem.span.map { source.position(of: $0.range.lowerBound) }
            throw .error(
                "cannot use '\(path)': \(problem.message)",
                at: span,
                label: place.map { "in its line \($0.line), column \($0.column)" }
            )
        }
        return source.text(in: 0..<source.bytes.count)
    }
}
