internal import GRDB
internal import Measurement

/// Writes runs of one suite with statements that are compiled once.
struct RunWriter: ~Copyable {
    private static let insertRun = String.insert(
        into: "benchmark_runs",
        ["suite_number"] + RunColumns.narrow.map(\.column)
    )
    private static let insertDetails = String.insert(
        into: "run_details",
        ["run_id"] + RunColumns.wide.map(\.column)
    )

    // Fields hold much that is not needed here, and to copy one costs more than to call this.
    private static let narrow = RunColumns.narrow.map(\.value)
    private static let wide = RunColumns.wide.map(\.value)

    private let db: Database
    private let run: PreparedStatement
    private let details: PreparedStatement

    init(_ db: Database, number: Int) throws {
        let run = try PreparedStatement(Self.insertRun, on: db)
        // What is bound stays bound, so the suite is bound once.
        try run.bind(number, at: 1)
        let details = try PreparedStatement(Self.insertDetails, on: db)
        self.db = db
        self.run = run
        self.details = details
    }

    func write(_ measured: Run) throws {
        for (index, value) in Self.narrow.enumerated() {
            try run.bind(SQLValue(value(measured)), at: index + 2)
        }
        try run.execute()
        var hasDetails = false
        for (index, value) in Self.wide.enumerated() {
            let value = value(measured)
            if value != .null { hasDetails = true }
            try details.bind(SQLValue(value), at: index + 2)
        }
        guard hasDetails else { return }
        try details.bind(.integer(db.lastInsertedRowID), at: 1)
        try details.execute()
    }
}

extension String {
    /// An INSERT of one row with a parameter for each column.
    static func insert(into table: String, _ columns: [String]) -> String {
        let parameters = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        let names = columns.joined(separator: ", ")
        return "INSERT INTO \(table) (\(names)) VALUES (\(parameters))"
    }
}
