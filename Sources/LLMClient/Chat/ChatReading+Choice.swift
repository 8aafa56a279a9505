extension ChatReading {
    mutating func takeChoice(
        _ cursor: inout JSONCursor,
        usageWanted: Bool
    ) throws(JSONError) {
        guard cursor.peek() == UInt8(ascii: "{") else { return try cursor.skipValue() }
        var index = 0
        var delta: Int?
        var usageAt: Int?
        var errorAt: Int?
        var reason: String?
        try cursor.forEachMember { cursor, key throws(JSONError) in
            let first = cursor.peek()
            if key.equals("delta") {
                if first == UInt8(ascii: "{") { delta = cursor.position }
            } else if key.equals("finish_reason") {
                if first == UInt8(ascii: "\"") {
                    reason = try cursor.string()
                    return
                }
            } else if key.equals("index") {
                index = try cursor.value().integer ?? 0
                return
            } else if key.equals("usage"), first == UInt8(ascii: "{") {
                usageAt = cursor.position
            } else if key.equals("error"), first == UInt8(ascii: "{") {
                errorAt = cursor.position
            }
            try cursor.skipValue()
        }
        if usageWanted, let usageAt { usage = try Self.usage(cursor.bytes, usageAt, .choice) }
        if error == nil, let errorAt {
            var cursor = JSONCursor(cursor.bytes, at: errorAt)
            error = ServerError.find(in: .object(["error": try cursor.value()]))
        }
        if reason?.isEmpty == true { reason = nil }
        if index != 0 {
            try takeOtherChoice(index, cursor.bytes, delta, reason)
            return
        }
        if let delta { try takeDelta(cursor.bytes, delta) }
        if reason != nil || usageAt != nil || errorAt != nil { onlyText = nil }
        if let reason { finishReason = reason }
    }

    private mutating func takeOtherChoice(
        _ index: Int,
        _ data: UnsafeRawBufferPointer,
        _ delta: Int?,
        _ reason: String?
    ) throws(JSONError) {
        if let delta {
            var cursor = JSONCursor(data, at: delta)
            if let text = try cursor.value()["content"]?.string, !text.isEmpty {
                otherChoices[index, default: OtherChoice()].text += text
                note(.otherChoice, text.utf8.count)
            }
        }
        if let reason { otherChoices[index, default: OtherChoice()].finishReason = reason }
        if otherChoices[index] == nil { otherChoices[index] = OtherChoice() }
    }

    /// Reads the members of a delta in a fixed order: reasoning, content, refusal, tool calls.
    private mutating func takeDelta(
        _ data: UnsafeRawBufferPointer,
        _ at: Int
    ) throws(JSONError) {
        var found = DeltaMembers()
        var cursor = JSONCursor(data, at: at)
        try cursor.forEachMember { cursor, key throws(JSONError) in
            let first = cursor.peek()
            let start = cursor.position
            try cursor.skipValue()
            // Null, and empty strings and lists, say nothing.
            guard first != UInt8(ascii: "n"), cursor.position - start > 2 else { return }
            found.note(key, start..<cursor.position)
        }
        onlyText = found.onlyText.flatMap { data[$0.range.lowerBound] == 0x22 ? $0 : nil }
        if let at = found.reasoningContent ?? found.reasoning {
            try takeReasoning(data, at.lowerBound)
        } else if let at = found.details {
            var cursor = JSONCursor(data, at: at.lowerBound)
            takeReasoningDetails(try cursor.value())
        }
        if let at = found.content { try takeContent(data, at.lowerBound) }
        if let at = found.refusal {
            var cursor = JSONCursor(data, at: at.lowerBound)
            if let text = try cursor.value().string {
                refusal.append(contentsOf: text.utf8)
                note(.refusal, text.utf8.count)
            }
        }
        if let at = found.toolCalls {
            var cursor = JSONCursor(data, at: at.lowerBound)
            takeToolCalls(try cursor.value())
        } else if let at = found.functionCall {
            // What was there before tool calls: one call, which has no place of its own.
            var cursor = JSONCursor(data, at: at.lowerBound)
            takeToolCalls(.array([.object(["function": try cursor.value()])]))
        }
    }

    private struct DeltaMembers {
        var reasoningContent: Range<Int>?
        var reasoning: Range<Int>?
        var details: Range<Int>?
        var content: Range<Int>?
        var refusal: Range<Int>?
        var toolCalls: Range<Int>?
        var functionCall: Range<Int>?

        /// The one piece of text, when there is nothing beside it.
        var onlyText: ChunkFrame.Place? {
            let said = [
                reasoningContent, reasoning, details, content, refusal, toolCalls, functionCall,
            ]
            guard said.count(where: { $0 != nil }) == 1 else { return nil }
            if let content { return ChunkFrame.Place(text: .content, range: content) }
            return (reasoningContent ?? reasoning).map {
                ChunkFrame.Place(text: .reasoning, range: $0)
            }
        }

        mutating func note(_ key: UnsafeRawBufferPointer, _ at: Range<Int>) {
            if key.equals("content") {
                content = at
            } else if key.equals("reasoning_content") {
                reasoningContent = at
            } else if key.equals("reasoning") {
                reasoning = at
            } else if key.equals("reasoning_details") {
                details = at
            } else if key.equals("refusal") {
                refusal = at
            } else if key.equals("tool_calls") {
                toolCalls = at
            } else if key.equals("function_call") {
                functionCall = at
            }
        }
    }

    mutating func takeContent(
        _ data: UnsafeRawBufferPointer,
        _ at: Int
    ) throws(JSONError) {
        var cursor = JSONCursor(data, at: at)
        scratch.removeAll(keepingCapacity: true)
        switch cursor.peek() {
        case UInt8(ascii: "\""):
            if think.isDone, let text = try cursor.plainString() {
                if !text.isEmpty { put(false, text) }
                return
            }
            try cursor.appendString(to: &scratch)
        case UInt8(ascii: "["):
            for part in try cursor.value().array ?? [] {
                scratch.append(contentsOf: (part["text"]?.string ?? "").utf8)
            }
        default: return
        }
        guard !scratch.isEmpty else { return }
        if think.isDone {
            // Put back afterwards: one owner at a time, so that nothing is copied.
            let text = scratch
            scratch = []
            text.withUnsafeBytes { put(false, $0) }
            scratch = text
            return
        }
        if firstContent == nil { firstContent = stamp }
        var think = self.think
        think.feed(scratch) { isReasoning, text in
            text.withUnsafeBytes { put(isReasoning, $0) }
        }
        self.think = think
    }

    mutating func takeReasoning(
        _ data: UnsafeRawBufferPointer,
        _ at: Int
    ) throws(JSONError) {
        var cursor = JSONCursor(data, at: at)
        guard cursor.peek() == UInt8(ascii: "\"") else { return }
        scratch.removeAll(keepingCapacity: true)
        try cursor.appendString(to: &scratch)
        putReasoning()
    }

    private mutating func takeReasoningDetails(_ details: JSONValue) {
        scratch.removeAll(keepingCapacity: true)
        for part in details.array ?? [] {
            let text = [part["text"], part["summary"]].lazy
                .compactMap { $0?.string }.first { !$0.isEmpty }
            scratch.append(contentsOf: (text ?? "").utf8)
        }
        putReasoning()
    }

    /// Adds the reasoning in `scratch`; of a growing snapshot only what is new.
    private mutating func putReasoning() {
        guard !scratch.isEmpty else { return }
        if reasoningSource == nil { reasoningSource = .field }
        guard reasoningSource == .field else { return }
        var text = scratch[...]
        if reasoning.count >= Self.snapshotMinimum, text.starts(with: reasoning) {
            text = text.dropFirst(reasoning.count)
        }
        guard !text.isEmpty else { return }
        reasoning.append(contentsOf: text)
        note(.reasoning, text.count)
    }

    private mutating func takeToolCalls(_ calls: JSONValue) {
        for (position, call) in (calls.array ?? []).enumerated() where call.isObject {
            let index = call["index"]?.integer ?? position
            var slot = toolCalls[index] ?? ToolCall()
            if let id = call["id"]?.string, !id.isEmpty { slot.id = id }
            let name = call["function"]?["name"]?.string ?? ""
            let arguments = call["function"]?["arguments"]?.string ?? ""
            slot.name += name
            slot.arguments += arguments
            toolCalls[index] = slot
            let length = name.utf8.count + arguments.utf8.count
            if length > 0 { note(.toolCall, length) }
        }
    }
}
