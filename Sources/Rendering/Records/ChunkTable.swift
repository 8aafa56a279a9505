package import Measurement

/// When the chunks of runs arrived, one to a row: the columns of the view `chunks`.
package enum ChunkTable {
    /// The chunks of some runs of a suite.
    package static func of(_ suite: Suite, _ runs: [Run]) -> Table {
        let columns = [
            Column("suite"), Column("run"), Column("provider_id", heading: "provider"),
            Column("model"), Column("status"), Column("chunk"), Column("at_ms", heading: "at ms"),
            Column("gap_ms", heading: "gap ms", isNumeric: true),
        ]
        let rows = runs.flatMap { run in
            run.timeline.arrivals.indices.map { index -> [Cell] in
                let arrival = run.timeline.arrivals[index]
                let before = index > 0 ? run.timeline.arrivals[index - 1] : arrival
                return [
                    Cell(suite.number), .integer(run.number), .text(run.target.provider),
                    .text(run.target.model), .text(run.outcome.word), .integer(index + 1),
                    .number(Double(arrival) / 1000, .milliseconds),
                    arrival > before
                        ? .number(Double(arrival - before) / 1000, .milliseconds) : .missing,
                ]
            }
        }
        return Table(columns: columns, rows: rows)
    }
}
