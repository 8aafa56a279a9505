/// Everything that the body of a response says, whether it streams or not.
struct ResponseReading {
    private(set) var chat: ChatReading
    private(set) var events = EventStream()
    /// Events dispatched, `[DONE]` included.
    private(set) var eventCount = 0
    /// Whether the answer is the stream that was asked for.
    let isStream: Bool
    private let head: ResponseHead
    private var document: [UInt8] = []

    /// Longer error bodies are cut, in bytes.
    static let maximumDocument = 64 << 10

    init(head: ResponseHead, thinkOpenImplied: Bool = false) {
        self.head = head
        isStream = head.status == 200 && head.isEventStream
        chat = ChatReading(thinkOpenImplied: thinkOpenImplied)
    }

    /// Takes the next bytes of the body, which came with the read stamped so.
    mutating func feed(
        _ bytes: UnsafeRawBufferPointer,
        stamp: Int64
    ) throws(EventStreamError) {
        guard isStream else {
            document.append(contentsOf: bytes.prefix(Self.maximumDocument - document.count))
            return
        }
        guard !chat.isDone else { return }
        chat.stamp = stamp
        // Taken out while it changes, so that its buffers have one owner and are not copied.
        var events = EventStream()
        swap(&events, &self.events)
        defer { swap(&events, &self.events) }
        try events.feed(bytes) { name, data in take(name, data) }
    }

    /// Ends the body.
    mutating func finish() {
        guard isStream else { return }
        if !chat.isDone {
            var events = self.events
            events.finish { name, data in take(name, data) }
            self.events = events
        }
        chat.finish()
    }

    private mutating func take(_ name: [UInt8], _ data: UnsafeRawBufferPointer) -> Bool {
        eventCount += 1
        return chat.take(event: name, data: data)
    }

    // MARK: Verdict

    /// How the answer is to be taken, once it has ended.
    var verdict: Verdict {
        isStream ? streamVerdict : documentVerdict
    }

    private var streamVerdict: Verdict {
        if let error = chat.error { return .error(error, in: .stream) }
        let reason = chat.finishReason
        if let reason, Self.errorReasons.contains(reason) {
            let error = ServerError(message: nil, type: "finish_reason", code: .string(reason))
            return .error(error, in: .finishReason)
        }
        if let reason, reason == "content_filter" || reason == "sensitive" { return .filtered }
        let generated = chat.deltas.contains { $0.kind != .otherChoice }
        if reason == "length" || reason == "max_tokens", chat.answer.isEmpty,
            chat.toolCalls.isEmpty
        {
            return .lengthNoAnswer
        }
        if reason == nil, !chat.isDone { return .truncated }
        if !generated { return .empty }
        return reason == nil ? .noFinishReason : .ok
    }

    private static let errorReasons: Set = [
        "error", "network_error", "insufficient_system_resource", "abort",
    ]

    private var documentVerdict: Verdict {
        let place: Verdict.Place = head.status == 200 ? .body : .http
        let value = document.withUnsafeBytes { bytes -> JSONValue? in
            var cursor = JSONCursor(bytes)
            guard let value = try? cursor.value(), cursor.isAtEnd() else { return nil }
            return value
        }
        if let value, let error = ServerError.find(in: value) { return .error(error, in: place) }
        if place == .body, let value, value["choices"]?.array?.isEmpty == false {
            return .notStreamed
        }
        let text = String(decoding: document, as: UTF8.self)
        let error = ServerError(message: Self.plain(text), type: "non_json")
        return .error(error, in: place)
    }

    /// The first 200 characters, white space at the ends left out.
    private static func plain(_ text: String) -> String {
        let start = text.drop { $0.isWhitespace }
        let end = start.lastIndex { !$0.isWhitespace }
        return String((end.map { start[...$0] } ?? "").prefix(200))
    }
}

/// How an answer is to be taken.
enum Verdict: Hashable {
    case ok
    case error(ServerError, in: Place)
    /// The provider's filter stopped it.
    case filtered
    /// The token limit was reached before any answer.
    case lengthNoAnswer
    /// Neither a finish reason nor `[DONE]` came.
    case truncated
    /// `[DONE]` came without a finish reason.
    case noFinishReason
    /// It ended properly and held nothing.
    case empty
    /// A complete answer came in place of a stream.
    case notStreamed

    enum Place: String {
        case http, stream
        case body = "body_200"
        case finishReason = "finish_reason"
    }
}
