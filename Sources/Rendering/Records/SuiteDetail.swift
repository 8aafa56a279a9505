package import Measurement
package import Text

/// Everything about a suite as named values: the columns of the history's view `suites`.
package struct SuiteDetail: Sendable {
    private let suite: Suite
    private let summary: SuiteSummary

    /// A suite with the summary of its runs, of all targets.
    package init(_ suite: Suite, _ summary: SuiteSummary) {
        self.suite = suite
        self.summary = summary
    }

    /// What was asked, how far it came and what it measured, in one row.
    package var record: Record {
        Record(
            fields(Suite.fields) + Self.figures(summary) + fields(Suite.instrumentFields)
                + fields(Suite.wideFields)
        )
    }

    /// The record as an object; of several targets each is summed up by itself in `by_target`.
    package var json: JSON { .object(members) }

    var members: [(key: String, value: JSON)] {
        guard suite.targets.count > 1 else { return record.members }
        let sides = suite.targets.map { target in
            let own = SuiteSummary(runs: summary.runs, target: target)
            var side = Record([])
            side.add("provider_id", .text(target.provider))
            side.add("model", .text(target.model))
            side.add("wall_ms", Cell(own.wall, .milliseconds))
            side.fields += Self.figures(own)
            return side.json
        }
        return record.members + [("by_target", .array(sides))]
    }

    private func fields(_ fields: [Field<Suite>]) -> [(column: Column, cell: Cell)] {
        fields.map { (Column($0), Cell($0.value(suite), $0.unit)) }
    }

    private static func figures(_ summary: SuiteSummary) -> [(column: Column, cell: Cell)] {
        let values = SuiteFigure.values(of: summary)
        return SuiteFigure.all.map { (Column($0), Cell(values[$0.column], $0.unit)) }
    }
}
