import Measurement
import Text

/// What a suite adds up to, and what went wrong: lines of a label and its words.
struct SuiteTotals {
    private let suite: Suite
    private let summary: SuiteSummary
    private let width: Int?
    private let style: Style

    /// With a width, that of the terminal, long lines are broken at their spaces.
    init(_ suite: Suite, _ summary: SuiteSummary, width: Int? = nil, style: Style) {
        self.suite = suite
        self.summary = summary
        self.width = width
        self.style = style
    }

    /// One total or remark; the label is empty where it belongs to the one before.
    struct Entry {
        let label: String
        let words: String
        var role = Style.Role.dim
    }

    var lines: [String] { lines(entries) }

    /// What a reader of the numbers should know besides them.
    var remarks: [String] { lines(faults + notes) }

    var entries: [Entry] {
        let opening = Opening.words(suite, summary)
        let facts = [
            ("tokens", tokens), ("cost", cost), ("wall", wall), ("connection", opening),
        ]
        let sums = facts.compactMap { label, words in words.map { Entry(label: label, words: $0) } }
        return sums + faults + notes
    }

    private func lines(_ entries: [Entry]) -> [String] {
        entries.flatMap { entry in
            entry.label.isEmpty
                ? ("    " + entry.words).wrapped(to: width)
                : style.labelled(entry.label, entry.words, entry.role, width: width)
        }
    }

    /// What went wrong, if anything did.
    private var faults: [Entry] {
        var entries: [Entry] = []
        if summary.errors > 0 {
            let share = Double(summary.errors) / Double(summary.requests)
            let count = "\(summary.errors) of \(summary.requests)"
            let percent = Figure.text(share, unit: .fraction)
            entries.append(Entry(label: "errors", words: "\(count) (\(percent))", role: .bad))
            entries += summary.errorWords.map { Entry(label: "", words: $0) }
        }
        if summary.cancelled > 0 {
            let count = Count.text(summary.cancelled, "run")
            entries.append(Entry(label: "cancelled", words: count, role: .warning))
        }
        return entries
    }

    var tokens: String? {
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

    var cost: String? {
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

    /// Each different note once, in the order in which they came up, and where the client was the
    /// limit.
    private var notes: [Entry] {
        var counts: [String: Int] = [:]
        var order: [String] = []
        for note in summary.runs.flatMap(\.notes) {
            if counts.updateValue((counts[note] ?? 0) + 1, forKey: note) == nil {
                order.append(note)
            }
        }
        let notes = order.map { note in
            let count = counts[note] ?? 1
            return Entry(
                label: "note",
                words: note.onOneLine + (count > 1 ? " (\(count) ×)" : "")
            )
        }
        let limit = ClientLimit(suite, summary).map {
            Entry(label: "client", words: $0.words, role: .warning)
        }
        return notes + [limit].compactMap(\.self)
    }
}
