import Measurement
import Text

/// The rows that are drawn over again while a suite runs: how far it is, and how it goes.
package struct StatusArea: Sendable {
    private let progress: Progress
    /// Milliseconds since the suite's start.
    private let elapsed: Double
    private let room: Int
    private let indent: String
    private let style: Style

    /// The state of things at a moment, for a window of so many columns.
    package init(_ progress: Progress, elapsed: Double, width: Int, style: Style = .plain) {
        self.progress = progress
        self.elapsed = max(0, elapsed)
        self.style = style
        indent = width < 40 ? "" : "  "
        // The last column stays free, or the terminal decides where the cursor is.
        room = max(1, width - indent.utf8.count - 1)
    }

    /// One to three rows; what does not fit is left out, the least telling first.
    package var lines: [String] {
        guard progress.isStarted else { return [indent + "connecting…".clipped(to: room)] }
        if progress.requests == 1 { return [row(waiting)] }
        let rows = [row(course), row(figures), lanes].filter { !$0.isEmpty }
        return rows
    }

    private func row(_ parts: [String]) -> String {
        var row = ""
        for part in parts {
            let longer = row.isEmpty ? part : row + "  " + part
            if row.isEmpty || longer.displayWidth <= room { row = longer }
        }
        return row.isEmpty ? "" : indent + row.clipped(to: room)
    }

    private var waiting: [String] {
        let time = Figure.duration(milliseconds: elapsed)
        return [style(.dim, room < 30 ? "waiting \(time)" : "waiting for the first token  \(time)")]
    }

    /// How far it is.
    private var course: [String] {
        var parts = [bar, "\(progress.done)/\(progress.requests)"]
        if progress.isStopping { parts.append(style(.warning, "stopping")) }
        parts += ["\(progress.inFlight) in flight", Figure.duration(milliseconds: elapsed)]
        let left = progress.requests - progress.done
        if progress.done > 0, left > 0, !progress.isStopping {
            let rest = elapsed / Double(progress.done) * Double(left)
            parts.append("about \(Figure.duration(milliseconds: rest)) left")
        }
        return parts
    }

    private var bar: String {
        let cells = min(24, max(4, room / 4))
        let share = progress.requests > 0 ? progress.done * cells / progress.requests : 0
        let filled = min(cells, share)
        let (full, empty) = style.isASCII ? ("#", ".") : ("█", "░")
        return String(repeating: full, count: filled)
            + style(.dim, String(repeating: empty, count: cells - filled))
    }

    /// How it goes so far.
    private var figures: [String] {
        var parts: [String] = []
        if progress.errors > 0 { parts.append(style(.bad, Count.text(progress.errors, "error"))) }
        if let p50 = progress.ttft(0.5), let p95 = progress.ttft(0.95) {
            let texts = [p50, p95].map { Figure.text($0, unit: .milliseconds) }
            parts.append(
                room < 34 ? "ttft \(texts[0]) ms" : "ttft p50 \(texts[0])  p95 \(texts[1]) ms"
            )
        }
        guard progress.successes > 0, elapsed > 0 else { return parts }
        let tokens = Double(progress.outputTokens) / elapsed * 1000
        if progress.outputTokens > 0 {
            parts.append(
                Figure.phrase(tokens, unit: .tokensPerSecond, isEstimated: progress.isEstimated)
            )
        }
        let requests = Double(progress.successes) / elapsed * 1000
        parts.append(Figure.phrase(requests, unit: .requestsPerSecond))
        return parts
    }

    /// A cell for each lane, the fuller the longer its request has been in flight: a full one has
    /// taken as long as the median run so far, or as the slowest of the others.
    private var lanes: String {
        guard progress.lanes.count > 1 else { return "" }
        let blocks = Blocks(style)
        let ages = progress.lanes.map { $0.map { max(0, elapsed - $0) } }
        let most = max(progress.medianLatency ?? 0, ages.compactMap(\.self).max() ?? 0)
        let label = "lanes "
        let cells = max(1, min(ages.count, room - label.utf8.count))
        let strip = (0..<cells).map { cell -> Character in
            // Where there are more lanes than cells, the oldest of the neighbours is shown.
            let group = ages[cell * ages.count / cells..<(cell + 1) * ages.count / cells]
            guard let age = group.compactMap(\.self).max() else { return blocks.idle }
            return blocks.height(most > 0 ? age / most : 0)
        }
        return indent + (style(.dim, label) + String(strip)).clipped(to: room)
    }
}
