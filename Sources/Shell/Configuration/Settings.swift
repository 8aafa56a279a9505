package import BenchLanguage
package import Measurement
package import Rendering

/// The values of all settings.
package struct Settings: Sendable {
    private var values: [String: Scalar] = [:]
    private var defaults: [String: Scalar] = [:]

    /// Takes defaults from the environment; one that does not fit is told and left out.
    package init(_ environment: Environment) {
        for setting in Setting.all {
            defaults[setting.name] = setting.defaultValue
        }
        for setting in Setting.all.reversed() {
            // Guards come last in the list, so they are read before what they guard.
            guard let variable = setting.variable, let text = environment[variable] else {
                continue
            }
            do throws(SettingProblem) {
                defaults[setting.name] = try accept(Self.scalar(text, setting), for: setting)
            } catch {
                problems.append("\(variable)=\(text): \(error.text)")
            }
        }
    }

    /// What was wrong with the defaults of the environment, a line each.
    package private(set) var problems: [String] = []

    /// A duration in the environment is a number of seconds, as in the original plan.
    private static func scalar(_ text: String, _ setting: Setting) -> Scalar {
        let scalar = Scalar(word: text)
        if case .duration = setting.kind, case .number(let seconds) = scalar,
            0...1e6 ~= seconds
        {
            return .seconds(seconds)
        }
        return scalar
    }

    /// The value of a setting.
    package subscript(name: String) -> Scalar {
        values[name] ?? defaults[name] ?? .text("")
    }

    /// The value that `reset` gives back.
    package func defaultValue(of setting: Setting) -> Scalar {
        defaults[setting.name] ?? setting.defaultValue
    }

    /// Changes a setting; a value out of range is refused with the range.
    package mutating func set(_ setting: Setting, to value: Scalar) throws(SettingProblem) {
        values[setting.name] = try accept(value, for: setting)
    }

    /// Gives a setting its default back.
    package mutating func reset(_ setting: Setting) {
        values[setting.name] = nil
    }

    /// Gives all settings their defaults back.
    package mutating func resetAll() {
        values = [:]
    }

    // MARK: Typed values

    /// The value of a setting as text.
    package func text(_ name: String) -> String { self[name].text }

    /// The value of a setting that holds a whole number.
    package func integer(_ name: String) -> Int { Int(self[name]) ?? 1 }

    /// Longest duration of a run, in seconds.
    package var timeout: Double {
        if case .duration(let nanoseconds) = self["timeout"] {
            Double(nanoseconds) / 1e9
        } else {
            120
        }
    }

    package var request: RequestSettings {
        let system = text("system")
        return RequestSettings(
            prompt: text("prompt"),
            system: system.isEmpty ? nil : system,
            temperature: Double(self["temperature"]) ?? 0.7,
            maxTokens: integer("max_tokens"),
            thinking: Thinking(rawValue: text("thinking")) ?? .off,
            connection: ConnectionState(rawValue: text("connection")) ?? .warm,
            timeout: timeout
        )
    }

    package var format: OutputFormat { OutputFormat(rawValue: text("format")) ?? .table }

    // MARK: Ranges

    /// The upper bound that a guard sets, nil where none does.
    package func limit(of setting: Setting) -> Int? {
        if case .integer(_, let guardName?) = setting.kind { integer(guardName) } else { nil }
    }

    /// The value as it is kept, or why it is refused.
    private func accept(_ value: Scalar, for setting: Setting) throws(SettingProblem) -> Scalar {
        switch setting.kind {
        case .text: return .text(value.text)
        case .number(let range):
            guard let number = Double(value), range.contains(number) else {
                throw refusal(value, setting)
            }
            return .number(number)
        case .integer(let range, let guardName):
            guard let number = Int(value), range.contains(number) else {
                throw refusal(value, setting)
            }
            if let guardName, number > integer(guardName) {
                throw SettingProblem(
                    "\(setting.name) is \(setting.rangeText(limit: integer(guardName))), "
                        + "not \(number)",
                    advice: "to go higher: set \(guardName) \(number)"
                )
            }
            return .number(Double(number))
        case .duration(let range):
            guard case .duration(let nanoseconds) = value,
                range.contains(Double(nanoseconds) / 1e9)
            else { throw refusal(value, setting) }
            return value
        case .choice(let choices):
            let word = value.text.lowercased()
            guard choices.contains(word) else {
                throw SettingProblem(
                    "\(setting.name) is one of \(choices.joined(separator: ", ")), "
                        + "not '\(value.text)'",
                    advice: suggestion(for: word, among: choices).map { "did you mean '\($0)'?" }
                )
            }
            return .text(word)
        }
    }

    private func refusal(_ value: Scalar, _ setting: Setting) -> SettingProblem {
        var advice: String?
        if case .duration = setting.kind, case .number = value {
            advice = "write \(value.text)s or \(value.text)ms"
        }
        return SettingProblem(
            "\(setting.name) is \(setting.rangeText(limit: limit(of: setting))), "
                + "not '\(value.text)'",
            advice: advice
        )
    }
}

/// Why a value was refused, and what to do instead.
package struct SettingProblem: Error, Hashable {
    package let text: String
    package let advice: String?

    init(_ text: String, advice: String? = nil) {
        self.text = text
        self.advice = advice
    }
}
