internal import LLMClient
internal import LoadEngine
internal import Measurement
internal import Rendering
internal import Terminal
internal import Text

/// What is seen while a suite runs: its tokens, its finished runs, and below them how far it is.
@MainActor
final class RunDisplay {
    private let output: Output
    private let suite: Suite
    private var rows: RunLine
    /// The columns that the rows are laid out for.
    private var rowWidth: Int?
    private let start = ContinuousClock.now
    private var progress: Progress
    private var lastDrawing: ContinuousClock.Instant?
    /// Bytes of answer and of reasoning that were shown as they came.
    private var shown = (answer: 0, reasoning: 0)

    private static let shortestWait = Duration.milliseconds(100)

    init(_ session: Session, _ suite: Suite, _ plan: Plan) {
        output = session.output
        self.suite = suite
        progress = Progress(requests: plan.requests, lanes: plan.lanes)
        rowWidth = output.width
        rows = RunLine(suite: suite, width: rowWidth, style: output.style)
        streamsText = plan.requests == 1 && output.isTerminal && !output.isQuiet
    }

    /// Whether tokens are shown as they come: for a single run at a terminal.
    let streamsText: Bool

    /// Time between two looks at what happened.
    var interval: Duration { streamsText ? .milliseconds(30) : .milliseconds(100) }

    /// Writes the headings, with a blank line between one suite of a script and the next.
    func begin(isFirst: Bool) throws {
        guard !output.isQuiet else { return }
        if !isFirst, !output.isTerminal { try output.line("") }
        if !streamsText { try output.line(rows.header) }
    }

    func started() { progress.isStarted = true }

    func ended(_ run: Run) { progress.finish(run) }

    func sent(lane: Int) { progress.send(lane: lane, at: elapsed) }

    private var elapsed: Double { (ContinuousClock.now - start) / .milliseconds(1) }

    /// Shows text that arrived, reasoning dimmed.
    func text(_ pieces: [LiveText]) throws {
        for piece in pieces {
            let text = piece.text.onItsLines
            if piece.isReasoning {
                shown.reasoning += piece.text.utf8.count
                try output.write(output.style(.dim, text))
            } else {
                if shown.answer == 0, shown.reasoning > 0 { try output.write("\n\n") }
                shown.answer += piece.text.utf8.count
                try output.write(text)
            }
        }
    }

    /// Shows runs that have ended and are stored.
    func finished(_ runs: [Run]) throws {
        guard !runs.isEmpty else { return }
        guard !output.isQuiet else { return }
        if streamsText {
            for run in runs { try rest(of: run) }
            return
        }
        if output.width != rowWidth {
            rowWidth = output.width
            rows = RunLine(suite: suite, width: rowWidth, style: output.style)
        }
        try output.write(runs.map { rows.text(of: $0) + "\n" }.joined())
    }

    /// The end of the text, and what went wrong.
    private func rest(of run: Run) throws {
        let answer = Array(run.response.utf8).dropFirst(shown.answer)
        let reasoning = Array(run.reasoning.utf8).dropFirst(shown.reasoning)
        let pieces = [(reasoning, true), (answer, false)].filter { !$0.0.isEmpty }
        try text(pieces.map { LiveText($0.0, isReasoning: $0.1) })
        if shown.answer + shown.reasoning > 0 { try output.write("\n\n") }
        if !run.outcome.isSuccess { try output.write(rows.text(of: run) + "\n\n") }
    }

    /// Draws the status area anew, ten times a second at most.
    func status(isStopping: Bool) {
        // Text that streams says by itself how far the run is.
        guard output.drawsStatus, shown == (0, 0) else { return }
        let now = ContinuousClock.now
        // Text is looked for more often; the area need not follow.
        let isDue = lastDrawing.map { now - $0 >= Self.shortestWait } ?? true
        guard isDue || !streamsText else { return }
        lastDrawing = now
        progress.isStopping = isStopping
        let area = StatusArea(
            progress,
            elapsed: elapsed,
            width: output.statusWidth,
            style: output.messageStyle
        )
        output.drawStatus(area.lines)
    }

    func end() throws {
        try output.clearStatus()
    }
}
