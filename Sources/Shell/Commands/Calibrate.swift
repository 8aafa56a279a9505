internal import BenchLanguage
internal import History
internal import Measurement
internal import Rendering

extension Command {
    static let calibrate = Command(
        forms: ["calibrate \(Show.output)"],
        synonyms: ["calibration"],
        summary: "measure what benchsh and this machine add to the times",
        details: "A mock server answers after \(CalibrationLoad.ttft) ms and every "
            + "\(CalibrationLoad.gap) ms from then on; the requests take the whole path that those "
            + "of a suite take, several loads one after another, some 5 seconds in all. 'ttft added' "
            + "is the time reported less those \(CalibrationLoad.ttft) ms and less how late the "
            + "server wrote first tokens on average; 'gap added' is the p99 of all gaps less "
            + "\(CalibrationLoad.gap) ms. Both ends share this machine's cores, so these are upper "
            + "bounds. They are stored beside the suites, and 'show suite' says how far off a time "
            + "may be at the suite's load.",
        examples: ["calibrate"],
        action: { call, session in
            let calibrations = try await CalibrationServer.calibrations(session, at: call.span)
            let history = try session.history()
            do throws(HistoryError) {
                try history.record(calibrations)
            } catch {
                session.output.report(
                    Diagnostic(.warning, "this is not stored: \(error.description)", at: nil)
                )
            }
            let table = Table(columns: columns, rows: calibrations.map(cells))
            try Show.emit(table, sparing: ["requests", "loop_lag_p99_ms"], call, session)
        }
    )

    private static let columns = [
        Column("concurrency", heading: "in flight", isNumeric: true),
        Column("requests", isNumeric: true),
        Column("ttft_added_mean_ms", heading: "ttft added ms", isNumeric: true),
        Column("ttft_added_p99_ms", heading: "p99 ms", isNumeric: true),
        Column("gap_added_p99_ms", heading: "gap added p99 ms", isNumeric: true),
        Column("loop_lag_p99_ms", heading: "loop lag p99 ms", isNumeric: true),
    ]

    private static func cells(_ calibration: Calibration) -> [Cell] {
        [
            .integer(calibration.concurrency), .integer(calibration.requests),
            Cell(calibration.ttftAddedMean, .milliseconds),
            Cell(calibration.ttftAddedP99, .milliseconds),
            Cell(calibration.gapAddedP99, .milliseconds),
            Cell(calibration.loopLagP99, .milliseconds),
        ]
    }
}
