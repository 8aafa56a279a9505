internal import Terminal

/// Results on their way to a terminal, which go through a pager once they are taller than it.
struct PagedText {
    /// What became of text.
    enum Fate {
        case taken
        /// Nobody wants more of it.
        case left
        /// The pager could not do its work; all text so far, or nil where the pager had taken more
        /// of it than is kept here.
        case failed(text: String?)
    }

    /// A pager that has taken more than this has shown that it works.
    private static let mostHeld = 16 << 20

    private let pager: Pager
    private let size: WindowSize
    private var held: String? = ""
    private var rows = 0
    private var process: PagerProcess?
    /// Whether the pager was left before the text ended.
    private(set) var isLeft = false

    init(_ pager: Pager, size: WindowSize) {
        self.pager = pager
        self.size = size
    }

    mutating func write(_ text: String) -> Fate {
        held? += text
        if let process { return fate(isTaken: process.write(text)) }
        rows += text.utf8.count { $0 == UInt8(ascii: "\n") }
        // The prompt needs a row too.
        guard let held, rows >= size.rows || isTooMuch else { return .taken }
        process = pager.start()
        return fate(isTaken: process?.write(held) ?? false)
    }

    /// Waits for the pager; text that fits the window never had one.
    mutating func end() -> Fate {
        guard let process else { return .failed(text: held) }
        guard process.finish() else { return .failed(text: held) }
        return .left
    }

    private var isTooMuch: Bool { held.map { $0.utf8.count > Self.mostHeld } ?? true }

    private mutating func fate(isTaken: Bool) -> Fate {
        guard isTaken else {
            isLeft = true
            return end()
        }
        if isTooMuch { held = nil }
        return .taken
    }
}
