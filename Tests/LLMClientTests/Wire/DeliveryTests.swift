import Measurement
import Testing

@testable import LLMClient

/// Which requests may be sent once more, and on which connections none is sent.
struct DeliveryTests {
    /// Times in microseconds.
    @Test(arguments: [
        (closed: 100, roundTrip: 80, delivery: Delivery.crossed), (19_000, 80, .crossed),
        (21_000, 80, .possible), (300_000, 80, .possible), (300_000, 90_000, .crossed),
        (390_000, 90_000, .possible), (399_000, 2_000_000, .crossed),
        (401_000, 2_000_000, .possible),
    ])
    func aCloseIsACrossingOnlySoon(closed: Int64, roundTrip: Int64, delivery: Delivery) {
        let found = Delivery(closedAfter: closed * 1000, roundTrip: roundTrip * 1000)
        #expect(found == delivery)
        #expect(Delivery(closedAfter: closed * 1000, roundTrip: .max) != .unsent)
    }

    @Test func aSilentCloserIsNotTrustedAgain() async throws {
        let loop = SocketLoop()
        let key = LaneKey(lane: 0, endpoint: try Endpoint("http://127.0.0.1:1/v1"))
        var lanes = Lanes()
        lanes.keep(Self.connection(loop), key)
        lanes.noteSilentCloser(key.endpoint)
        // What has not answered yet was not closed after an answer.
        let new = lanes.usable(key)
        #expect(new != nil)
        let isKept = lanes.noteAnswer(key)
        let later = lanes.usable(key)
        #expect(!isKept)
        #expect(later == nil)
        await loop.end()
    }

    @Test func whoLeavesAfterAnAnswerIsASilentCloser() async throws {
        let loop = SocketLoop()
        let endpoint = try Endpoint("http://127.0.0.1:1/v1")
        let (key, other) = (
            LaneKey(lane: 0, endpoint: endpoint), LaneKey(lane: 1, endpoint: endpoint)
        )
        var lanes = Lanes()
        let left = Self.connection(loop)
        lanes.keep(left, key)
        lanes.keep(Self.connection(loop), other)
        for key in [key, other] { _ = lanes.noteAnswer(key) }
        left.wire.noteLeft()
        left.wire.noteClosed()
        let found = [lanes.usable(key), lanes.usable(other)].compactMap(\.self)
        #expect(found.isEmpty)
        await loop.end()
    }

    @Test func aFailureToOpenIsToldOnce() throws {
        let key = LaneKey(lane: 0, endpoint: try Endpoint("http://127.0.0.1:1/v1"))
        var lanes = Lanes()
        lanes.noteFailure(Failure(.connect, "no"), key)
        let told = [lanes.takeFailure(key), lanes.takeFailure(key)]
        #expect(told == [Failure(.connect, "no"), nil])
    }

    private static func connection(_ loop: SocketLoop) -> Connection {
        Connection(loop: loop, wire: WireReference(socket: -1), phases: .warm)
    }
}
