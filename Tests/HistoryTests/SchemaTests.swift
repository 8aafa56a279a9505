import History
import Measurement
import Testing

@Suite struct SchemaTests {
    let scratch: Scratch
    let history: History

    init() throws {
        scratch = try Scratch()
        history = try History(path: scratch.path)
    }

    @Test func everyColumnOfEveryViewIsExplained() throws {
        #expect(Set(Schema.views) == ["suites", "runs", "chunks", "providers"])
        for view in Schema.views {
            var header: [String] = []
            try history.console().query(
                "SELECT * FROM \(view)",
                header: { header = $0 },
                eachRow: { _ in }
            )
            #expect(header == Schema.columns(of: view).map(\.name))
            #expect(Schema.columns(of: view).allSatisfy { !$0.meaning.isEmpty })
        }
        #expect(Schema.columns(of: "nothing").isEmpty)
    }

    @Test(arguments: Metric.all.filter { !$0.isPooled }.map(\.column))
    func everyMetricIsAColumnOfRuns(column: String) {
        #expect(Schema.columns(of: "runs").contains { $0.name == column })
    }

    /// A change here needs a new migration, except in the views.
    @Test func theTablesAreThese() throws {
        let schema = try RawDatabase(scratch.path).texts(
            """
            SELECT type || ' ' || name || ' ' || coalesce((SELECT group_concat(
                name || iif(type = '', '', ' ' || type) || iif("notnull", ' not null', '')
                || iif(pk, ' key', ''), ', ') FROM pragma_table_info(m.name)), '')
            FROM sqlite_master m WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name
            """
        )
        #expect(schema.joined(separator: "\n") == Self.golden)
    }

    private static let golden = """
        """
}
