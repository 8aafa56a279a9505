package import Measurement
import Statistics
import Text

/// One run in full: its figures, and a drawing of when its chunks came.
package struct RunReport: Sendable {
    private static let mostStalls = 5

    private let run: Run
    private let suite: Suite
    private let style: Style
    private let width: Int
    private let window: Int?

    /// Without a width the drawing takes 80 columns, and no line is broken.
    package init(_ run: Run, of suite: Suite, width: Int? = nil, style: Style = .plain) {
        self.run = run
        self.suite = suite
        self.style = style
        self.width = width ?? 80
        window = width
    }

    /// The report, without line feeds.
    package var lines: [String] {
        let blocks = [title.wrapped(to: window), figures, drawing, stalls, remarks]
        return Array(blocks.filter { !$0.isEmpty }.joined(separator: [""]))
    }

    /// What the run is, and its words, undressed.
    var titleText: String { RunReport(run, of: suite).title }
    var words: [String] {
        RunReport(run, of: suite).stalls.map { String($0.drop { $0 == " " }) }
    }

    private var title: String {
        let name = "run \(run.number) of " + (suite.number.map { "suite \($0)" } ?? "the suite")
        return style(.strong, name) + ": \(run.target.description.onOneLine), \(run.outcome.word)"
    }

    private var figures: [String] {
        let metrics: [Metric] = [.ttft, .ttfb, .latency, .tps]
        let values = metrics.map { $0.phrase(of: run) }
        let chunks = Count.text(run.timeline.chunks, "chunk")
        let reads = Count.text(run.timeline.reads, "read")
        return Parts.lines(values + ["\(chunks) in \(reads)"], width: width, indent: "  ")
    }

    // MARK: Drawing

    /// Cells from the run's start to its end, the fuller the more chunks came in their time.
    private var drawing: [String] {
        guard run.end > 0, !run.timeline.arrivals.isEmpty else { return [] }
        let blocks = Blocks(style)
        let indent = "  "
        let cells = max(8, min(width, 200) - 2 * indent.utf8.count - 1)
        let axis = Axis(holding: [0, run.end], ticks: max(1, cells / 12), fromZero: true)
        let counts = counts(cells: cells, axis)
        let most = Double(counts.max() ?? 1)
        let stalls = run.timeline.stalls
        let row = counts.enumerated().map { cell, count -> String in
            let time = axis.high * (Double(cell) + 0.5) / Double(cells)
            if count > 0 { return style(series: 0, String(blocks.height(Double(count) / most))) }
            if stalls.contains(where: { $0.start < time && time < $0.end }) {
                return style(.warning, blocks.base)
            }
            return time < run.end ? style(.dim, String(blocks.idle)) : " "
        }
        let pointers = Pointers.line(landmarks(axis, stalls), cells: cells, blocks)
        return [(indent + style(.dim, blocks.axis) + row.joined()).withoutTrailingSpaces]
            + [indent + " " + style(.dim, pointers.clipped(to: cells + 2))]
            + ticks(axis, cells: cells, blocks).map { indent + style(.dim, $0) }
    }

    private func counts(cells: Int, _ axis: Axis) -> [Int] {
        var counts = Array(repeating: 0, count: cells)
        for arrival in run.timeline.arrivals {
            let share = axis.share(Double(arrival) / 1000)
            counts[min(cells - 1, Int(share * Double(cells)))] += 1
        }
        return counts
    }

    private func landmarks(
        _ axis: Axis,
        _ stalls: [Timeline.Silence]
    ) -> [(place: Double, word: String)] {
        let first = run.firstToken.map { [(axis.share($0), "ttft")] } ?? []
        let headers = run.headers.map { [(axis.share($0), "headers")] } ?? []
        let longest = stalls.max { $0.duration < $1.duration }.map { stall in
            (axis.share(stall.start), "stall \(Figure.phrase(stall.duration, unit: .milliseconds))")
        }
        // The most telling first, since the others give way.
        let words = first + [longest].compactMap(\.self) + [(axis.share(run.end), "end")] + headers
        return words.map { (place: $0.0, word: $0.1) }
    }

    private func ticks(_ axis: Axis, cells: Int, _ blocks: Blocks) -> [String] {
        var line = Array(repeating: blocks.base, count: cells)
        var labels = ""
        for tick in axis.ticks {
            let column = Int((axis.share(tick) * Double(cells - 1)).rounded())
            line[column] = blocks.tickBelow
            let label = axis.label(tick) + (tick == axis.high ? " ms" : "")
            let start = min(column, cells - label.utf8.count)
            guard labels.isEmpty || start > labels.utf8.count else { continue }
            labels = labels.padded(to: start) + label
        }
        return [blocks.corner + line.joined(), " " + labels]
    }

    // MARK: Words

    /// The longest of the silences that a reader feels, in the order in which they came.
    private var stalls: [String] {
        let stalls = run.timeline.stalls
        guard !run.timeline.gaps.isEmpty else { return [] }
        let usual = Figure.phrase(Distribution(run.timeline.gaps).median, unit: .milliseconds)
        guard !stalls.isEmpty else {
            return ["  no stall; between reads usually \(usual)"]
        }
        let shown = stalls.sorted { $0.duration > $1.duration }.prefix(Self.mostStalls)
            .sorted { $0.start < $1.start }
        let total = stalls.reduce(0) { $0 + $1.duration }
        let share = Figure.text(total / max(run.end, 1e-9), unit: .fraction)
        let head =
            "  \(Count.text(stalls.count, "stall")), \(share) of the time; between reads usually "
            + usual
        return [head.clipped(to: width)]
            + shown.map { stall in
                let start = Figure.phrase(stall.start, unit: .milliseconds)
                let duration = Figure.phrase(stall.duration, unit: .milliseconds)
                return "    \(duration) of silence from \(start) on"
            }
            + (stalls.count > shown.count ? ["    and \(stalls.count - shown.count) shorter"] : [])
    }

    private var remarks: [String] {
        var remarks: [(label: String, words: String, role: Style.Role)] = []
        if run.phases.madeConnection {
            remarks.append(("opened", Opening.words(of: [run]), .dim))
        }
        if let failure = run.outcome.failure { remarks.append(("error", failure.words, .bad)) }
        if let reason = run.finishReason { remarks.append(("finish", reason.onOneLine, .dim)) }
        remarks += run.notes.map { ("note", $0.onOneLine, .dim) }
        return remarks.flatMap { style.labelled($0.label, $0.words, $0.role, width: window) }
    }
}
