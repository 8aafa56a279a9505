import Measurement
import Text

/// What a suite adds up to, and what went wrong: lines of a label and its words.
struct SuiteTotals {
    private let suite: Suite
    private let summary: SuiteSummary
    private let style: Style

    init(_ suite: Suite, _ summary: SuiteSummary, style: Style) {
        self.suite = suite
        self.summary = summary
        self.style = style
    }

    var lines: [String] {
        var lines: [String] = []
        if let tokens { lines.append(line("tokens", tokens)) }
        if let cost { lines.append(line("cost", cost)) }
        if let wall { lines.append(line("wall", wall)) }
        if summary.errors > 0 {
            let share = Double(summary.errors) / Double(summary.requests)
            let count = "\(summary.errors) of \(summary.requests)"
            let percent = Figure.text(share, unit: .fraction)
            lines.append(line("errors", "\(count) (\(percent))", .bad))
            lines += summary.errorWords.map { "    " + $0 }
        }
        if summary.cancelled > 0 {
            lines.append(line("cancelled", Count.text(summary.cancelled, "run"), .warning))
        }
        lines += notes
        if let limit = ClientLimit(suite, summary) {
            lines.append(line("client", limit.words, .warning))
        }
        return lines
    }

    private func line(_ label: String, _ words: String, _ role: Style.Role = .dim) -> String {
        style.labelled(label, words, role)
    }

    private var tokens: String? {
        let sides: [(name: String, word: String, part: String, partWord: String)] = [
            ("input_tokens", "in", "cached_tokens", "cached"),
            ("output_tokens", "out", "reasoning_tokens", "reasoning"),
        ]
        let total = { (name: String) in Metric.named(name).flatMap(summary.total) }
        let parts = sides.compactMap { side in
            total(side.name).map { value in
                let sum = Figure.text(value, unit: .tokens, isEstimated: summary.isEstimated)
                guard let part = total(side.part), part > 0 else { return "\(sum) \(side.word)" }
                let share = Figure.text(part, unit: .tokens)
                return "\(sum) \(side.word) (\(share) \(side.partWord))"
            }
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private var cost: String? {
        guard let cost = Metric.named("cost_usd").flatMap(summary.total) else { return nil }
        let isExact = summary.successes.allSatisfy {
            $0.tokens.cost == nil || $0.tokens.costSource == .server
        }
        return (isExact ? "" : "about ") + Figure.phrase(cost, unit: .dollars)
    }

    /// Wall time and rates; those of a single run say nothing that its latency does not.
    private var wall: String? {
        guard summary.runs.count > 1, let wall = summary.wall else { return nil }
        var parts = [Figure.duration(milliseconds: wall)]
        for name in ["requests_per_second", "system_tps"] {
            guard let metric = SuiteMetric.named(name), let value = metric.value(summary) else {
                continue
            }
            parts.append(Figure.phrase(value, unit: metric.unit))
        }
        if suite.concurrency > 1, let mean = SuiteMetric.named("in_flight")?.value(summary),
            let most = SuiteMetric.named("in_flight_max")?.value(summary)
        {
            let figures = [mean, most].map { Figure.text($0, unit: .count) }
            parts.append("\(figures[0]) in flight, at most \(figures[1])")
        }
        return parts.joined(separator: ", ")
    }

    /// Each different note once, in the order in which they came up.
    private var notes: [String] {
        var counts: [String: Int] = [:]
        var order: [String] = []
        for note in summary.runs.flatMap(\.notes) {
            if counts.updateValue((counts[note] ?? 0) + 1, forKey: note) == nil {
                order.append(note)
            }
        }
        return order.map { note in
            let count = counts[note] ?? 1
            return line("note", note.onOneLine + (count > 1 ? " (\(count) ×)" : ""))
        }
    }
}
