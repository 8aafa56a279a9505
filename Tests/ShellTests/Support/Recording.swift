import Shell
import Synchronization

/// What a shell wrote, in the order it did; messages are marked with `! `.
final class Recording: Sendable {
    private struct State {
        var lines: [String] = []
        /// The unfinished lines of results and of messages.
        var open = ["", ""]
        var isMuted = false
    }

    private static let marks = ["", "! "]

    private let state = Mutex(State())

    var results: any TextSink { Sink(recording: self, channel: 0) }
    var messages: any TextSink { Sink(recording: self, channel: 1) }

    /// Every line up to now, unfinished ones too.
    var lines: [String] {
        state.withLock { state in
            Self.finish(&state)
            return state.lines
        }
    }

    /// Adds a line that the shell did not write.
    func add(_ line: String) {
        state.withLock { state in
            Self.finish(&state)
            state.lines.append(line)
        }
    }

    /// Leaves out what follows.
    func mute(_ isMuted: Bool) {
        state.withLock { state in
            Self.finish(&state)
            state.isMuted = isMuted
        }
    }

    fileprivate func write(_ text: String, _ channel: Int) {
        state.withLock { state in
            guard !state.isMuted else { return }
            var parts = (state.open[channel] + text).split(
                separator: "\n",
                omittingEmptySubsequences: false
            )
            state.open[channel] = parts.popLast().map(String.init) ?? ""
            state.lines += parts.map { Self.marked(String($0), channel) }
        }
    }

    /// A line that could be taken for something else in a transcript begins with a backslash.
    private static func marked(_ line: String, _ channel: Int) -> String {
        channel == 0 && Transcript.isAmbiguous(line) ? "\\" + line : marks[channel] + line
    }

    private static func finish(_ state: inout State) {
        for channel in state.open.indices where !state.open[channel].isEmpty {
            state.lines.append(marked(state.open[channel], channel))
            state.open[channel] = ""
        }
    }
}

private struct Sink: TextSink {
    let recording: Recording
    let channel: Int

    func write(_ text: String) { recording.write(text, channel) }
    func flush() {}
}

/// Tells the server of each run whose event was written, and records the events when asked to.
struct EventSink: TextSink {
    let server: ScriptedServer
    var recording: Recording?

    func write(_ text: String) {
        try? recording?.results.write(text)
        guard let start = text.firstRange(of: #""run":"#)?.upperBound,
            text.contains(#""event":"run_metric""#)
        else { return }
        if let number = Int(text[start...].prefix { $0.isNumber }) { server.runWasSeen(number) }
    }

    func flush() {}
}
