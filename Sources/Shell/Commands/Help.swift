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
            Command.all.map(\.name) + Command.all.map(\.verb) + ["metrics", "settings"]
            + Topics.all.keys.sorted() + Setting.all.map(\.name) + Metric.all.map(\.name)
            + SuiteMetric.all.map(\.name) + Command.all.flatMap(\.nouns) + ["sql"]
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }()

    /// One screen.
    static var overview: String {
        var text = "Try this:\n"
        for line in firstSteps { text += "  \(line)\n" }
        text += "\nCommands ('help NAME' says more):\n"
        for command in Command.all {
            text += "  \(command.name.padded(to: 16)) \(command.summary)\n"
        }
        let topics = ["metrics", "settings"] + Topics.all.keys.sorted()
        return text + "\nTopics: \(topics.joined(separator: ", "))\n"
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
        guard !commands.isEmpty else { return nil }
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
        if !command.details.isEmpty { text += "\n\(command.details.wrapped(to: 78))\n" }
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
        let facts =
            "\(metric.unit.rawValue); \(metric.direction.rawValue); column "
            + "\(metric.column); null when: \(metric.nullWhen)"
        return "  \(metric.name)\n"
            + "\(metric.definition)\n\(facts)".wrapped(to: 78, indent: 4) + "\n"
    }

    private static var settings: String { Setting.all.map(text(on:)).joined() }

    private static func text(on setting: Setting) -> String {
        let guarding = setting.guardName.flatMap { Setting.named($0) }
        let limit = guarding.flatMap { Int($0.defaultValue) }
        let facts =
            "\(setting.rangeText(limit: limit)); default \(setting.defaultValue.text)"
            + (setting.variable.map { "; \($0) in the environment" } ?? "")
            + (guarding.map { "; \($0.name) moves the range" } ?? "")
        return "  \(setting.name)\n"
            + "\(setting.summary)\n\(facts)".wrapped(to: 78, indent: 6) + "\n"
    }
}

extension String {
    /// Broken into lines at blanks; line ends in it stay.
    fileprivate func wrapped(to width: Int, indent: Int = 0) -> String {
        let margin = String(repeating: " ", count: indent)
        return split(separator: "\n").map { paragraph in
            var lines: [String] = []
            var line = margin
            for word in paragraph.split(separator: " ") {
                if line.count + 1 + word.count > width, line.count > indent {
                    lines.append(line)
                    line = margin
                }
                line += (line.count > indent ? " " : "") + word
            }
            return (lines + [line]).joined(separator: "\n")
        }.joined(separator: "\n")
    }
}
