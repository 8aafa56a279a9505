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
            "| " + row.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
        }
    }

    static let all: [ReferenceTable] = [
        ReferenceTable(
            "commands",
            ["command", "what it does"],
            Command.all.map { ["`\($0.name)`", $0.summary] }
        ),
        ReferenceTable(
            "settings",
            ["setting", "takes", "default", "what it does"],
            Setting.all.map { setting in
                [
                    "`\(setting.name)`", setting.rangeText(),
                    setting.defaultValue.text.isEmpty ? "" : "`\(setting.defaultValue.text)`",
                    setting.summary,
                ]
            }
        ),
        ReferenceTable(
            "metrics of a run",
            ["metric", "column", "unit", "definition", "null when"],
            Metric.all.map {
                ["`\($0.name)`", "`\($0.column)`", $0.unit.rawValue, $0.definition, $0.nullWhen]
            }
        ),
        ReferenceTable(
            "metrics of a suite",
            ["metric", "unit", "definition"],
            SuiteMetric.all.map { ["`\($0.name)`", $0.unit.rawValue, $0.definition] }
        ),
        ReferenceTable(
            "exit codes",
            ["code", "meaning"],
            [
                ["0", "everything went well"],
                ["\(ExitCode.expectationFailed)", "an expectation failed"],
                [
                    "\(ExitCode.usage)",
                    "wrong usage, or an error in the script; no request was sent",
                ],
                ["\(ExitCode.failed)", "a command failed"],
                ["\(ExitCode.interrupted)", "interrupted with Ctrl-C"],
                ["\(ExitCode.terminated)", "terminated"],
            ]
        ),
    ]
}
