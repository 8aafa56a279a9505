internal import BenchLanguage
internal import MockProvider

/// What `set mock …` changed, on top of each of the mock's models.
struct MockOverrides: Sendable {
    private var values: [String: Scalar] = [:]

    static let names = ["ttft", "gap", "tokens", "jitter", "error_rate", "dialect"]

    init() {}

    /// Reads back what `text` wrote; what does not fit any more is left out.
    init(_ text: String) {
        for pair in text.split(separator: " ") {
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            try? set(parts[0], to: Scalar(word: parts[1]))
        }
    }

    /// What was changed, as it is stored with a suite: `gap=1ms ttft=20ms`.
    var text: String {
        values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.text)" }
            .joined(separator: " ")
    }

    /// The statements that make it.
    var statements: [String] {
        values.sorted { $0.key < $1.key }.map { "set mock \($0.key) \($0.value.text)" }
    }

    mutating func set(_ name: String, to value: Scalar) throws(SettingProblem) {
        var probe = Behaviour()
        try Self.apply(name, value, to: &probe)
        values[name] = value
    }

    /// Puts the overrides on the server, over the models' own behaviour.
    func apply(to mock: MockProvider) {
        for (model, original) in Behaviour.named {
            var behaviour = original
            for (name, value) in values { try? Self.apply(name, value, to: &behaviour) }
            mock.set(behaviour, for: model)
        }
    }

    private static func apply(
        _ name: String,
        _ value: Scalar,
        to behaviour: inout Behaviour
    ) throws(SettingProblem) {
        switch name {
        case "ttft": behaviour.ttft = try duration(name, value)
        case "gap": behaviour.gap = try duration(name, value)
        case "tokens":
            guard let tokens = Int(value), 0...100_000 ~= tokens else {
                throw SettingProblem("mock tokens is 0 to 100000, not '\(value.text)'")
            }
            behaviour.tokens = tokens
        case "jitter": behaviour.jitter = try fraction(name, value)
        case "error_rate": behaviour.errorRate = try fraction(name, value)
        case "dialect":
            guard let dialect = Dialect(rawValue: value.text.lowercased()) else {
                let all = Dialect.allCases.map(\.rawValue).joined(separator: ", ")
                throw SettingProblem("mock dialect is one of \(all), not '\(value.text)'")
            }
            behaviour.dialect = dialect
        default:
            throw SettingProblem(
                "unknown mock setting '\(name)'",
                advice: "one of \(names.joined(separator: ", "))"
            )
        }
    }

    private static func duration(
        _ name: String,
        _ value: Scalar
    ) throws(SettingProblem) -> Duration {
        guard case .duration(let nanoseconds) = value, 0...3_600_000_000_000 ~= nanoseconds else {
            throw SettingProblem(
                "mock \(name) is a duration up to 1h, not '\(value.text)'",
                advice: "write 50ms"
            )
        }
        return .nanoseconds(nanoseconds)
    }

    private static func fraction(_ name: String, _ value: Scalar) throws(SettingProblem) -> Double {
        guard let fraction = Double(value), 0...1 ~= fraction else {
            throw SettingProblem("mock \(name) is 0 to 1, not '\(value.text)'")
        }
        return fraction
    }
}
