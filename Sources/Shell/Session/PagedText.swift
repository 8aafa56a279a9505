internal import Terminal

/// Results on their way to a terminal, which go through a pager once they are taller than it.
struct PagedText {
    /// A pager that has taken more than this has shown that it works.
    private static let mostHeld = 16 << 20

    private let pager: Pager
    private let size: WindowSize
    private var held = ""
    private var rows = 0
    private var process: PagerProcess?

    init(_ pager: Pager, size: WindowSize) {
        self.pager = pager
        self.size = size
    }

    mutating func write(_ text: String) {
        if held.utf8.count < Self.mostHeld { held += text }
        if let process { return process.write(text) }
        rows += text.utf8.count { $0 == UInt8(ascii: "\n") }
        // The prompt needs a row too.
        guard rows >= size.rows else { return }
        process = pager.start()
        process?.write(held)
    }

    /// Waits for the pager; the text that nobody has seen yet, all of it where no pager ran.
    mutating func end() -> String {
        guard let process else { return held }
        return process.finish() ? "" : held
    }
}
