import Glibc

/// When output is coloured: the values of `--color`.
package enum ColorMode: String, CaseIterable, Sendable {
    case auto, always, never

    /// Whether to colour a stream, by the conventions of no-color.org and bixense.com/clicolors.
    package func allowsColor(environment: [String: String], isTerminal: Bool) -> Bool {
        switch self {
        case .always: return true
        case .never: return false
        case .auto:
            if environment["NO_COLOR", default: ""] != "" { return false }
            if !["", "0"].contains(environment["CLICOLOR_FORCE", default: ""]) { return true }
            return isTerminal && Screen.isCapable(environment)
        }
    }
}

/// The cells of a window.
package struct WindowSize: Equatable, Sendable {
    /// Cells from left to right.
    package var columns: Int
    /// Lines from top to bottom.
    package var rows: Int

    /// A window of that many cells.
    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }
}

/// What a stream of output ends at: a window of some size and colours, or a file.
package struct Screen: Sendable {
    /// Whether a person is looking; `BENCHSH_FORCE_TTY=1` pretends it.
    package let isTerminal: Bool
    /// Whether SGR sequences belong in what is written there.
    package let usesColor: Bool
    /// Whether the cursor can be moved: a terminal unless TERM is unset or says that it is dumb.
    package let movesCursor: Bool
    /// Whether characters beyond ASCII are drawn: unless the environment names a locale that is not
    /// UTF-8.
    package let drawsUnicode: Bool
    private let descriptor: Int32
    private let assumedSize: WindowSize

    /// Describes a descriptor in an environment; the size is asked for each time.
    package init(descriptor: Int32, environment: [String: String], color: ColorMode = .auto) {
        self.init(
            descriptor: descriptor,
            environment: environment,
            color: color,
            isTerminal: isatty(descriptor) == 1
        )
    }

    init(
        descriptor: Int32,
        environment: [String: String],
        color: ColorMode,
        isTerminal: Bool
    ) {
        self.descriptor = descriptor
        self.isTerminal = isTerminal || environment["BENCHSH_FORCE_TTY"] == "1"
        usesColor = color.allowsColor(environment: environment, isTerminal: self.isTerminal)
        movesCursor = self.isTerminal && Self.isCapable(environment)
        drawsUnicode = Self.isUTF8(environment)
        assumedSize = WindowSize(
            columns: Self.positive(environment["COLUMNS"]) ?? 80,
            rows: Self.positive(environment["LINES"]) ?? 24
        )
    }

    /// The window's size at this moment; nil where nothing limits the width.
    package var size: WindowSize? {
        guard isTerminal else { return nil }
        var window = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0,
            window.ws_row > 0
        else { return assumedSize }
        return WindowSize(columns: Int(window.ws_col), rows: Int(window.ws_row))
    }

    /// Whether TERM names a terminal that knows more than characters.
    fileprivate static func isCapable(_ environment: [String: String]) -> Bool {
        !["", "dumb"].contains(environment["TERM", default: ""])
    }

    private static func isUTF8(_ environment: [String: String]) -> Bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
            .first { !$0.isEmpty }
        guard let locale = locale?.lowercased() else { return true }
        return locale.contains("utf-8") || locale.contains("utf8")
    }

    private static func positive(_ text: String?) -> Int? {
        text.flatMap { Int($0) }.flatMap { (1...10_000).contains($0) ? $0 : nil }
    }
}
