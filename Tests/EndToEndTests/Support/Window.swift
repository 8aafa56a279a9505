import FoundationEssentials
import Glibc
import Testing

/// The program in a window of tmux, which knows what is on the screen after all the sequences.
final class Window {
    /// Long enough for a busy machine; a test that waits in vain fails after it.
    private static let patience = Duration.seconds(60)
    private static let pause: UInt32 = 50_000

    static let isAvailable = access("/usr/bin/tmux", X_OK) == 0
    static let absence: Comment = "tmux is not installed; scripts/setup installs it"

    private let home: Sandbox

    /// Opens it with the program at its prompt.
    init(columns: Int, rows: Int, in home: Sandbox) throws {
        self.home = home
        // A server of its own, with no settings but these.
        home.write(
            "set -g default-terminal screen\nset -g status off\nset -g remain-on-exit on\n",
            to: "tmux.conf"
        )
        try tmux(
            "new-session -d -x \(columns) -y \(rows) "
                + "'NO_COLOR=1 EDITRC=/dev/null exec \"$benchsh\"'"
        )
    }

    deinit { _ = try? tmux("kill-server") }

    func send(_ text: String) throws { try tmux("send-keys -l -- \(Self.quoted(text))") }

    /// Presses keys by the names that tmux has for them.
    func press(_ keys: String...) throws { try tmux("send-keys \(keys.joined(separator: " "))") }

    func resize(columns: Int, rows: Int) throws {
        try tmux("resize-window -x \(columns) -y \(rows)")
    }

    /// The rows without what is blank at their ends, and a bar where the cursor is.
    func screen() throws -> [String] {
        let place = try tmux("display-message -p '#{cursor_x} #{cursor_y}'")
            .split { $0 == " " || $0 == "\n" }.compactMap { Int($0) }
        var rows = try tmux("capture-pane -p").split(
            separator: "\n",
            omittingEmptySubsequences: false
        ).map { String($0.replacing(#/ +$/#, with: "")) }
        while rows.last?.isEmpty == true { rows.removeLast() }
        if place.count == 2 { rows.append("cursor: row \(place[1]), column \(place[0])") }
        return rows
    }

    /// Waits until the screen is as wanted; what it is then.
    @discardableResult
    func wait(
        for text: String,
        sourceLocation: SourceLocation = #_sourceLocation,
        until isWanted: ([String]) -> Bool
    ) throws -> [String] {
        let deadline = ContinuousClock.now + Self.patience
        var rows = try screen()
        while !isWanted(rows) {
            guard ContinuousClock.now < deadline else {
                Issue.record(
                    "\(text) is not on the screen:\n\(rows.joined(separator: "\n"))",
                    sourceLocation: sourceLocation
                )
                return rows
            }
            usleep(Self.pause)
            rows = try screen()
        }
        return rows
    }

    /// Waits until a row begins with a text; what is on the screen then.
    @discardableResult
    func wait(
        forRow text: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> [String] {
        try wait(for: "'\(text)'", sourceLocation: sourceLocation) { rows in
            rows.contains { $0.hasPrefix(text) }
        }
    }

    @discardableResult
    private func tmux(_ command: String) throws -> String {
        let ended = try home.shell("tmux -u -S tmux.sock -f tmux.conf \(command)")
        if ended.code != 0 { Issue.record("tmux \(command): \(ended.errors)") }
        return ended.output
    }

    private static func quoted(_ text: String) -> String {
        "'\(text.replacing("'", with: "'\\''"))'"
    }
}
