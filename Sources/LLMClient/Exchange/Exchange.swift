internal import Measurement

/// One request on its way: everything that is learnt while its answer arrives.
///
/// Lives on the thread of its wire. Stamps are nanoseconds since the run's start.
struct Exchange {
    let thinkOpenImplied: Bool
    /// What was sent as the key; nothing that is told of the exchange may hold it.
    let key: Secret?
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

    init(thinkOpenImplied: Bool, key: Secret? = nil) {
        self.thinkOpenImplied = thinkOpenImplied
        self.key = key
    }

    /// Where an exchange stands after a read.
    enum Progress {
        case goesOn
        /// `[DONE]` came; the end of the response is a formality.
        case done
        /// There is nothing more to wait for; another exchange may follow on a sound connection.
        case over(isSound: Bool)
    }

    private var progress: Progress {
        if parser.isComplete || failure != nil {
            let isSound = failure == nil && !hasExcess && parser.head?.keepsAlive == true
            return .over(isSound: isSound)
        }
        return reading?.chat.isDone == true ? .done : .goesOn
    }

    /// Takes what one read brought.
    ///
    /// One call a read: asking for parts would copy the exchange and count references to them all.
    @discardableResult
    mutating func receive(_ bytes: UnsafeRawBufferPointer, stamp: Int64) -> Progress {
        decode(bytes, stamp)
        return progress
    }

    private mutating func decode(_ bytes: UnsafeRawBufferPointer, _ stamp: Int64) {
        lastRead = stamp
        // Taken out while it changes, so that its buffers have one owner and are not copied.
        var parser = ResponseParser()
        swap(&parser, &self.parser)
        defer { swap(&parser, &self.parser) }
        var rest = bytes
        do throws(ResponseError) {
            // What came before a fault in the same read still counts.
            while let piece = try parser.nextPiece(&rest) {
                noteHead(parser.head, stamp)
                take(piece, stamp)
            }
            noteHead(parser.head, stamp)
        } catch {
            noteHead(parser.head, stamp)
            if error == .bytesAfterEnd {
                // Had they come with the next read, the answer would count as well.
                hasExcess = true
            } else {
                failure = failure ?? Failure(.protocol, error.description)
            }
        }
    }

    private mutating func noteHead(_ head: ResponseHead?, _ stamp: Int64) {
        guard reading == nil, let head else { return }
        headers = stamp
        reading = ResponseReading(head: head, thinkOpenImplied: thinkOpenImplied)
        check(head)
    }

    private mutating func take(_ piece: UnsafeRawBufferPointer, _ stamp: Int64) {
        guard !piece.isEmpty else { return }
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

    /// Refuses what would falsify the measurement; what is refused in words is none.
    private mutating func check(_ head: ResponseHead) {
        guard head.status == 200, let coding = head.coding else { return }
        failure = Failure(
            .protocol,
            "the answer is compressed (\(coding)) although identity was asked for; "
                + "compression delays chunks, so nothing is measured"
        )
    }

    /// Ends the exchange: at the end of the response, or because of a failure or a cancellation.
    mutating func finish(_ outcome: Outcome?) -> Outcome {
        let endedWell = parser.finish()
        reading?.finish(endedWell: endedWell)
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
                    "the connection ended in the middle of an HTTP \(head.status) body"
                        + reading.saidSoFar,
                    httpStatus: head.status,
                    retryAfter: head.retryAfter
                )
            )
        }
        return reading.verdict.scrubbed(of: key).outcome(of: head)
    }

    /// The text that came since the last call, for the live view; what could be the key is held
    /// back.
    mutating func newText() -> [LiveText] {
        guard let chat = reading?.chat else { return [] }
        let answerEnd = end(of: chat.answer, from: shown.answer)
        let reasoningEnd = end(of: chat.reasoning, from: shown.reasoning)
        var pieces: [LiveText] = []
        for delta in chat.deltas[shown.deltas...] {
            switch delta.kind {
            case .answer:
                let end = shown.answer + delta.length
                guard end <= answerEnd else { return pieces }
                pieces.append(LiveText(chat.answer[shown.answer..<end], isReasoning: false))
                shown.answer = end
            case .reasoning:
                let end = shown.reasoning + delta.length
                guard end <= reasoningEnd else { return pieces }
                pieces.append(LiveText(chat.reasoning[shown.reasoning..<end], isReasoning: true))
                shown.reasoning = end
            case .refusal, .toolCall, .otherChoice: break
            }
            shown.deltas += 1
        }
        return pieces
    }

    private func end(of text: [UInt8], from start: Int) -> Int {
        key?.beginning(in: text, from: start) ?? text.count
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
