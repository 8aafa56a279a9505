internal import BenchLanguage
internal import LLMClient
internal import Measurement
internal import Rendering
internal import Text

/// The language of this shell: its commands and the words they may use.
enum Language {
    /// The command that a parsed call belongs to.
    static func command(of call: Call) -> Command? {
        commandByForm[call.syntax.notation]
    }

    /// The commands grouped by verb, since a verb is declared once.
    static func grammar(providers: [String]) -> Grammar {
        var vocabulary = words
        vocabulary.providers = providers
        return Grammar(syntaxes, vocabulary: vocabulary)
    }

    private static let commandByForm: [String: Command] = {
        var commands: [String: Command] = [:]
        for command in Command.all {
            for form in command.forms { commands[form] = command }
        }
        return commands
    }()

    private static let syntaxes: [CommandSyntax] = {
        var verbs: [String] = []
        var commands: [String: [Command]] = [:]
        for command in Command.all {
            if commands[command.verb] == nil { verbs.append(command.verb) }
            commands[command.verb, default: []].append(command)
        }
        return verbs.compactMap { verb in
            commands[verb].map { group in
                CommandSyntax(
                    forms: group.flatMap(\.forms),
                    aliases: group.flatMap(\.aliases),
                    synonyms: group.flatMap(\.synonyms)
                )
            }
        }
    }()

    private static let words: Vocabulary = {
        var words = Vocabulary()
        words.settings = Setting.all.map(\.name)
        words.formats = OutputFormat.allCases.map(\.rawValue)
        words.modes = Mode.allCases.map(\.rawValue)
        words.metrics =
            Metric.all.map { Vocabulary.Metric($0.name, $0.unit.dimension) }
            + SuiteMetric.all.map {
                Vocabulary.Metric($0.name, $0.unit.dimension, isPerRun: false)
            }
        words.synonyms = synonyms
        return words
    }()

    static func unknownProvider(
        _ id: String,
        among providers: [Provider],
        at span: Span?
    ) -> Diagnostic {
        // Many write the model alone.
        let targets = providers.filter { $0.models.contains { $0.id == id } }
            .map { "\($0.id)/\(id)" }
        return Diagnostic.error("unknown provider '\(id)'", at: span).proposing(
            targets.isEmpty
                ? suggestions(for: id, among: providers.map(\.id)) : Array(targets.prefix(3)),
            else: "'show providers' lists them; 'add provider' makes one"
        )
    }

    static func noTarget(at span: Span) -> Diagnostic {
        .error(
            "no target is chosen",
            at: span,
            label: "write use mock, or run on mock; 'show providers' lists others"
        )
    }

    /// A metric of a suite with several targets must say which is meant.
    static func severalTargets(_ targets: [Target], at metric: MetricReference) -> Diagnostic {
        let example = targets.map(\.description).min() ?? "TARGET"
        return .error(
            "the suite has several targets",
            at: metric.span,
            label: "say of which: \(metric.metric) for \(example)"
        )
    }

    static func noRun(
        of target: Operand<TargetReference>,
        in suite: String,
        thatRanOn targets: [Target]
    ) -> Diagnostic {
        .error(
            "\(suite) has no run of \(target.span.text)",
            at: target.span,
            label: "it ran on \(Enumeration.text(targets.map(\.description), "and"))"
        )
    }

    static func missingKey(of provider: Provider, at span: Span?) -> Diagnostic {
        .error(
            "\(provider.id) needs a key: environment variable "
                + "\(provider.keyVariables.first ?? "?") is not set",
            at: span,
            help: "set it in the environment or in .env, then start again"
        )
    }

    static func unsaidKey(of provider: Provider, at span: Span?) -> Diagnostic {
        .error(
            "\(provider.id) came with the history, and may not have the key in "
                + "\(provider.keyVariables.first ?? "?") until you say so",
            at: span,
            help: "if you trust its url: \(ScriptText.statement(for: provider))"
        )
    }
}

extension MetricUnit {
    /// The dimension in which expressions calculate.
    fileprivate var dimension: Dimension {
        switch self {
        case .milliseconds: .time
        case .tokensPerSecond, .requestsPerSecond: .rate
        case .tokens, .count: .count
        case .fraction: .fraction
        case .dollars: .money
        }
    }
}
