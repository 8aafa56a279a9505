package import Measurement
import Text

/// The row that a finished run adds to the live output.
///
/// All widths are known beforehand, so rows line up though each is written by itself.
package struct RunLine: Sendable {
    private struct Figures {
        let heading: String
        let width: Int
        let text: @Sendable (Run) -> String

        init(_ heading: String, width: Int, text: @escaping @Sendable (Run) -> String) {
            self.heading = heading
            self.width = width
            self.text = text
        }

        init(_ metric: Metric, width: Int) {
            self.init(metric.heading, width: width) { run in
                Figure.text(metric.value(of: run), unit: metric.unit)
            }
        }
    }

    private static let all: [Figures] = [
        Figures(.ttft, width: 7), Figures(.latency, width: 10), Figures(.tps, width: 7),
        Figures("tokens", width: 6) { run in
            let isEstimated = run.tokens.source == .estimated
            return Figure.text(
                run.tokens.output.map(Double.init),
                unit: .tokens,
                isEstimated: isEstimated
            )
        },
    ]

    private static let narrowest = all.first?.width ?? 0

    private let total: Int
    private let showsTotal: Bool
    private let numberWidth: Int
    /// 0 where there is but one target, which need not be named on each row.
    private let targetWidth: Int
    private let figures: [Figures]
    private let names: [Target: String]
    private let indent: String
    private let gap: Int
    private let width: Int?
    private let style: Style

    /// With a width, that of the terminal, figures that do not fit are left out from the right and
    /// messages are cut; without one nothing is.
    package init(suite: Suite, width: Int? = nil, style: Style = .plain) {
        total = suite.requests
        let digits = String(suite.requests).utf8.count
        showsTotal = width.map { $0 >= 30 } ?? true
        numberWidth = max(3, showsTotal ? 2 * digits + 1 : digits)
        let isNarrow = width.map { $0 < 60 } ?? false
        indent = isNarrow ? "" : "  "
        let gap = isNarrow ? 2 : 3
        self.gap = gap
        self.width = width
        self.style = style
        let shown =
            isNarrow ? Target.shortNames(suite.targets) : suite.targets.map(\.description.onOneLine)
        names = Dictionary(zip(suite.targets, shown)) { first, _ in first }
        let longest = shown.count > 1 ? shown.map(\.displayWidth).max() ?? 0 : 0
        guard let width else {
            targetWidth = longest
            figures = Self.all
            return
        }
        // What is left for the other columns beside indent, number and the word at the end.
        var room = width - indent.utf8.count - numberWidth - gap - "ok".utf8.count
        // A row of a comparison says nothing without its target, whatever else gives way.
        let beside = min(width / 3, room - 2 * gap - Self.narrowest)
        targetWidth = max(0, min(longest, beside < 4 ? room - gap : beside))
        if targetWidth > 0 { room -= gap + targetWidth }
        var figures = Self.all
        while !figures.isEmpty, figures.reduce(0, { $0 + gap + $1.width }) > room {
            figures.removeLast()
        }
        self.figures = figures
    }

    /// The headings above the rows.
    package var header: String {
        let headings = figures.map { $0.heading.padded(to: $0.width, leaningRight: true) }
        return style(.dim, fitting(row("run", "target", headings, "")))
    }

    /// One finished run: its figures, and `ok`, `cancelled`, or the error's kind and message.
    package func text(of run: Run) -> String {
        let number = showsTotal ? "\(run.number)/\(total)" : String(run.number)
        let target = names[run.target] ?? run.target.description.onOneLine
        let texts = figures.map { $0.text(run).padded(to: $0.width, leaningRight: true) }
        let ending = Self.ending(run)
        let whole = row(number, target, texts, ending.words)
        // A message is worth more than the figures of a run that failed, so it takes their place.
        let line =
            run.outcome.isSuccess || fitting(whole) == whole
            ? whole : row(number, target, [], ending.words)
        let cut = fitting(line)
        guard cut.hasSuffix(ending.words) else {
            return run.outcome.isSuccess ? cut : style(ending.role, cut)
        }
        return cut.dropLast(ending.words.count) + style(ending.role, ending.words)
    }

    private static func ending(_ run: Run) -> (words: String, role: Style.Role) {
        switch run.outcome {
        case .success: ("ok", .good)
        case .cancelled: ("cancelled", .warning)
        case .error(let failure): ("error: \(failure.words)", .bad)
        }
    }

    private func row(
        _ number: String,
        _ target: String,
        _ figures: [String],
        _ rest: String
    )
        -> String
    {
        var columns = [number.padded(to: numberWidth, leaningRight: true)]
        if targetWidth > 0 {
            columns.append(target.clipped(to: targetWidth).padded(to: targetWidth))
        }
        let separator = String(repeating: " ", count: gap)
        return (indent + (columns + figures + [rest]).joined(separator: separator))
            .withoutTrailingSpaces
    }

    private func fitting(_ line: String) -> String {
        width.map { line.clipped(to: $0) } ?? line
    }
}

extension SuiteSummary {
    /// Each kind of error and HTTP status with its count and the first message of it, a line each,
    /// the most frequent first.
    package var errorWords: [String] {
        var groups: [(first: Failure, count: Int)] = []
        for failure in runs.compactMap(\.outcome.failure) {
            let known = groups.firstIndex {
                $0.first.kind == failure.kind && $0.first.httpStatus == failure.httpStatus
            }
            if let known {
                groups[known].count += 1
            } else {
                groups.append((failure, 1))
            }
        }
        // Those as frequent stay in the order in which they came.
        return groups.enumerated()
            .sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
            .map { "\($0.element.count) × \($0.element.first.words)" }
    }
}

extension Failure {
    /// Kind, message and how long the server asked to wait, on one line.
    package var words: String {
        var words = "\(kind.rawValue): \(message.onOneLine)"
        if let retryAfter, !message.contains("retry after") {
            words += " (retry after \(Digits.text(retryAfter)) s)"
        }
        return words
    }
}
