import LLMClient
import Measurement
import MockProvider
import Testing

/// Which connection a run takes, and what is told of it.
struct ConnectionTests {
    @Test func aLaneKeepsItsConnection() async throws {
        try await withBench { bench in
            let prepared = try bench.prepared()
            let first = await bench.send(prepared)
            let second = await bench.send(prepared)
            #expect(first.phases.connection == .cold)
            #expect(first.phases.dns != nil)
            #expect(first.phases.connect != nil)
            #expect(first.phases.tls == nil)
            #expect(second.phases == .warm)
            #expect(bench.mock.requests().map(\.connection) == [1, 1])
        }
    }

    @Test func anOpenedConnectionIsWarm() async throws {
        try await withBench { bench in
            let prepared = try bench.prepared()
            await bench.client.open(prepared, lane: 0)
            await bench.client.open(prepared, lane: 0)
            #expect(try await eventually { bench.mock.load().acceptedConnections == 1 })
            #expect(await bench.send(prepared).phases == .warm)
            #expect(bench.mock.load().acceptedConnections == 1)
        }
    }

    @Test func aColdConnectionIsNewForEachRun() async throws {
        try await withBench { bench in
            let prepared = try bench.prepared(connection: .cold)
            for _ in 0..<3 {
                let run = await bench.send(prepared)
                #expect(run.outcome == .success)
                #expect(run.phases.connection == .cold)
                #expect(run.phases.connect != nil)
            }
            #expect(bench.mock.requests().map(\.connection) == [1, 2, 3])
            #expect(try await eventually { bench.mock.load().connections == 0 })
        }
    }

    /// Even when the server does not heed that it is to close.
    @Test func aColdConnectionIsClosedAfterItsRun() async throws {
        try await withBench { bench in
            let script = ResponseScript.stream(Stream.complete).then(.stallForever)
            bench.mock.set(script: script, for: "m")
            let run = await bench.send(try bench.prepared(connection: .cold))
            #expect(run.outcome == .success)
            #expect(try await eventually { bench.mock.load().connections == 0 })
        }
    }

    @Test func aColdRunLeavesNoWarmConnectionBehind() async throws {
        try await withBench { bench in
            _ = await bench.send(try bench.prepared())
            let run = await bench.send(try bench.prepared(connection: .cold))
            #expect(run.phases.connection == .cold)
            #expect(try await eventually { bench.mock.load().connections == 0 })
        }
    }

    @Test func lanesDoNotShareAndDoNotMultiply() async throws {
        try await withBench { bench in
            let prepared = try bench.prepared()
            await withTaskGroup { group in
                for lane in 0..<4 {
                    group.addTask {
                        for _ in 0..<3 { _ = await bench.send(prepared, lane: lane) }
                    }
                }
            }
            #expect(bench.mock.load().acceptedConnections == 4)
            let counts = Dictionary(grouping: bench.mock.requests(), by: \.connection)
            #expect(counts.values.map(\.count) == [3, 3, 3, 3])
        }
    }

    @Test func aConnectionThatTheServerClosesIsReplaced() async throws {
        try await withBench { bench in
            bench.mock.set(script: .stream(Stream.complete).then(.close), for: "m")
            let prepared = try bench.prepared()
            #expect(await bench.send(prepared).outcome == .success)
            #expect(try await eventually { bench.mock.load().connections == 0 })
            let second = await bench.send(prepared)
            #expect(second.outcome == .success)
            #expect(second.phases.connection == .cold)
            #expect(bench.mock.requests().map(\.connection) == [1, 2])
        }
    }

    /// As llama.cpp does, and without a pause in which the close could be seen.
    @Test func aServerThatClosesAfterEachAnswerCostsNoRun() async throws {
        try await withBench { bench in
            bench.mock.set(script: .stream(Stream.complete).then(.close), for: "m")
            let prepared = try bench.prepared()
            for _ in 0..<10 { #expect(await bench.send(prepared).outcome == .success) }
        }
    }

    /// A request that the server worked on has failed; to send it again would hide that.
    @Test(arguments: [ResponseScript.Step.close, .reset])
    func aRequestThatTheServerReadIsNotSentAgain(end: ResponseScript.Step) async throws {
        try await withBench { bench in
            let prepared = try bench.prepared()
            _ = await bench.send(prepared)
            bench.mock.set(script: ResponseScript([.pause(.milliseconds(500)), end]), for: "m")
            let run = await bench.send(prepared)
            #expect(run.outcome.failure?.kind == .connect)
            #expect(run.phases == .warm)
            #expect(run.notes.isEmpty)
            #expect(bench.mock.requests().map(\.connection) == [1, 1])
        }
    }

    @Test func aNewConnectionThatIsLostIsNotReplaced() async throws {
        try await withBench { bench in
            bench.mock.set(script: ResponseScript([.reset]), for: "m")
            let prepared = try bench.prepared()
            await bench.client.open(prepared, lane: 0)
            let run = await bench.send(prepared)
            #expect(run.outcome.failure?.kind == .connect)
            #expect(bench.mock.requests().map(\.connection) == [1])
        }
    }

    @Test func connectionCloseIsHeeded() async throws {
        let script = ResponseScript.response(
            headers: [.eventStream, Header("Connection", "close")],
            body: [.text(Stream.complete)]
        )
        try await withBench { bench in
            bench.mock.set(script: script, for: "m")
            let prepared = try bench.prepared()
            for _ in 0..<2 {
                let run = await bench.send(prepared)
                #expect(run.outcome == .success)
                #expect(run.phases.connection == .cold)
            }
            #expect(bench.mock.requests().map(\.connection) == [1, 2])
        }
    }

    /// Whether they come with the end of the answer or behind it.
    @Test(arguments: [false, true])
    func bytesThatNobodyAskedForEndTheConnection(together: Bool) async throws {
        let length = Stream.complete.utf8.count
        let answer =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
            + "Content-Length: \(length)\r\n\r\n" + Stream.complete
        let excess = "HTTP/1.1 200 OK\r\n\r\n"
        let steps: [ResponseScript.Step] =
            together
            ? [.text(answer + excess)]
            : [.text(answer), .pause(.milliseconds(20)), .text(excess)]
        try await withBench { bench in
            bench.mock.set(script: ResponseScript(steps + [.stallForever]), for: "m")
            let prepared = try bench.prepared()
            let run = await bench.send(prepared)
            #expect(run.outcome == .success)
            if together { #expect(run.notes == ["bytes came after the end of the answer"]) }
            #expect(try await eventually { bench.mock.load().connections == 0 })
            bench.mock.set(.short, for: "m")
            let second = await bench.send(prepared)
            #expect(second.outcome == .success)
            #expect(second.phases.connection == .cold)
        }
    }

    @Test func afterAFailureTheLaneGoesOn() async throws {
        try await withBench { bench in
            let failed = try await bench.run(.oneWrite(Stream.role))
            #expect(failed.outcome.failure?.kind == .truncated)
            #expect(try await bench.run(.stream(Stream.complete)).outcome == .success)
            let refused = try await bench.run(.json(status: 500, #"{"error":{"message":"x"}}"#))
            #expect(refused.outcome.failure?.kind == .http)
            // An error with a length leaves the connection usable.
            #expect(try await bench.run(.stream(Stream.complete)).phases == .warm)
        }
    }

    @Test func closingConnectionsLeavesTheClientUsable() async throws {
        try await withBench { bench in
            let prepared = try bench.prepared()
            _ = await bench.send(prepared)
            await bench.client.closeConnections()
            #expect(try await eventually { bench.mock.load().connections == 0 })
            let run = await bench.send(prepared)
            #expect(run.outcome == .success)
            #expect(run.phases.connection == .cold)
        }
    }
}
