internal import FoundationEssentials
internal import Measurement

/// How a calibration lies in `calibrations`.
enum CalibrationColumns {
    static let all: [StoredColumn<Calibration>] = [
        .time("created_at", \.createdAt),
        .integer("concurrency", \.concurrency),
        .integer("requests", \.requests),
        .real("ttft_added_mean_ms", \.ttftAddedMean),
        .real("ttft_added_p99_ms", \.ttftAddedP99),
        .real("gap_added_p99_ms", \.gapAddedP99),
        .real("loop_lag_p99_ms", \.loopLagP99),
        .integer("machine_cores", \.cores),
        .text("benchsh_version", \.version),
    ]

    /// The calibration in the current row of a query of `all`, in that order.
    static func calibration(in statement: borrowing PreparedStatement) -> Calibration {
        var calibration = Calibration(
            createdAt: Date(timeIntervalSince1970: 0),
            concurrency: 0,
            requests: 0,
            ttftAddedMean: 0,
            ttftAddedP99: 0,
            gapAddedP99: 0
        )
        for (index, column) in all.enumerated() {
            column.restore?(&calibration, statement.value(at: index))
        }
        return calibration
    }
}
