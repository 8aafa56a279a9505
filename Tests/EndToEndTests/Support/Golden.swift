import FoundationEssentials
import Glibc
import Testing

/// A screen as it was once looked at; `BENCHSH_UPDATE_GOLDENS=1` writes what comes out now.
enum Golden {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Screens")
    private static let isUpdating =
        ProcessInfo.processInfo.environment["BENCHSH_UPDATE_GOLDENS"] == "1"

    /// Waits until the window shows the screen of that name.
    static func expect(
        _ name: String,
        in window: Window,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = folder.appending(path: "\(name).screen")
        guard !isUpdating else {
            sleep(2)
            let text = try window.screen().joined(separator: "\n") + "\n"
            return try Data(text.utf8).write(to: file)
        }
        let wanted = Sandbox.contents(of: file.path).split(
            separator: "\n",
            omittingEmptySubsequences: false
        ).map(String.init).dropLast()
        try window.wait(
            for: "what Screens/\(name).screen has",
            sourceLocation: sourceLocation
        ) { $0 == Array(wanted) }
    }
}
