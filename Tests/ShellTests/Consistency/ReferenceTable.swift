import BenchLanguage
import Measurement
import Testing

@testable import Shell

/// A table of the README that follows from declarations.
struct ReferenceTable: Sendable, CustomTestStringConvertible {
    let name: String
    let rows: [String]

    /// The whole of it, to paste.
    var text: String { rows.joined(separator: "\n") }
    var testDescription: String { name }

    private init(_ name: String, _ headings: [String], _ cells: [[String]]) {
        self.name = name
        let rule = headings.map { _ in "---" }
        rows = ([headings, rule] + cells).map { row in
            "|" + row.map { " \($0.replacing("|", with: "\\|")) |" }.joined()
        }
    }

    /// Those rows that a document does not have; how wide the blanks are does not matter.
    func missing(in document: String) -> [String] {
        let lines = document.split(separator: "\n").map(Self.narrowed)
        return rows.filter { row in !lines.contains { $0.hasPrefix(Self.narrowed(row)) } }
    }

    private static func narrowed(_ line: some StringProtocol) -> String {
        line.split(separator: " ").joined(separator: " ")
    }

    static let all: [ReferenceTable] = [
        ReferenceTable(
            "commands",
            ["command", "what it does"],
            Command.all.map { ["`\($0.name)`", $0.summary] }
        ),
        ReferenceTable(
            "settings",
            ["setting", "range", "default", "what it does"],
            Setting.all.map { setting in
                let settings = Settings(Environment(process: [:]))
                let value = setting.defaultValue.text
                return [
                    "`\(setting.name)`", setting.rangeText(limit: settings.limit(of: setting)),
                    value.isEmpty ? "empty" : value, setting.summary,
                ]
            }
        ),
        ReferenceTable(
            "metrics of a run",
            ["metric", "unit", "what it is", "null when"],
            Metric.all.map { ["`\($0.name)`", $0.unit.rawValue, $0.definition, $0.nullWhen] }
        ),
        ReferenceTable(
            "metrics of a suite",
            ["metric", "what it is"],
            SuiteMetric.all.map { ["`\($0.name)`", $0.definition] }
        ),
        ReferenceTable(
            "exit codes",
            ["exit code"],
            [
                0, ExitCode.expectationFailed, ExitCode.usage, ExitCode.failed,
                ExitCode.interrupted, ExitCode.terminated,
            ].map { [String($0)] }
        ),
    ]
}
