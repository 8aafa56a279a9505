import BenchLanguage
import FoundationEssentials
import Measurement
import Testing

@testable import Shell

/// One name for one thing: what SQL calls a column is what JSON and CSV call it, with the same
/// value in it.
@MainActor
@Suite struct ColumnTests {
    /// What a row of that view holds, and the same as `show` gives it.
    private func rows(
        of view: String,
        shownBy statement: String
    ) async throws -> (sql: [String: JSONValue], shown: [String: JSONValue]) {
        let shell = try ScriptedShell()
        let session = try shell.session(recording: Recording())
        let interpreter = Interpreter(session)
        let script = "use mock/steady; run 3 as one; set format jsonl"
        try #require(await interpreter.run(Source(name: "scene", text: script)))
        func answer(_ statement: String) async throws -> [String: JSONValue] {
            let recording = Recording()
            let other = try shell.session(recording: recording)
            other.settings = session.settings
            try #require(
                await Interpreter(other).run(Source(name: "question", text: statement))
            )
            let line = try #require(recording.lines.first { $0.hasPrefix("{") })
            return try JSONDecoder().decode([String: JSONValue].self, from: Data(line.utf8))
        }
        return (
            try await answer("select * from \(view) limit 1;"), try await answer(statement)
        )
    }

    @Test func runs() async throws {
        let (sql, shown) = try await rows(of: "runs", shownBy: "show runs of 1 as jsonl")
        let wide = Set(Run.wideFields.map(\.name))
        #expect(
            Set(sql.keys) == Set(Run.fields.map(\.name)).union(wide).union(["suite", "suite_id"])
        )
        #expect(Set(shown.keys) == Set(Run.fields.map(\.name)))
        for (name, value) in shown { #expect(sql[name] == value, "\(name)") }
    }

    @Test func suites() async throws {
        let (sql, shown) = try await rows(of: "suites", shownBy: "show suite 1 as jsonl")
        #expect(Set(sql.keys) == Set(shown.keys))
        for (name, value) in shown { #expect(sql[name] == value, "\(name)") }
    }

    /// Every word that people type for a metric leads to the column of that metric.
    @Test func metricsAndFiguresAreColumns() {
        let runs = Set(Run.fields.map(\.name))
        #expect(Metric.all.filter { !$0.isPooled }.allSatisfy { runs.contains($0.column) })
        let suites = Set(Suite.fields.map(\.name)).union(SuiteFigure.all.map(\.column))
        #expect(SuiteMetric.all.allSatisfy { suites.contains($0.column) })
        #expect(SuiteFigure.all.count == Set(SuiteFigure.all.map(\.column)).count)
    }
}

/// Any JSON value; arrays count as the text that SQL holds of them.
private enum JSONValue: Decodable, Equatable {
    case null
    case number(Double)
    case text(String)
    case list([String])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            let list = try? JSONDecoder().decode([String].self, from: Data(text.utf8))
            self = list.map(Self.list) ?? .text(text)
        } else {
            let list = try value.decode([String].self)
            self = list.isEmpty ? .null : .list(list)
        }
    }
}
