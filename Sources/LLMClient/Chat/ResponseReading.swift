/// Everything that the body of a response says, whether it streams or not.
struct ResponseReading {
    private(set) var chat: ChatReading
    private(set) var events = EventStream()
    /// Events dispatched, `[DONE]` included.
    private(set) var eventCount = 0
    /// Whether the answer is the stream that was asked for.
    let isStream: Bool
    private let head: ResponseHead
    /// The body of what is no stream, or of a stream as long as it holds no event.
    private var document: [UInt8] = []
    /// Whether the body ended as HTTP has it.
    private var endedWell = false
    /// Whether the body ended within an event, which could not be read for that.
    private var endsInsideEvent = false

    /// Longer bodies and events that are no JSON are cut, in bytes.
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
        guard isStream else { return keep(bytes) }
        guard !chat.isDone else { return }
        chat.stamp = stamp
        // Taken out while it changes, so that its buffers have one owner and are not copied.
        var events = EventStream()
        swap(&events, &self.events)
        defer { swap(&events, &self.events) }
        try events.feed(bytes) { name, data in take(name, data) }
        if eventCount == 0 { keep(bytes) }
    }

    private mutating func keep(_ bytes: UnsafeRawBufferPointer) {
        document.append(contentsOf: bytes.prefix(Self.maximumDocument - document.count))
    }

    /// Ends the body, which may have been cut.
    mutating func finish(endedWell: Bool = true) {
        self.endedWell = endedWell
        guard isStream else { return }
        if !chat.isDone { finishEvents() }
        chat.finish()
    }

    /// Reads what is left as an event, and tells one that was cut from one that never was JSON.
    private mutating func finishEvents() {
        let (error, faults) = (chat.error, chat.nonJSON)
        var isJSON = false
        var events = self.events
        events.finish { name, data in
            let first = data.first { $0 > 0x20 }
            isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
            return take(name, data)
        }
        self.events = events
        guard chat.nonJSON > faults, isJSON || !endedWell else { return }
        endsInsideEvent = true
        chat.error = error
    }

    private mutating func take(_ name: [UInt8], _ data: UnsafeRawBufferPointer) -> Bool {
        eventCount += 1
        return chat.take(event: name, data: data)
    }

    // MARK: Verdict

    /// How the answer is to be taken, once it has ended.
    var verdict: Verdict {
        isStream && !holdsDocument ? streamVerdict : documentVerdict
    }

    /// Whether what calls itself a stream is something else.
    private var holdsDocument: Bool {
        guard eventCount == 0 else { return false }
        let lines = document.split { $0 == 0x0a || $0 == 0x0d }
        let isSilent = lines.allSatisfy { $0.first == UInt8(ascii: ":") }
        if document.isEmpty || isSilent { return endedWell && document.isEmpty }
        return endedWell || document.first == UInt8(ascii: "{")
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
        if reason == nil, !chat.isDone {
            return .truncated(inEventAfter: endsInsideEvent ? chat.deltas.count : nil)
        }
        if !generated { return .empty }
        return reason == nil ? .noFinishReason : .ok
    }

    private static let errorReasons: Set = [
        "error", "network_error", "insufficient_system_resource", "abort", "failed", "timeout",
    ]

    private var documentVerdict: Verdict {
        guard head.status == 200 else { return .error(documentError, in: .http) }
        if document.isEmpty { return .emptyBody }
        if let value = documentValue, ServerError.find(in: value) == nil,
            value["choices"]?.array?.isEmpty == false
        {
            return .notStreamed
        }
        return .error(documentError, in: .body)
    }

    private var documentValue: JSONValue? {
        document.withUnsafeBytes { bytes in
            var cursor = JSONCursor(bytes)
            guard let value = try? cursor.value(), cursor.isAtEnd() else { return nil }
            return value
        }
    }

    private var documentError: ServerError {
        if let value = documentValue, let error = ServerError.find(in: value) { return error }
        if let coding = head.coding ?? (document.starts(with: [0x1f, 0x8b]) ? "gzip" : nil) {
            return ServerError(message: "a compressed body (\(coding))", type: "non_json")
        }
        if document.isEmpty { return ServerError(message: "an empty body", type: "non_json") }
        let text = String(decoding: document, as: UTF8.self)
        return ServerError(message: Self.plain(PageText.words(of: text)), type: "non_json")
    }

    /// What a body that never ended says, to stand behind other words; empty when it says nothing.
    var saidSoFar: String {
        document.isEmpty ? "" : ": \(documentError.summary)"
    }

    /// White space at the ends left out.
    ///
    /// The text stays long: where it is cut, it no longer holds what stands for the key.
    private static func plain(_ text: String) -> String {
        let start = text.drop { $0.isWhitespace }
        let end = start.lastIndex { !$0.isWhitespace }
        return String(end.map { start[...$0] } ?? "")
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
    /// Neither a finish reason nor `[DONE]` came; within an event after so many chunks, or between
    /// two when nil.
    case truncated(inEventAfter: Int?)
    /// `[DONE]` came without a finish reason.
    case noFinishReason
    /// It ended properly and held nothing.
    case empty
    /// Status 200 without a body.
    case emptyBody
    /// A complete answer came in place of a stream.
    case notStreamed

    enum Place: String {
        case http, stream
        case body = "body_200"
        case finishReason = "finish_reason"
    }
}
