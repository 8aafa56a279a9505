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
    /// How many more cases there were than are kept one by one.
    package var leftOut: [Heap: Int]

    /// Cases of one script that came to the same.
    package struct Heap: Hashable, Sendable {
        let script: Int
        let verdict: TestCase.Verdict

        package init(_ script: Int, _ verdict: TestCase.Verdict) {
            self.script = script
            self.verdict = verdict
        }
    }

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
        cases: [TestCase],
        leftOut: [Heap: Int] = [:]
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
        self.leftOut = leftOut
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

    /// How many cases came to a verdict, in one script or in all.
    func count(_ verdict: TestCase.Verdict, script: Int? = nil) -> Int {
        cases.count { $0.verdict == verdict && (script ?? $0.script) == $0.script }
            + leftOut(verdict, script: script)
    }

    /// How many of them are left out of the cases.
    func leftOut(_ verdict: TestCase.Verdict, script: Int? = nil) -> Int {
        leftOut.reduce(0) { sum, heap in
            let isMeant =
                heap.key.verdict == verdict && (script ?? heap.key.script) == heap.key.script
            return isMeant ? sum + heap.value : sum
        }
    }

    /// What is left out, in words; nil when nothing is.
    func leftOutWords(script: Int? = nil) -> String? {
        let parts = TestCase.Verdict.allCases.compactMap { verdict in
            let count = leftOut(verdict, script: script)
            return count > 0 ? "\(count) \(verdict.rawValue)" : nil
        }
        return parts.isEmpty ? nil : "left out of the cases: \(parts.joined(separator: ", "))"
    }
}
