internal import LLMClient
internal import LoadEngine
internal import Measurement
internal import Rendering
internal import Terminal
internal import Text

/// What is seen while a suite runs: its tokens, its finished runs, one line of status.
@MainActor
final class RunDisplay {
    private let output: Output
    private let rows: RunLine
    private let plan: Plan
    private let start = ContinuousClock.now
    private var sentCount = 0
    private var isStarted = false
    /// Bytes of answer and of reasoning that were shown as they came.
    private var shown = (answer: 0, reasoning: 0)

    init(_ session: Session, _ suite: Suite, _ plan: Plan) {
        output = session.output
        self.plan = plan
        rows = RunLine(suite: suite, width: output.width, style: output.style)
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

    func started() { isStarted = true }

    func sent() { sentCount += 1 }

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
        guard !runs.isEmpty, !output.isQuiet else { return }
        if streamsText {
            for run in runs { try rest(of: run) }
            return
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

    /// Draws the status line anew.
    func status(_ runs: [Run]) {
        guard output.drawsStatus, !streamsText else { return }
        output.drawStatus([line(runs)])
    }

    private func line(_ runs: [Run]) -> String {
        guard isStarted else { return "  connecting…" }
        let done = runs.count
        let elapsed = ContinuousClock.now - start
        let seconds =
            Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        var parts = [
            Self.bar(done, of: plan.requests), "\(done)/\(plan.requests)",
            "\(max(0, sentCount - done)) in flight",
        ]
        let errors = runs.count { $0.outcome.failure != nil }
        if errors > 0 { parts.append(Count.text(errors, "error")) }
        parts.append(Figure.duration(milliseconds: seconds * 1000))
        if done > 0, done < plan.requests {
            let left = seconds / Double(done) * Double(plan.requests - done)
            parts.append("about \(Figure.duration(milliseconds: left * 1000)) left")
        }
        return "  " + parts.joined(separator: "  ")
    }

    private static func bar(_ done: Int, of all: Int) -> String {
        let cells = 20
        let filled = all > 0 ? done * cells / all : 0
        return String(repeating: "█", count: filled) + String(repeating: "░", count: cells - filled)
    }

    func end() throws {
        try output.clearStatus()
    }
}
