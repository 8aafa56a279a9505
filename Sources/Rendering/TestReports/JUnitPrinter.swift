import FoundationEssentials
import Text

/// A report in the XML that JUnit's Ant task began with.
///
/// What is written is valid by both schemas that readers go by: the strict one of the Ant task
/// (github.com/windyroad/JUnit-Schema) and that of Jenkins (xunit-plugin, junit-10.xsd).
struct JUnitPrinter {
    private let report: TestReport

    init(_ report: TestReport) {
        self.report = report
    }

    var text: String {
        var lines = [#"<?xml version="1.0" encoding="UTF-8"?>"#, "<testsuites>"]
        let scripts = report.scripts.isEmpty ? [report.program] : report.scripts
        for (index, name) in scripts.enumerated() {
            lines += suite(name, index, report.cases.filter { $0.script == index })
        }
        return (lines + ["</testsuites>", ""]).joined(separator: "\n")
    }

    private func suite(_ name: String, _ index: Int, _ cases: [TestCase]) -> [String] {
        let counts = TestCase.Verdict.allCases.map { report.count($0, script: index) }
        let leftOut = report.leftOutWords(script: index) ?? ""
        // The clock is the whole program's where there is one script, else the sum of its parts.
        let time =
            report.scripts.count > 1
            ? cases.reduce(0) { $0 + $1.milliseconds } : report.milliseconds
        let attributes = [
            ("name", name.isEmpty ? "-" : name), ("package", ""), ("id", "\(index)"),
            ("timestamp", timestamp), ("hostname", "localhost"),
            ("tests", "\(counts.reduce(0, +))"),
            ("failures", "\(counts[1])"), ("errors", "\(counts[2])"), ("skipped", "\(counts[3])"),
            ("time", seconds(time)),
        ]
        var names = UniqueNames()
        return ["  <testsuite\(Self.text(attributes))>"] + properties
            + cases.flatMap { element($0, named: names.next($0.name, in: $0.file)) }
            + [
                "    <system-out>\(leftOut)</system-out>", "    <system-err></system-err>",
                "  </testsuite>",
            ]
    }

    private var properties: [String] {
        let values = [
            ("program", report.program), ("exit_code", report.exitCode.map { "\($0)" } ?? ""),
            ("suites", "\(report.suites)"), ("requests", "\(report.requests)"),
            ("request_errors", "\(report.requestErrors)"),
        ]
        return ["    <properties>"]
            + values.map { name, value in
                "      <property\(Self.text([("name", name), ("value", value)]))/>"
            } + ["    </properties>"]
    }

    private func element(_ test: TestCase, named name: String) -> [String] {
        let attributes = [
            ("classname", test.file), ("name", name), ("time", seconds(test.milliseconds)),
        ]
        let start = "    <testcase\(Self.text(attributes))"
        let outcome: String
        switch test.verdict {
        case .held: return [start + "/>"]
        case .skipped:
            outcome = "<skipped\(Self.text([("message", test.message ?? "")]))/>"
        case .failed, .error:
            let tag = test.verdict == .failed ? "failure" : "error"
            let words = [test.message, test.because].compactMap(\.self).joined(separator: "; ")
            let attributes = [("message", words), ("type", test.kind.rawValue)]
            let details = test.details ?? "\(test.location): \(words)"
            outcome = "<\(tag)\(Self.text(attributes))>\(Self.escaped(details))</\(tag)>"
        }
        return [start + ">", "      " + outcome, "    </testcase>"]
    }

    /// In UTC and without a zone, as the schema wants it.
    private var timestamp: String {
        let moment = Timestamp.text(report.startedAt.timeIntervalSince1970)
        return moment.map { String($0.prefix(19)) } ?? "1970-01-01T00:00:00"
    }

    private func seconds(_ milliseconds: Double) -> String {
        Digits.text(max(0, milliseconds.isFinite ? milliseconds : 0) / 1000, decimals: 3)
    }

    // MARK: XML

    private static func text(_ attributes: [(name: String, value: String)]) -> String {
        attributes.map { name, value in
            let text = escaped(value).replacing("\n", with: "&#10;").replacing("\t", with: "&#9;")
            return " \(name)=\"\(text)\""
        }.joined()
    }

    /// Text between tags or quotes; what XML cannot say in any way becomes U+FFFD.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\r": result += "&#13;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}":
                result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

/// Readers tell cases apart by class and name, so a statement that occurs again gets a number.
private struct UniqueNames {
    private var seen: [String: Int] = [:]

    mutating func next(_ name: String, in file: String) -> String {
        let count = (seen["\(file)\0\(name)"] ?? 0) + 1
        seen["\(file)\0\(name)"] = count
        return count == 1 ? name : "\(name) (\(count))"
    }
}
