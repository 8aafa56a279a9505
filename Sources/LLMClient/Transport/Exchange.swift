internal import Measurement

/// One request on its way: everything that is learnt while its answer arrives.
///
/// Lives on the event loop of its connection. Stamps are nanoseconds since the run's start.
struct Exchange {
    let thinkOpenImplied: Bool
    private(set) var parser = ResponseParser()
    private(set) var reading: ResponseReading?
    private(set) var headers: Int64?
    private(set) var firstByte: Int64?
    /// Stamp of the latest read, 0 before the first.
    private(set) var lastRead: Int64 = 0
    private(set) var failure: Failure?
    /// Whether bytes followed the end of the response, so that the connection cannot be trusted.
    private(set) var hasExcess = false
    /// Deltas handed to the live view so far.
    private var shown = (deltas: 0, answer: 0, reasoning: 0)

    init(thinkOpenImplied: Bool) {
        self.thinkOpenImplied = thinkOpenImplied
    }

    /// Whether there is nothing more to wait for.
    var isOver: Bool { parser.isComplete || failure != nil }

    /// Whether `[DONE]` came, after which the end of the response is a formality.
    var isDone: Bool { reading?.chat.isDone ?? false }

    /// Whether another exchange may follow on the connection.
    var leavesConnectionSound: Bool {
        failure == nil && !hasExcess && parser.head?.keepsAlive == true
    }

    /// Takes what one read brought.
    mutating func receive(_ bytes: UnsafeRawBufferPointer, stamp: Int64) {
        lastRead = stamp
        // Taken out while it changes, so that its buffers have one owner and are not copied.
        var parser = ResponseParser()
        swap(&parser, &self.parser)
        defer { swap(&parser, &self.parser) }
        let hadHead = parser.head != nil
        var pieces: [UnsafeRawBufferPointer] = []
        var fault: ResponseError?
        do throws(ResponseError) {
            try parser.feed(bytes) { piece in
                if !piece.isEmpty { pieces.append(piece) }
            }
        } catch {
            fault = error
        }
        // What came before a fault in the same read still counts.
        if !hadHead, let head = parser.head {
            headers = stamp
            reading = ResponseReading(head: head, thinkOpenImplied: thinkOpenImplied)
            check(head)
        }
        for piece in pieces { take(piece, stamp) }
        switch fault {
        case nil: break
        // Had they come with the next read, the answer would count as well.
        case .bytesAfterEnd: hasExcess = true
        case let fault?: failure = failure ?? Failure(.protocol, fault.description)
        }
    }

    private mutating func take(_ piece: UnsafeRawBufferPointer, _ stamp: Int64) {
        if firstByte == nil { firstByte = stamp }
        guard failure == nil else { return }
        do throws(EventStreamError) {
            try reading?.feed(piece, stamp: stamp)
        } catch {
            failure = Failure(
                .protocol,
                "an event of the stream is longer than "
                    + "\(EventStream.maximumEvent >> 20) MiB"
            )
        }
    }

    /// Refuses what would falsify the measurement.
    private mutating func check(_ head: ResponseHead) {
        guard let encoding = head.header("content-encoding")?.lowercased(),
            encoding != "identity", !encoding.isEmpty
        else { return }
        failure = Failure(
            .protocol,
            "the answer is compressed (\(encoding)) although identity was asked for; "
                + "compression delays chunks, so nothing is measured"
        )
    }

    /// Ends the exchange: at the end of the response, or because of a failure or a cancellation.
    mutating func finish(_ outcome: Outcome?) -> Outcome {
        let endedWell = parser.finish()
        reading?.finish()
        if let failure { return .error(failure) }
        if let outcome { return outcome }
        guard let reading, let head = parser.head else {
            return .error(
                Failure(.connect, "the server closed the connection before an answer came")
            )
        }
        if !endedWell, !reading.isStream {
            return .error(
                Failure(
                    .truncated,
                    "the connection ended in the middle of an HTTP \(head.status) body",
                    httpStatus: head.status
                )
            )
        }
        return reading.verdict.outcome(of: head)
    }

    /// The text that came since the last call, for the live view.
    mutating func newText() -> [LiveText] {
        guard let chat = reading?.chat else { return [] }
        var pieces: [LiveText] = []
        for delta in chat.deltas[shown.deltas...] {
            switch delta.kind {
            case .answer:
                let end = shown.answer + delta.length
                pieces.append(LiveText(chat.answer[shown.answer..<end], isReasoning: false))
                shown.answer = end
            case .reasoning:
                let end = shown.reasoning + delta.length
                pieces.append(LiveText(chat.reasoning[shown.reasoning..<end], isReasoning: true))
                shown.reasoning = end
            case .refusal, .toolCall, .otherChoice: break
            }
        }
        shown.deltas = chat.deltas.count
        return pieces
    }
}

/// Text of a run that is still going on.
package struct LiveText: Hashable, Sendable {
    package let text: String
    package let isReasoning: Bool

    package init(_ bytes: ArraySlice<UInt8>, isReasoning: Bool) {
        text = String(decoding: bytes, as: UTF8.self)
        self.isReasoning = isReasoning
    }
}
