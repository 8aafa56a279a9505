package import BenchLanguage
package import Rendering
package import Terminal
internal import Text

/// Where text can be written.
package protocol TextSink: Sendable {
    func write(_ text: String) throws(WriteFailure)
    func flush() throws(WriteFailure)
}

extension TextOutput: TextSink {}

/// What the shell says: results to standard output, everything about them to standard error.
@MainActor
package final class Output {
    private let results: any TextSink
    private let messages: any TextSink
    private let screen: Screen
    private let messageScreen: Screen
    /// Leaves out everything but results and errors.
    package var isQuiet = false
    /// Prints diagnostics as JSON lines.
    package var printsJSONErrors = false
    /// How wide the prompt is of a line that was just typed; nil once anything was written below.
    package var promptAbove: Int?
    private var status: LiveRegion?
    /// Where results go instead of to their screen.
    private var file: (any TextSink)?
    private var paged: PagedText?
    /// When results were last sent on.
    private var lastFlush: ContinuousClock.Instant?
    private static let longestWait = Duration.milliseconds(100)
    /// How long people have looked at pagers and thought about questions so far.
    var timeWithPeople = Duration.zero

    package init(
        results: any TextSink,
        messages: any TextSink,
        screen: Screen,
        messageScreen: Screen
    ) {
        self.results = results
        self.messages = messages
        self.screen = screen
        self.messageScreen = messageScreen
        if let terminal = messages as? TextOutput, messageScreen.movesCursor {
            status = LiveRegion(output: terminal, screen: messageScreen)
        }
    }

    /// The window's width where results go to a terminal, else nil: nothing is cut.
    package var width: Int? { isTerminal ? screen.size?.columns : nil }

    package var isTerminal: Bool { file == nil && screen.isTerminal }

    /// How results may be dressed.
    package var style: Style {
        guard file == nil else { return .plain }
        return Style(isColoured: screen.usesColor, isASCII: !screen.drawsUnicode)
    }

    package var messageStyle: Style {
        Style(isColoured: messageScreen.usesColor, isASCII: !messageScreen.drawsUnicode)
    }

    /// Writes results.
    ///
    /// Text that more will follow may wait a moment for it, where no person is looking; the last of
    /// it, or ``flush()``, sends it on. Throws `closedByReader` where the pager was left.
    package func write(_ text: String, mayWait: Bool = false) throws(WriteFailure) {
        guard paged == nil else { return try page(text) }
        promptAbove = nil
        // A terminal that is gone is no reason to lose results that go elsewhere.
        try? clearStatus()
        let sink = file ?? results
        try sink.write(text)
        let now = ContinuousClock.now
        let isRecent = lastFlush.map { now - $0 < Self.longestWait } ?? false
        guard !mayWait || isTerminal || !isRecent else { return }
        lastFlush = now
        try sink.flush()
    }

    /// Sends on the results that wait.
    package func flush() throws(WriteFailure) { try (file ?? results).flush() }

    /// Sends results to a file from now on, or with nil back to where they went at first.
    package func redirect(to sink: (any TextSink)?) { file = sink }

    package var isRedirected: Bool { file != nil }

    /// Lets people leaf through what `body` writes where that is taller than the window.
    package func paged(by pager: Pager, _ body: () throws -> Void) throws {
        // A pager cannot work where the cursor does not move.
        guard isTerminal, screen.movesCursor, let size = screen.size, paged == nil else {
            return try body()
        }
        try? clearStatus()
        paged = PagedText(pager, size: size)
        do {
            try body()
        } catch WriteFailure.closedByReader where paged?.isLeft == true {
            // Whoever leaves the pager has seen enough.
            paged = nil
            return
        } catch {
            try endPaging()
            throw error
        }
        try endPaging()
    }

    private func page(_ text: String) throws(WriteFailure) {
        let start = ContinuousClock.now
        let fate = paged?.write(text) ?? .left
        timeWithPeople += ContinuousClock.now - start
        switch fate {
        case .taken: break
        case .left: throw .closedByReader
        case .failed(nil):
            tellPagerFailure()
            throw .closedByReader
        case .failed(let text?):
            paged = nil
            try write(text)
        }
    }

    private func endPaging() throws(WriteFailure) {
        let start = ContinuousClock.now
        let fate = paged?.end() ?? .left
        paged = nil
        timeWithPeople += ContinuousClock.now - start
        switch fate {
        case .taken, .left: break
        case .failed(nil): tellPagerFailure()
        case .failed(let text?): try write(text)
        }
    }

    private func tellPagerFailure() {
        let help = "to see all of it: set pager off"
        report(Diagnostic(.warning, "the pager failed on its way", at: nil, help: help))
    }

    /// Writes one line of results.
    package func line(_ text: String) throws(WriteFailure) {
        try write(text + "\n")
    }

    /// Says something about what is going on; not a result.
    package func note(_ text: String) {
        guard !isQuiet else { return }
        // Whoever asks for JSON reads every line of it.
        if printsJSONErrors { return say(Diagnostic(.note, text, at: nil).json()) }
        say(fitted(text))
    }

    /// Broken at spaces where a terminal is too narrow for it.
    private func fitted(_ text: String) -> String {
        guard messageScreen.isTerminal, let columns = messageScreen.size?.columns else {
            return text
        }
        return text.wrapped(to: columns, hanging: 2).joined(separator: "\n")
    }

    /// Shows a problem; of notes, as of all that is no problem, nothing is shown in quiet.
    package func report(_ diagnostic: Diagnostic) {
        guard diagnostic.severity != .note || !isQuiet else { return }
        guard !printsJSONErrors else { return say(diagnostic.json()) }
        let word = "\(diagnostic.severity.rawValue): "
        let whole = belowPrompt(diagnostic) ?? diagnostic.rendered()
        // What shows a line of a source must keep its caret in place.
        let text = diagnostic.span == nil ? fitted(whole) : whole
        guard messageScreen.usesColor, let place = text.firstRange(of: word) else {
            return say(text)
        }
        let role: Style.Role = diagnostic.severity == .error ? .bad : .warning
        say(text[..<place.lowerBound] + messageStyle(role, word) + text[place.upperBound...])
    }

    /// The problem with its caret right under the typed line, where that is what stands above.
    private func belowPrompt(_ diagnostic: Diagnostic) -> String? {
        guard let promptAbove, isTerminal, messageScreen.isTerminal,
            let columns = messageScreen.size?.columns
        else { return nil }
        return diagnostic.renderedBelowPrompt(promptWidth: promptAbove, screenWidth: columns)
    }

    /// Messages that nobody reads any more are no reason to stop.
    private func say(_ text: String) {
        promptAbove = nil
        try? clearStatus()
        try? flush()
        try? messages.write(text.hasSuffix("\n") ? text : text + "\n")
        try? messages.flush()
    }

    // MARK: Status

    /// Whether somebody sees what is said.
    package var saysToTerminal: Bool { messageScreen.isTerminal }

    /// The columns that the status area has.
    package var statusWidth: Int { messageScreen.size?.columns ?? 80 }

    /// Whether a status line can be drawn over again in place.
    package var drawsStatus: Bool { status != nil && !isQuiet }

    /// Draws the status area, in place of the last one.
    package func drawStatus(_ lines: [String]) {
        guard !isQuiet else { return }
        try? status?.draw(lines)
    }

    /// Takes the status area off the screen.
    package func clearStatus() throws(WriteFailure) {
        try status?.clear()
    }
}
