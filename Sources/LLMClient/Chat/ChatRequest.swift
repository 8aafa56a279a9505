package import Measurement

/// A request as it will be sent, and what was changed for the provider's sake.
package struct ChatRequest: Sendable {
    package let target: Target
    /// The JSON body.
    package let body: [UInt8]
    /// What the shell should tell: settings clamped, fixed or left out; one line each.
    package let notes: [String]
    /// Whether the model's template opens a `<think>` block itself.
    let thinkOpenImplied: Bool
    let price: Price?

    /// Puts settings into the provider's dialect.
    package init(_ settings: RequestSettings, to target: Target, of provider: Provider) {
        let model = provider.model(target.model)
        var body = RequestBody()
        var notes: [String] = []
        body.add("model", .string(target.model))
        body.add("messages", Self.messages(settings))
        body.add("stream", .bool(true))
        if provider.streamUsage ?? .includeUsage == .includeUsage {
            body.add("stream_options", .object(["include_usage": .bool(true)]))
        }
        let field = provider.maxTokensField ?? .maxTokens
        body.add(field.rawValue, .number(Double(settings.maxTokens)))

        let thinking = ThinkingPatch(settings.thinking, model: model, provider: provider)
        let rule = model.temperature ?? provider.temperature ?? TemperatureRule(.send)
        let temperature = rule.apply(settings.temperature, thinkingIsOff: thinking.isOff)
        if let value = temperature.value { body.add("temperature", .number(value)) }
        if let note = temperature.note { notes.append("\(provider.id): \(note)") }
        if let note = thinking.note { notes.append("\(provider.id): \(note)") }
        body.add(provider.extraBody ?? [:])
        body.add(thinking.patch)

        self.target = target
        self.body = body.bytes
        self.notes = notes
        thinkOpenImplied = model.thinkOpenImplied ?? false
        price = model.price
    }

    private static func messages(_ settings: RequestSettings) -> JSONValue {
        var messages: [JSONValue] = []
        if let system = settings.system, !system.isEmpty {
            messages.append(.object(["role": .string("system"), "content": .string(system)]))
        }
        messages.append(
            .object(["role": .string("user"), "content": .string(settings.prompt)])
        )
        return .array(messages)
    }
}

/// A JSON object whose members keep the order in which they were added; a later one replaces.
private struct RequestBody {
    private var members: [(key: String, value: JSONValue)] = []

    mutating func add(_ key: String, _ value: JSONValue) {
        members.removeAll { $0.key == key }
        members.append((key, value))
    }

    mutating func add(_ patch: [String: JSONValue]) {
        for (key, value) in patch.sorted(by: { $0.key < $1.key }) { add(key, value) }
    }

    var bytes: [UInt8] {
        var bytes: [UInt8] = [UInt8(ascii: "{")]
        for (index, member) in members.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            JSONValue.write(member.key, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            member.value.write(to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }
}

/// What is sent to keep a model from reasoning.
private struct ThinkingPatch {
    var patch: [String: JSONValue] = [:]
    /// Whether the model will not reason.
    var isOff: Bool
    var note: String?

    init(_ thinking: Thinking, model: Model, provider: Provider) {
        let nature = model.thinking ?? .optional
        isOff = nature == .never
        guard thinking == .off, nature != .never else { return }
        if nature == .always {
            note = "\(model.id) always reasons; thinking cannot be turned off"
        } else if let patch = model.thinkingOff ?? provider.thinkingOff {
            self.patch = patch
            isOff = true
        }
    }
}

extension TemperatureRule {
    /// What becomes of a temperature: the value to send, nil to leave it out, and what to tell.
    fileprivate func apply(
        _ asked: Double,
        thinkingIsOff: Bool
    ) -> (value: Double?, note: String?) {
        let text = JSONValue.number(asked).text
        switch policy {
        case .omit:
            return (nil, "temperature \(text) is left out: the provider refuses any")
        case .omitWhileThinking where !thinkingIsOff:
            return (nil, "temperature \(text) is left out: refused while the model reasons")
        case .fixed:
            guard let value, value != asked else { return (value, nil) }
            return (
                value, "temperature \(JSONValue.number(value).text) is sent: the only one taken"
            )
        case .send, .omitWhileThinking:
            let low = max(asked, minimum ?? asked)
            let sent = min(low, maximum ?? low)
            let told = JSONValue.number(sent).text
            return (sent, sent == asked ? nil : "temperature \(text) is clamped to \(told)")
        }
    }
}
