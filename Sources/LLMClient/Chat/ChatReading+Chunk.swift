extension ChatReading {
    /// Takes one event of the stream; false when it was the last.
    mutating func take(event: [UInt8], data: UnsafeRawBufferPointer) -> Bool {
        do throws(JSONError) {
            if event.isEmpty, try takeFramed(data) { return true }
        } catch {
            // The way below says what is wrong.
        }
        let trimmed = data.drop { $0 == 0x20 || 0x09...0x0d ~= $0 }
        if trimmed.starts(with: Self.doneMarker) {
            isDone = true
            return false
        }
        guard !trimmed.isEmpty else { return true }
        do throws(JSONError) {
            try takeChunk(event, data)
        } catch {
            nonJSON += 1
            if self.error == nil {
                let text = String(
                    decoding: data.prefix(ResponseReading.maximumDocument),
                    as: UTF8.self
                )
                self.error = ServerError(message: text, type: "non_json")
            }
        }
        return true
    }

    private static let doneMarker = Array("[DONE]".utf8)

    /// Positions of the members that matter; the values are read once all are known, because
    /// members may come in any order.
    private struct Members {
        var choices: Int?
        var usage: Int?
        var groq: Int?
        var timings: Int?
        var model: Int?
        var mayHoldError = false

        /// Whether anything but the choices may tell something new with each chunk.
        var sayMore: Bool { usage != nil || groq != nil || timings != nil || mayHoldError }
    }

    /// Takes a chunk that differs in its text alone from one before; false for any other.
    private mutating func takeFramed(_ data: UnsafeRawBufferPointer) throws(JSONError) -> Bool {
        guard let place = frame?.place(in: data) else { return false }
        switch place.text {
        case .content: try takeContent(data, place.range.lowerBound)
        case .reasoning: try takeReasoning(data, place.range.lowerBound)
        }
        return true
    }

    private mutating func takeChunk(
        _ event: [UInt8],
        _ data: UnsafeRawBufferPointer
    ) throws(JSONError) {
        onlyText = nil
        let members = try Self.members(of: data)
        if members.mayHoldError || !event.isEmpty {
            var cursor = JSONCursor(data)
            let found = ServerError.find(in: try cursor.value(), event: event)
            if error == nil { error = found }
        }
        var chunkUsage = try members.usage.flatMap { at throws(JSONError) in
            try Self.usage(data, at, .top)
        }
        if chunkUsage == nil, let at = members.groq {
            var cursor = JSONCursor(data, at: at)
            if let usage = try cursor.value()["usage"], usage.isObject {
                chunkUsage = ReportedUsage(usage, at: .groq)
            }
        }
        if let chunkUsage { usage = chunkUsage }
        if let at = members.timings {
            var cursor = JSONCursor(data, at: at)
            serverTokensPerSecond =
                try cursor.value()["predicted_per_second"]?.number ?? serverTokensPerSecond
        }
        if servedModel == nil, let at = members.model {
            var cursor = JSONCursor(data, at: at)
            servedModel = try cursor.value().string.flatMap { $0.isEmpty ? nil : $0 }
        }
        guard let at = members.choices else { return }
        var cursor = JSONCursor(data, at: at)
        guard cursor.peek() == UInt8(ascii: "[") else { return }
        let usageWanted = chunkUsage?.place != .top
        var choices = 0
        try cursor.forEachElement { cursor throws(JSONError) in
            choices += 1
            try takeChoice(&cursor, usageWanted: usageWanted)
        }
        if choices == 1, event.isEmpty, !members.sayMore, let onlyText {
            frame = ChunkFrame(data, onlyText)
        }
    }

    /// Checks that the data is one JSON object and notes where its members stand.
    private static func members(of data: UnsafeRawBufferPointer) throws(JSONError) -> Members {
        var members = Members()
        var cursor = JSONCursor(data)
        try cursor.forEachMember { cursor, key throws(JSONError) in
            let first = cursor.peek()
            let at = cursor.position
            if first != UInt8(ascii: "n") {
                if key.equals("choices") {
                    members.choices = at
                } else if key.equals("usage") {
                    members.usage = at
                } else if key.equals("model") {
                    members.model = at
                } else if key.equals("x_groq") {
                    members.groq = at
                } else if key.equals("timings") {
                    members.timings = at
                } else if key.equals("error") || key.equals("base_resp") || key.equals("detail") {
                    members.mayHoldError = true
                } else if key.equals("object") {
                    // `"object":"error"`, told from `"object":"chat.completion.chunk"` by its length.
                    let body = try cursor.stringOrSkip()
                    if body?.count == 5 { members.mayHoldError = true }
                    return
                }
            }
            try cursor.skipValue()
        }
        guard cursor.isAtEnd() else { throw JSONError(offset: cursor.position) }
        return members
    }

    static func usage(
        _ data: UnsafeRawBufferPointer,
        _ at: Int,
        _ place: ReportedUsage.Place
    ) throws(JSONError) -> ReportedUsage? {
        var cursor = JSONCursor(data, at: at)
        guard cursor.peek() == UInt8(ascii: "{") else { return nil }
        return ReportedUsage(try cursor.value(), at: place)
    }
}

extension JSONCursor {
    /// The range of the next string, or nil after stepping over a value that is none.
    fileprivate mutating func stringOrSkip() throws(JSONError) -> Range<Int>? {
        guard peek() == UInt8(ascii: "\"") else {
            try skipValue()
            return nil
        }
        return try stringBody()
    }
}
