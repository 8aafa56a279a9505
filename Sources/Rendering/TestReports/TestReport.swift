package import FoundationEssentials
import Text

/// What scripts came to, in the formats that CI systems read.
package struct TestReport: Sendable {
    /// The program and its version: `benchsh 0.1.0`.
    package var program: String
    /// The scripts in the order in which they were given.
    package var scripts: [String]
    package var startedAt: Date
    package var milliseconds: Double
    /// What the program leaves with; nil while that is open.
    package var exitCode: Int32?
    package var statements: Int
    package var suites: Int
    package var requests: Int
    /// Requests that failed.
    package var requestErrors: Int
    package var cases: [TestCase]

    package init(
        program: String,
        scripts: [String],
        startedAt: Date,
        milliseconds: Double = 0,
        exitCode: Int32? = nil,
        statements: Int = 0,
        suites: Int = 0,
        requests: Int = 0,
        requestErrors: Int = 0,
        cases: [TestCase]
    ) {
        self.program = program
        self.scripts = scripts
        self.startedAt = startedAt
        self.milliseconds = milliseconds
        self.exitCode = exitCode
        self.statements = statements
        self.suites = suites
        self.requests = requests
        self.requestErrors = requestErrors
        self.cases = cases
    }

    /// How a report is written.
    package enum Format: String, CaseIterable, Sendable {
        case junit, json, tap
    }

    /// The whole file.
    package func text(as format: Format) -> String {
        switch format {
        case .junit: JUnitPrinter(self).text
        case .json: json.text + "\n"
        case .tap: TAPPrinter(self).text
        }
    }

    func count(_ verdict: TestCase.Verdict) -> Int { cases.count { $0.verdict == verdict } }
}
