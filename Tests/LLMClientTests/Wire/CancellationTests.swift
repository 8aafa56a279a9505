import LLMClient
import Measurement
import MockProvider
import Testing

@Suite(.timeLimit(.minutes(2)))
struct CancellationTests {
    @Test func keepsWhatCameAndClosesTheSocket() async throws {
        let script = ResponseScript.response(body: [
            .text(Stream.role + Stream.token("a") + Stream.token("b")), .stallForever,
        ])
        try await withBench { bench in
            bench.mock.set(script: script, for: "m")
            let prepared = try bench.prepared()
            let task = Task { await bench.send(prepared) }
            #expect(try await eventually { await !bench.client.newText(lane: 0).isEmpty })
            #expect(bench.mock.load().connections == 1)
            task.cancel()
            let run = await task.value
            #expect(run.outcome == .cancelled)
            #expect(run.response == "ab")
            #expect(run.timeline.chunks == 2)
            #expect(run.firstToken != nil)
            #expect(try await eventually { bench.mock.load().connections == 0 })
        }
    }

    @Test func beforeAnAnswerThereIsNothingToKeep() async throws {
        try await withBench { bench in
            bench.mock.set(script: ResponseScript([.stallForever]), for: "m")
            let prepared = try bench.prepared()
            let task = Task { await bench.send(prepared) }
            #expect(try await eventually { bench.mock.requests().count == 1 })
            task.cancel()
            let run = await task.value
            #expect(run.outcome == .cancelled)
            #expect(run.headers == nil)
            #expect(try await eventually { bench.mock.load().connections == 0 })
        }
    }

    @Test func aTaskThatIsCancelledAlreadySendsNothing() async throws {
        try await withBench { bench in
            let prepared = try bench.prepared()
            let task = Task {
                // Holds until the task is cancelled.
                while !Task.isCancelled { await Task.yield() }
                return await bench.send(prepared)
            }
            task.cancel()
            #expect(await task.value.outcome == .cancelled)
            #expect(bench.mock.requests().isEmpty)
        }
    }

    @Test func onAWarmConnection() async throws {
        try await withBench { bench in
            let prepared = try bench.prepared()
            _ = await bench.send(prepared)
            bench.mock.set(script: ResponseScript([.stallForever]), for: "m")
            let task = Task { await bench.send(prepared) }
            #expect(try await eventually { bench.mock.requests().count == 2 })
            task.cancel()
            #expect(await task.value.outcome == .cancelled)
            bench.mock.set(.short, for: "m")
            let next = await bench.send(prepared)
            #expect(next.outcome == .success)
            #expect(next.phases.connection == .cold)
        }
    }

    /// Nobody should wait for a handshake's deadline after Ctrl-C.
    @Test func whileTheConnectionIsBeingOpened() async throws {
        let silent = try await SilentServer.start()
        var timeouts = Timeouts(total: 600)
        timeouts.connect = 600
        try await withBench { bench in
            let prepared = try bench.prepared(
                url: "https://127.0.0.1:\(silent.port)",
                timeouts: timeouts
            )
            let task = Task { await bench.send(prepared) }
            #expect(try await eventually { silent.connections == 1 })
            task.cancel()
            #expect(await task.value.outcome == .cancelled)
        }
        await silent.stop()
    }
}
