import FoundationEssentials
import Testing

/// Whole sessions, to the letter; `BENCHSH_UPDATE_GOLDENS=1` writes what comes out now.
@MainActor
@Suite struct TranscriptTests {
    private static let isUpdating =
        ProcessInfo.processInfo.environment["BENCHSH_UPDATE_GOLDENS"] == "1"

    @Test(arguments: Transcript.names)
    func aSessionGoesAsItIsWritten(name: String) async throws {
        let transcript = try Transcript(name)
        try #require(!transcript.entries.isEmpty, "\(name) holds no statement")
        let lines = try await TranscriptPlayer(transcript).play()
        guard lines != transcript.lines else { return }
        if Self.isUpdating {
            let file = Transcript.folder.appending(path: name)
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
        } else {
            Issue.record("\(name):\n\(LineDifference(from: transcript.lines, to: lines))")
        }
    }

    @Test func thereAreTranscripts() {
        #expect(Transcript.names.count >= 10)
    }

    @Test func aDifferenceShowsTheChangedLines() {
        let old = ["1", "2", "3", "4", "5", "6"]
        let new = ["1", "2", "3", "four", "5", "6"]
        #expect(
            LineDifference(from: old, to: new).description == " 2\n 3\n-4\n+four\n 5\n 6"
        )
    }
}
