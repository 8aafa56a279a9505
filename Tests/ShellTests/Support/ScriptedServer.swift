import LLMClient
import Measurement
import Shell
import Synchronization

/// Answers requests from a script, with no socket and no waiting.
///
/// Concurrent runs end in the order of their numbers, whatever the scheduler does: a run is
/// answered once the one before it is known to have reached the shell, either because its lane
/// sends again or because its event was written.
final class ScriptedServer: Sendable {
    private struct State {
        /// Runs that reached the shell: all from 1 to this.
        var ended = 0
        /// What each lane sent last.
        var sent: [Int: Int] = [:]
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
        /// When each of the opened lanes is free again, in milliseconds since the suite's start.
        var free: [Double] = []
        /// How long all suites before this one took, in milliseconds.
        var before = 0.0
    }

    private let replies: [Reply]
    private let state = Mutex(State())

    init(_ replies: [Reply] = []) {
        self.replies = replies
    }

    var backend: Backend {
        Backend(
            open: { _, lane in self.open(lane) },
            send: { request, number, lane, _ in await self.answer(request, number, lane) },
            newText: { _ in [] },
            close: { self.end() },
            shutdown: {}
        )
    }

    /// How long the runs of all suites took, in milliseconds: the clock of a scripted shell.
    var elapsed: Double { state.withLock { $0.before + ($0.free.max() ?? 0) } }

    private func end() {
        state.withLock { state in
            let elapsed = state.before + (state.free.max() ?? 0)
            state = State()
            state.before = elapsed
        }
    }

    /// Another run of the suite has reached the shell.
    func runWasSeen(_ number: Int) {
        state.withLock { Self.end(number, &$0) }
    }

    private func open(_ lane: Int) {
        state.withLock { state in
            while state.free.count <= lane { state.free.append(0) }
        }
    }

    private func answer(_ prepared: PreparedRequest, _ number: Int, _ lane: Int) async -> Run {
        // A calibration shows no runs, so nobody would say that one was seen.
        let isCalibration = prepared.request.target.model == "calibration"
        await withTaskCancellationHandler {
            await withCheckedContinuation { turn in
                state.withLock { state in
                    if let last = state.sent.updateValue(number, forKey: lane) {
                        Self.end(last, &state)
                    }
                    if Task.isCancelled || isCalibration || state.ended >= number - 1 {
                        turn.resume()
                    } else {
                        state.waiting[number] = turn
                    }
                }
            }
        } onCancel: {
            state.withLock { state in
                for turn in state.waiting.values { turn.resume() }
                state.waiting = [:]
            }
        }
        return run(prepared.request, number)
    }

    private static func end(_ number: Int, _ state: inout State) {
        state.ended = max(state.ended, number)
        state.waiting.removeValue(forKey: state.ended + 1)?.resume()
    }

    private func run(_ request: ChatRequest, _ number: Int) -> Run {
        let reply = replies.last { $0.answers(number, of: request.target) } ?? Reply.usual
        return state.withLock { state in
            let free = state.free.isEmpty ? [0] : state.free
            let lane = free.indices.min { free[$0] < free[$1] } ?? 0
            let run =
                reply?.run(number, of: request, lane: lane, startOffset: free[lane])
                ?? Run(number: number, target: request.target, outcome: .cancelled, end: 0)
            if state.free.indices.contains(lane) {
                state.free[lane] += run.end
            } else {
                state.free = [run.end]
            }
            return run
        }
    }
}
