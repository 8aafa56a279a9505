/// Something that a script checks, or that went wrong in it, for programs that read test results.
package struct TestCase: Sendable {
    /// What it is about.
    package enum Kind: String, Sendable {
        /// An `expect`.
        case expectation
        /// A statement that runs a suite.
        case suite
        /// Any other statement.
        case command
        /// The text of the script.
        case syntax
    }

    /// What came of it.
    package enum Verdict: String, CaseIterable, Sendable {
        case held, failed, error, skipped
    }

    package var kind: Kind
    package var verdict: Verdict
    /// The script given at the start, by its place among them.
    package var script: Int
    /// The file that holds the statement: the script or what it includes.
    package var file: String
    /// Counted from 1; nil where it is nowhere in a file.
    package var place: (line: Int, column: Int)?
    /// The statement on one line; behind it the values of the loops around it.
    package var name: String
    /// What is wrong or why it was skipped, on one line.
    package var message: String?
    /// The whole report, as it was shown.
    package var details: String?
    /// The reason that the script itself gives.
    package var because: String?
    /// What was found, and what was wanted, in words.
    package var actual: String?
    package var expected: String?
    /// How long the statement took.
    package var milliseconds: Double

    package init(
        _ kind: Kind,
        _ verdict: Verdict,
        script: Int = 0,
        file: String,
        place: (line: Int, column: Int)? = nil,
        name: String,
        message: String? = nil,
        details: String? = nil,
        because: String? = nil,
        actual: String? = nil,
        expected: String? = nil,
        milliseconds: Double = 0
    ) {
        self.kind = kind
        self.verdict = verdict
        self.script = script
        self.file = file
        self.place = place
        self.name = name
        self.message = message
        self.details = details
        self.because = because
        self.actual = actual
        self.expected = expected
        self.milliseconds = milliseconds
    }

    /// `nightly.bench:7`, or the file alone.
    var location: String { place.map { "\(file):\($0.line)" } ?? file }
}
