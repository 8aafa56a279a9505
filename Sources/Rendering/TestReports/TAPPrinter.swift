import Text

/// A report in the Test Anything Protocol.
///
/// It says version 13, which those of version 14 read too; older ones, such as the Test::Harness
/// of Debian's perl, refuse a higher number.
struct TAPPrinter {
    private let report: TestReport

    init(_ report: TestReport) {
        self.report = report
    }

    var text: String {
        var lines = ["TAP version 13"]
        let cases = report.cases
        let leftOut = barePoints(from: cases.count + 1)
        let count = cases.count + leftOut.count
        lines.append(count == 0 ? "1..0 # SKIP nothing was expected" : "1..\(count)")
        for (index, test) in cases.enumerated() { lines += point(test, index + 1) }
        if let words = report.leftOutWords() { lines.append("# \(words)") }
        lines += leftOut
        return (lines + [""]).joined(separator: "\n")
    }

    /// Points of what is left out.
    ///
    /// A plan that is longer than what follows would count as a failure. Of more than anybody can
    /// read there are not all.
    private func barePoints(from first: Int) -> [String] {
        var lines: [String] = []
        for verdict in TestCase.Verdict.allCases {
            let end = verdict == .skipped ? " # SKIP left out" : ""
            for _ in 0..<min(report.leftOut(verdict), Self.mostBarePoints) {
                lines.append("ok \(first + lines.count)\(end)")
            }
        }
        return lines
    }

    private static let mostBarePoints = 200_000

    private func point(_ test: TestCase, _ number: Int) -> [String] {
        let isGood = test.verdict == .held || test.verdict == .skipped
        var line = "\(isGood ? "" : "not ")ok \(number) - "
        line += Self.escaped("\(test.location) \(test.name)")
        if test.verdict == .skipped { return [line + " # SKIP " + (test.message ?? "").onOneLine] }
        return isGood ? [line] : [line] + diagnosis(test)
    }

    private func diagnosis(_ test: TestCase) -> [String] {
        let values: [(key: String, value: String?)] = [
            ("message", test.message), ("severity", test.verdict.rawValue),
            ("kind", test.kind.rawValue), ("found", test.actual), ("wanted", test.expected),
            ("because", test.because), ("details", test.details),
        ]
        // A JSON text is a YAML scalar, whatever is in it.
        let lines = values.compactMap { key, value in
            value.map { "  \(key): \(JSON.string($0).text)" }
        }
        return ["  ---"] + lines + ["  ..."]
    }

    /// A description ends where an unescaped `#` begins a directive.
    private static func escaped(_ text: String) -> String {
        text.onOneLine.replacing("\\", with: "\\\\").replacing("#", with: "\\#")
    }
}
