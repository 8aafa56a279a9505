import NIOCore

/// A completion as server-sent events, one token an event, each with its absolute deadline.
struct CompletionStream: ResponseSource {
    private enum Phase {
        case head, tokens, over
    }

    private let plan: CompletionPlan
    private let format: ChunkFormat
    private let closes: Bool
    private let reasoning: ChunkTemplate
    private let answer: ChunkTemplate
    private var words: Words
    private var schedule: TokenSchedule
    private var phase = Phase.head
    private var tokens = 0
    private var due: Int64
    private var firstToken: Int64?
    private var lastToken: Int64 = 0

    init(_ plan: CompletionPlan, closes: Bool) {
        self.plan = plan
        self.closes = closes
        format = ChunkFormat(plan)
        reasoning = format.template(reasoning: true)
        answer = format.template(reasoning: false)
        words = plan.words
        schedule = plan.schedule
        // An answer without tokens still ends when its first would have come.
        var first = plan.schedule
        due = first.next()
    }

    mutating func next(elapsed: Int64) -> ResponseStep? {
        switch phase {
        case .head:
            phase = .tokens
            let text = head.text + HTTPChunk.text(format.opening)
            return ResponseStep(due: 0, action: .write(ByteBuffer(string: text)))
        case .tokens:
            if tokens > 0 {
                lastToken = elapsed
                firstToken = firstToken ?? elapsed
            }
            return nextToken() ?? ending(elapsed: elapsed)
        case .over:
            return nil
        }
    }

    private var head: ResponseHead {
        var headers = [
            Header("Content-Type", "text/event-stream; charset=utf-8"),
            Header("Cache-Control", "no-cache"),
            Header("Transfer-Encoding", "chunked"),
            Header("x-request-id", plan.id),
        ]
        if closes { headers.append(Header("Connection", "close")) }
        return ResponseHead(status: 200, headers: headers)
    }

    private mutating func nextToken() -> ResponseStep? {
        while tokens < plan.tokensBeforeEnd {
            tokens += 1
            due = schedule.next()
            let word = words.next()
            // Hidden reasoning takes its time and is not seen.
            if word.isReasoning && plan.dialect.hidesReasoning { continue }
            let chunk = (word.isReasoning ? reasoning : answer).chunk(text: word.text)
            return ResponseStep(due: due, action: .write(chunk), isTimed: true)
        }
        return nil
    }

    private mutating func ending(elapsed: Int64) -> ResponseStep {
        phase = .over
        let text: String
        switch plan.fault {
        case .cutConnection:
            return ResponseStep(due: due, action: .close)
        case .streamError:
            text = format.streamError
        case .rateLimited, .serverError, nil:
            text = format.ending(
                timings: Timings(
                    promptTokens: plan.usage.prompt,
                    tokens: tokens,
                    firstToken: firstToken ?? elapsed,
                    lastToken: lastToken
                )
            )
        }
        let bytes = ByteBuffer(string: HTTPChunk.text(text) + HTTPChunk.last)
        return ResponseStep(due: due, action: .write(bytes))
    }
}
