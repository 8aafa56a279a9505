internal import BenchLanguage
internal import LLMClient
internal import Measurement
internal import Text

/// Values and suites as statements of the language that mean the same.
enum ScriptText {
    /// A text in quotes; one of several lines between three of them.
    static func quoted(_ text: String) -> String {
        let isLong = text.unicodeScalars.contains("\n")
        var result = isLong ? "\"\"\"\n" : "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\", "$": result += "\\\(scalar)"
            case "\n": result += "\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.steersTerminal:
                result += "\\u{\(String(scalar.value, radix: 16))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + (isLong ? "\n\"\"\"" : "\"")
    }

    /// A value as it is written; text always in quotes.
    static func literal(_ value: Scalar) -> String {
        if case .text(let text) = value { quoted(text) } else { value.text }
    }

    /// The statement that runs such a suite, with every setting written out.
    static func statement(for suite: Suite) -> String {
        let request = suite.request
        let targets = suite.targets.map(\.description)
        let requests = suite.requests / max(1, targets.count)
        var words: String
        switch suite.mode {
        case .single: words = "run single on \(targets.first ?? "")"
        case .multi: words = "run multi \(requests) on \(targets.first ?? "")"
        case .concurrent:
            words = "run concurrent \(requests)x\(suite.concurrency) on \(targets.first ?? "")"
        case .comparison:
            let lanes = suite.concurrency > 1 ? "x\(suite.concurrency)" : ""
            words = "compare \(targets.joined(separator: ", ")) \(requests)\(lanes)"
        }
        if let limit = suite.timeLimit { words += " for at most \(Scalar.seconds(limit).text)" }
        let settings = request.settings.map { setting, value in
            if case .choice = setting.kind { return "\(setting.name) \(value.text)" }
            return "\(setting.name) \(literal(value))"
        }
        words += " with \(settings.joined(separator: ", "))"
        return words + (suite.name.map { " as \($0)" } ?? "")
    }

    /// The statement that adds such a provider.
    static func statement(for provider: Provider) -> String {
        var words = "add provider \(provider.id) url \(quoted(provider.baseURL))"
        if let name = provider.keyVariables.first { words += " key env \(name)" }
        let models = provider.models.map(\.id)
        return words + (models.isEmpty ? "" : " model \(models.joined(separator: ", "))")
    }
}
