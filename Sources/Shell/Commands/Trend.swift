internal import BenchLanguage
internal import History
internal import Measurement
internal import Rendering

extension Command {
    static let trend = Command(
        forms: [
            "trend METRIC {for TARGET | since AGE | by (suite | day | hour)} " + Show.output
        ],
        summary: "show how a metric moved over time",
        details: "A line for each suite, or for each day, with a curve of the medians. 'by hour' "
            + "puts the hours of all days together (UTC).",
        examples: ["trend ttft", "trend tps for mock since 30d by day", "trend latency by hour"],
        check: { call, _ throws(Diagnostic) in
            guard let word = call.word(.metric) else { return }
            guard let metric = Metric.named(word.text), !metric.isPooled else {
                throw .error(
                    "a single run has no '\(word.text)'",
                    at: word.span,
                    label: word.text == "gap" ? "ask for max_gap" : "ask for ttft, latency or tps"
                )
            }
        },
        action: { call, session in
            guard let word = call.word(.metric), let metric = Metric.named(word.text) else {
                return
            }
            let target = try call.target(after: "for")?.resolve(using: session.scope)
            let period: TrendPoint.Period =
                call.has("hour") ? .hour : call.has("day") ? .day : .suite
            let since = try session.moment(call, "since")
            let history = try session.history()
            let points = try Interruptible.block(session, stop: history.interrupt) { _ in
                try history.trend(
                    of: metric,
                    provider: target?.provider,
                    model: target?.model,
                    since: since,
                    by: period
                )
            }
            let trend = TrendReport(metric, points, by: period)
            if Show.format(call, session) == .table, call.text(after: "to") == nil {
                let curves = trend.curves(
                    width: session.output.width ?? 80,
                    style: session.output.style
                )
                for line in curves { try session.output.line(line) }
                if !curves.isEmpty { try session.output.line("") }
            }
            try Show.emit(trend.table, sparing: ["target", "errors"], call, session)
        }
    )
}
