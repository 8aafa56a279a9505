private import FoundationEssentials
internal import GRDB
package import Measurement

extension History {
    /// Stores what the instrument was found to add, with this program's version: all or nothing.
    package func record(_ calibrations: [Calibration]) throws(HistoryError) {
        try write { db in
            let columns = Calibration.fields
            let statement = try PreparedStatement(
                .insert(into: "calibrations", columns.map(\.name)),
                on: db
            )
            for var calibration in calibrations {
                calibration.version = version
                for (index, column) in columns.enumerated() {
                    try statement.bind(column.stored(calibration), at: index + 1)
                }
                try statement.execute()
            }
        }
    }

    /// The newest calibration at the load that comes nearest to that many requests in flight.
    ///
    /// That is the smallest load that was calibrated and is no smaller, else the largest; nil where
    /// nothing was calibrated.
    package func calibration(
        nearest concurrency: Int
    ) throws(HistoryError) -> Calibration? {
        try read { db in
            let columns = Calibration.fields.map(\.name).joined(separator: ", ")
            let statement = try PreparedStatement(
                """
                SELECT \(columns) FROM calibrations
                ORDER BY concurrency < ?1, abs(concurrency - ?1), id DESC LIMIT 1
                """,
                on: db
            )
            try statement.bind(concurrency, at: 1)
            return try statement.step() ? Calibration(in: statement) : nil
        }
    }
}

extension Calibration {
    /// The calibration in the current row of a query of its fields, in their order.
    fileprivate init(in statement: borrowing PreparedStatement) {
        self.init(
            createdAt: Date(timeIntervalSince1970: 0),
            concurrency: 0,
            requests: 0,
            ttftAddedMean: 0,
            ttftAddedP99: 0,
            gapAddedP99: 0
        )
        for (index, field) in Self.fields.enumerated() {
            field.restore(statement.value(at: index), in: &self)
        }
    }
}
