import Text

/// A few rows of status at the end of the output that are drawn over again in place.
///
/// Between `draw` and `clear` the cursor rests at the end of the last row, so anything else that
/// writes to the terminal does it inside ``above(_:)``. Draws nothing where the cursor cannot be
/// moved. How often to draw is the caller's choice.
package struct LiveRegion: Sendable {
    private let output: TextOutput
    private let screen: Screen
    private var drawnWidths: [Int] = []
    private var lines: [String] = []

    /// The output has to be the one that `screen` describes; the program's is standard error.
    package init(output: TextOutput = .standardError, screen: Screen) {
        self.output = output
        self.screen = screen
    }

    /// Puts `lines` in the place of those drawn before, clipped to the window, in one write.
    package mutating func draw(_ lines: [String]) throws(WriteFailure) {
        self.lines = lines
        guard screen.movesCursor, let size = screen.size else { return }
        // A row that fills the window would leave it to the terminal where the cursor is.
        let width = max(1, size.columns - 1)
        let shown = lines.prefix(max(1, size.rows - 1)).map { $0.clipped(to: width) }
        let erased = eraseSequence(columns: size.columns)
        drawnWidths = shown.map(\.displayWidth)
        try send(erased + shown.joined(separator: "\r\n"))
    }

    /// Takes the region off the screen.
    package mutating func clear() throws(WriteFailure) {
        lines = []
        try erase()
    }

    /// Runs `body`, which writes whole lines, with the region out of its way.
    package mutating func above(_ body: () throws -> Void) throws {
        let kept = lines
        try erase()
        defer { lines = kept }
        try body()
        if !kept.isEmpty { try draw(kept) }
    }

    private mutating func erase() throws(WriteFailure) {
        guard !drawnWidths.isEmpty else { return }
        let sequence = eraseSequence(columns: screen.size?.columns ?? 80)
        drawnWidths = []
        try send(sequence)
    }

    /// A window made narrower since has broken the rows that no longer fit.
    private func eraseSequence(columns: Int) -> String {
        guard !drawnWidths.isEmpty else { return "" }
        let rows = drawnWidths.reduce(0) { $0 + max(1, ($1 + columns - 1) / columns) }
        return rows > 1 ? "\r\u{1b}[\(rows - 1)A\u{1b}[J" : "\r\u{1b}[J"
    }

    private func send(_ text: String) throws(WriteFailure) {
        guard !text.isEmpty else { return }
        try output.write(text)
        try output.flush()
    }
}
