import Measurement
import Rendering
import Testing
import Text

@Suite struct DifferenceTableTests {
    private static func side(_ name: String, _ ttft: [Double]) -> ComparisonReport.Side {
        let runs = zip(1..., ttft).map { Fixture.success($0, ttft: $1) }
        return ComparisonReport.Side(name: name, summary: SuiteSummary(runs: runs))
    }

    private static let slow: [Double] = [200, 207, 213, 221, 228, 236]
    private static let fast: [Double] = [100, 101, 103, 106, 110, 115]
    private static let near: [Double] = [198, 209, 211, 219, 226, 231]

    private func row(_ metric: String, of table: DifferenceTable) throws -> [String] {
        let text = table.table.text(as: .table)
        let line = try #require(text.split(separator: "\n").first { $0.contains(metric) })
        return line.matches(of: /\S+(?: \S+)*/).map { String($0.output) }
    }

    @Test func aVerdictHasItsEffect() throws {
        let pair = (Self.side("suite 1", Self.slow), Self.side("suite 2", Self.fast))
        let table = DifferenceTable([(pair.0, pair.1, nil)])
        let cells = try row("ttft ms", of: table)
        #expect(
            cells == [
                "ttft ms", "217.0", "104.5", "-111.5 [-127.0, -97.0]", "-51.5", "0.002",
                "suite 2 faster", "large",
            ]
        )
        // All runs succeeded; what is no value of a run each has no test.
        #expect(try row("error rate", of: table).prefix(3) == ["error rate", "0.0%", "0.0%"])
        #expect(try row("gap ms p99", of: table).prefix(3) == ["gap ms p99", "10.0", "10.0"])
        #expect(table.remarks.isEmpty)
    }

    @Test func withoutEvidenceItSaysHowManyRunsItTakes() throws {
        let table = DifferenceTable([
            (Self.side("suite 1", Self.slow), Self.side("suite 2", Self.near), nil)
        ])
        let cells = try row("ttft ms", of: table)
        #expect(cells.last { $0.hasPrefix("~") } == "~ about 424 each")
        #expect(table.remarks.count == 1)
        let few = DifferenceTable([(Self.side("a", [1, 2]), Self.side("b", [3, 4]), nil)])
        #expect(
            few.remarks == ["too few runs for a verdict: each side needs 4 successful ones"]
        )
    }

    /// A p of 0.03 each is none where there are two tests of a metric.
    @Test func severalTargetsAreCorrectedFor() throws {
        let (a, b) = ([1.0, 2, 3, 4, 5], [3.5, 6, 7, 8, 9])
        let one = (Self.side("suite 1", a), Self.side("suite 2", b))
        let alone = DifferenceTable([(one.0, one.1, nil)])
        #expect(try row("ttft ms", of: alone).contains("0.032"))
        #expect(try row("ttft ms", of: alone).contains("suite 1 faster"))
        let both = DifferenceTable([(one.0, one.1, "x/y"), (one.0, one.1, "x/z")])
        let cells = try row("ttft ms", of: both)
        #expect(cells.contains("0.063"))
        #expect(cells.contains { $0.hasSuffix("at 97.5%") })
        #expect(cells.contains { $0.hasPrefix("~") })
    }

    @Test("Two suites fit a window of 80 columns", arguments: [80, 100, 160])
    func width(width: Int) {
        let table = DifferenceTable([
            (Self.side("suite 101", Self.slow), Self.side("suite 102", Self.fast), nil)
        ])
        let fitting = table.table.fitting(width, sparing: DifferenceTable.spare)
        let text = fitting.text(as: .table, width: width)
        #expect(text.hasPrefix("metric "))
        #expect(text.contains("-111.5 [-127.0, -97.0]"))
        #expect(text.split(separator: "\n").allSatisfy { String($0).displayWidth <= width })
    }
}
