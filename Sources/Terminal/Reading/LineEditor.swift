import CLibEdit
import Glibc
import Text

/// A line at a terminal that can be edited, completed and recalled: libedit behind one door.
///
/// One at a time in a process, and used by one thread: ``readLine(prompt:)`` blocks it. While the
/// editor lives, Ctrl-C is its own unless a later claim on ``Interrupts`` takes it.
package final class LineEditor: LineReader {
    private let history: StatementHistory
    private let screen: Screen
    private let complete: Completer
    private let wake: WakePipe
    private let interrupt: Interrupts.Token
    /// Drops the line that is being typed; from any thread.
    package let interruption: @Sendable () -> Void
    private var editor: OpaquePointer?

    /// Nil where a line cannot be edited; read with a ``PlainLineReader`` there.
    ///
    /// That is where an end is no terminal, or where TERM is unset or says that it is dumb.
    package init?(
        input: Int32 = STDIN_FILENO,
        output: Int32 = STDOUT_FILENO,
        environment: [String: String],
        color: ColorMode = .auto,
        history: StatementHistory,
        complete: @escaping Completer = { _, _ in [] }
    ) {
        screen = Screen(descriptor: output, environment: environment, color: color)
        guard isatty(input) == 1, isatty(output) == 1, screen.movesCursor,
            let wake = WakePipe()
        else { return nil }
        self.history = history
        self.complete = complete
        self.wake = wake
        let interruption: @Sendable () -> Void = { wake.send(UInt8(CLE_EVENT_INTERRUPT)) }
        self.interruption = interruption
        interrupt = Interrupts.install().onSignal([.interrupt]) { _, _ in interruption() }
        // The editor is closed before this object goes, so the C side never outlives its context.
        editor = cle_open(
            "benchsh",
            input,
            output,
            wake.reading,
            wake.writing,
            Unmanaged.passUnretained(self).toOpaque(),
            answerTab
        )
        guard editor != nil else { return nil }
        for entry in history.entries { cle_remember(editor, entry) }
    }

    deinit { cle_close(editor) }

    /// Blocks until the line is complete, dropped, or at its end.
    package func readLine(prompt: String) -> LineInput {
        var bytes: UnsafePointer<CChar>?
        var count = 0
        switch cle_read(editor, styled(prompt), &bytes, &count) {
        case CLE_LINE: return .line(text(bytes, count: count))
        case CLE_INTERRUPTED: return .interrupted
        case CLE_END: return .endOfFile
        default: return .failed("cannot read from the terminal: \(systemMessage(errno))")
        }
    }

    /// Keeps a statement for this editor and in the history's file.
    package func remember(_ statement: String) -> String? {
        cle_remember(editor, statement)
        return history.append(statement)
    }

    /// Bold up to the last two characters ('> '), and short enough to leave room for a line.
    ///
    /// libedit drops a style that ends the prompt and misplaces two that touch.
    private func styled(_ prompt: String) -> String {
        let columns = screen.size?.columns ?? 80
        let tail = prompt.suffix(2)
        let head = String(prompt.dropLast(2)).onOneLine
            .clipped(to: max(1, columns / 2 - tail.count))
        guard screen.usesColor, !head.isEmpty else { return head + tail }
        return "\u{1}\u{1b}[1m\u{1}\(head)\u{1}\u{1b}[0m\u{1}\(tail)"
    }

    private func text(_ bytes: UnsafePointer<CChar>?, count: Int) -> String {
        let line = String(
            decoding: UnsafeRawBufferPointer(start: bytes, count: count),
            as: UTF8.self
        )
        return line.last == "\n" ? String(line.dropLast()) : line
    }

    fileprivate func completeWord(in line: String, cursor: Int) {
        let candidates = complete(line, cursor)
        switch CompletionStep(line: line, cursor: cursor, candidates: candidates) {
        case .nothing: break
        case .replace(let from, let text): cle_replace(editor, from, text)
        case .list(let candidates):
            let size = screen.size ?? WindowSize(columns: 80, rows: 24)
            cle_list(editor, CandidateList.rows(candidates, in: size))
        }
    }
}

private func answerTab(
    context: UnsafeMutableRawPointer?,
    editor: OpaquePointer?,
    line: UnsafePointer<CChar>?,
    length: Int,
    cursor: Int
) {
    guard let context else { return }
    let bytes = UnsafeRawBufferPointer(start: line, count: length)
    Unmanaged<LineEditor>.fromOpaque(context).takeUnretainedValue()
        .completeWord(in: String(decoding: bytes, as: UTF8.self), cursor: cursor)
}
