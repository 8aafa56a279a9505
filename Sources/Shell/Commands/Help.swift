internal import BenchLanguage
internal import Measurement
internal import Rendering
internal import Text

extension Command {
    static let help = Command(
        forms: ["help {WORD}"],
        aliases: ["?", "\\?", ".help", "\\h"],
        synonyms: ["man", "usage"],
        summary: "explain a command or a topic",
        examples: ["help", "help run", "help metrics", "help exit codes"],
        action: { call, session in
            let topic = call.words(.word).map { $0.text.lowercased() }
            guard !topic.isEmpty else {
                try session.paged { try session.output.write(HelpText.overview) }
                return
            }
            if let text = HelpText.topic(topic) {
                try session.paged { try session.output.write(text) }
                return
            }
            let name = topic.joined(separator: " ")
            let near = suggestions(
                for: name,
                among: HelpText.names,
                synonyms: session.grammar.synonyms
            )
            throw Diagnostic.error(
                "there is no help on '\(name)'",
                at: call.words(.word).first?.span
            ).proposing(near, else: "'help' lists the topics")
        }
    )
}

/// What help prints; commands and metrics come from their declarations.
enum HelpText {
    /// Everything that `help` can be asked.
    static let names: [String] = {
        let names =
            Command.all.map(\.name) + Command.all.map(\.verb) + ["commands", "metrics", "settings"]
            + Topics.all.keys.sorted() + Setting.all.map(\.name) + Metric.all.map(\.name)
            + SuiteMetric.all.map(\.name) + Command.all.flatMap(\.nouns) + ["sql"]
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }()

    /// One screen of 24 lines.
    static var overview: String {
        var text = "Try: \(firstSteps.dropLast().joined(separator: "; "))\n\n"
        for (purpose, commands) in Command.groups {
            text += entry(purpose, commands.map(\.name))
        }
        let topics = ["metrics", "settings"] + Topics.all.keys.sorted()
        return text + "\n" + entry("topics", topics)
            + "\n'help NAME' explains a command or a topic, 'help commands' lists what all do.\n"
    }

    private static func entry(_ label: String, _ names: [String]) -> String {
        // No name is broken.
        let whole = names.map { $0.replacing(" ", with: "\u{a0}") }
        let line = "  \(label.padded(to: 8))  \(whole.joined(separator: ", "))"
        return line.wrapped(to: 78, hanging: 12)
            .map { $0.replacing("\u{a0}", with: " ") + "\n" }.joined()
    }

    /// What each command does.
    private static var commands: String {
        Command.all.flatMap { command in
            "  \(command.name.padded(to: 16)) \(command.summary)".wrapped(to: 78, hanging: 19)
        }.map { $0 + "\n" }.joined()
    }

    /// The lines to type first.
    static let firstSteps = [
        "use mock", "run", "run 10x5", "show history", "compare mock/steady, mock/fast 5",
        "help",
    ]

    /// The text on a command or topic; nil when there is none.
    static func topic(_ words: [String]) -> String? {
        let name = words.joined(separator: " ")
        switch name {
        case "commands": return commands
        case "metrics": return metrics
        case "settings": return settings
        default: break
        }
        if name == "language" { return Topics.all[name].map { "\($0)\n\(Grammar.ebnf)" } }
        if let text = Topics.all[words.joined(separator: "-")] { return text }
        if let text = text(ofName: name) { return text }
        let commands = Command.all.filter { command in
            command.name == name || command.verb == name || command.nouns.contains(name)
                || (name == "sql" && Command.queries.contains { $0.name == command.name })
        }
        guard !commands.isEmpty else {
            // 'set output' and 'reset runs' are about the setting.
            guard let verb = words.first, Command.all.contains(where: { $0.verb == verb }) else {
                return nil
            }
            return Setting.named(words.dropFirst().joined(separator: " ")).map(text(on:))
        }
        return commands.map(text(on:)).joined(separator: "\n")
    }

    /// What a setting or a metric is.
    private static func text(ofName name: String) -> String? {
        if let setting = Setting.named(name) { return text(on: setting) }
        if let metric = Metric.named(name) { return text(on: metric) }
        return SuiteMetric.named(name).map { "  \($0.name.padded(to: 20)) \($0.definition)\n" }
    }

    private static func text(on command: Command) -> String {
        var text = "\(command.name): \(command.summary)\n\n"
        for form in command.forms { text += "  \(form)\n" }
        if !command.details.isEmpty {
            text += "\n" + command.details.wrapped(to: 78).map { $0 + "\n" }.joined()
        }
        text += "\nExamples:\n"
        for example in command.examples {
            text += "  \(example.replacing("\n", with: "\n  "))\n"
        }
        return text
    }

    private static var metrics: String {
        var text = "Metrics of a run:\n"
        for metric in Metric.all { text += "\n" + self.text(on: metric) }
        text += "\nMetrics of a suite:\n"
        for metric in SuiteMetric.all {
            text += "  \(metric.name.padded(to: 20)) \(metric.definition)\n"
        }
        return text + """

            Percentiles interpolate linearly, as numpy does. Latency figures are over
            successful runs; errors and cancelled runs are counted apart.

            """
    }

    private static func text(on metric: Metric) -> String {
        "  \(metric.name)\n" + indented(words(on: metric), by: 4)
    }

    /// What a metric is, and its facts on a second line.
    static func words(on metric: Metric) -> String {
        "\(metric.definition)\n\(metric.unit.rawValue); \(metric.direction.rawValue); column "
            + "\(metric.column); null when: \(metric.nullWhen)"
    }

    private static func indented(_ words: String, by indent: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        let lines = words.split(separator: "\n").flatMap { String($0).wrapped(to: 78 - indent) }
        return lines.map { margin + $0 + "\n" }.joined()
    }

    private static var settings: String { Setting.all.map(text(on:)).joined() }

    private static func text(on setting: Setting) -> String {
        "  \(setting.name)\n" + indented(words(on: setting), by: 6)
    }

    /// What a setting does, and its facts on a second line.
    static func words(on setting: Setting) -> String {
        let guarding = setting.guardName.flatMap { Setting.named($0) }
        let limit = guarding.flatMap { Int($0.defaultValue) }
        let facts =
            "\(setting.rangeText(limit: limit)); default \(setting.defaultValue.text)"
            + (setting.variable.map { "; \($0) in the environment" } ?? "")
            + (guarding.map { "; \($0.name) moves the range" } ?? "")
        return "\(setting.summary)\n\(facts)"
    }
}
