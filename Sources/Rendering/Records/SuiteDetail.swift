package import Measurement
import Statistics

/// Everything about a suite as named values, under the column names of the history.
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
        Record(settings.fields + Self.aggregates(summary) + instrument.fields)
    }

    /// The record as an object; of several targets each is summed up by itself in `by_target`.
    package var json: JSON { .object(members) }

    var members: [(key: String, value: JSON)] {
        guard suite.targets.count > 1 else { return record.members }
        let sides = suite.targets.map { target in
            var side = Record([])
            side.add("provider_id", .text(target.provider))
            side.add("model", .text(target.model))
            side.fields += Self.aggregates(SuiteSummary(runs: summary.runs, target: target))
            return side.json
        }
        return record.members + [("by_target", .array(sides))]
    }

    private var settings: Record {
        let target = suite.targets.count == 1 ? suite.targets.first : nil
        var record = Record([])
        record.add("suite", Cell(suite.number))
        record.add("id", .text(suite.id))
        record.add("name", Cell(suite.name))
        record.add("mode", .text(suite.mode.rawValue))
        record.add("provider_id", Cell(target?.provider), heading: "provider")
        record.add("model", Cell(target?.model))
        record.add("targets", .list(suite.targets.map(\.description)))
        record.add("status", .text(suite.status.rawValue))
        record.add("prompt", .text(suite.request.prompt))
        record.add("system_prompt", Cell(suite.request.system))
        record.add("num_runs", .integer(suite.requests), heading: "runs asked")
        record.add("concurrency", .integer(suite.concurrency))
        record.add("max_tokens", .integer(suite.request.maxTokens))
        record.add("temperature", .number(suite.request.temperature, nil))
        record.add("thinking", .text(suite.request.thinking.rawValue))
        record.add("connection", .text(suite.request.connection.rawValue))
        record.add("timeout_s", .number(suite.request.timeout, nil))
        record.add("created_at", .time(suite.createdAt), heading: "created")
        record.add("completed_at", Cell(suite.completedAt), heading: "completed")
        return record
    }

    /// How the instrument fared, over all targets.
    private var instrument: Record {
        let conditions = suite.conditions
        let pauses = Distribution(summary.dispatchDelays)
        var record = Record([])
        record.add("loop_lag_p99_ms", Cell(conditions?.loopLagP99, .milliseconds))
        record.add("loop_lag_max_ms", Cell(conditions?.loopLagMax, .milliseconds))
        record.add("cpu_cores", Cell(conditions?.cpu, nil))
        record.add("machine_cores", Cell(conditions?.cores))
        record.add("coalesced_share", Cell(summary.coalescedShare, .fraction))
        record.add("dispatch_delay_p99_ms", Cell(pauses.percentile(0.99), .milliseconds))
        return record
    }

    /// The figures of a summary: counts, totals, and the statistics of the headline metrics.
    private static func aggregates(_ summary: SuiteSummary) -> [(column: Column, cell: Cell)] {
        var record = Record([])
        record.add("total_runs", .integer(summary.runs.count), heading: "runs")
        record.add("successful_runs", .integer(summary.successes.count), heading: "successful")
        record.add("error_count", .integer(summary.errors), heading: "errors")
        for metric in Metric.summarised {
            let distribution = summary.distribution(of: metric)
            for statistic in Statistic.all {
                record.add(
                    "\(statistic.name)_\(metric.suffix)",
                    Cell(statistic.value(distribution), metric.unit),
                    heading: "\(statistic.name) \(metric.heading)"
                )
            }
        }
        for metric in Metric.totalled {
            record.add(
                "total_\(metric.column)",
                Cell(summary.total(of: metric), metric.unit),
                heading: "total \(metric.heading)"
            )
        }
        for metric in SuiteMetric.all where metric.name != "errors" {
            record.add(metric.name, Cell(metric.value(summary), metric.unit))
        }
        return record.fields
    }
}

extension Metric {
    /// Those of which a suite's summary shows the statistics, in that order.
    static let summarised: [Metric] = [.ttft, .ttfb, .latency, .tps, .gap]

    /// Those of which it shows the sum.
    static let totalled: [Metric] = ["input_tokens", "output_tokens", "cost"].compactMap(named)

    /// What follows `avg_` in a column: `ttft_ms`, `latency_ms`, `tps`.
    fileprivate var suffix: String { unit == .milliseconds ? "\(name)_ms" : name }
}
