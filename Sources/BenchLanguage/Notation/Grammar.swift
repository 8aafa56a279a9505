/// The commands of a language and the names they may use.
package struct Grammar: Sendable {
    /// The declarations, in order.
    package let commands: [CommandSyntax]
    /// The names that slots are checked against.
    package var vocabulary: Vocabulary
    /// Every verb, in the order of declaration.
    package let verbs: [String]

    private let formsByVerb: [String: [Syntax]]
    private let verbByAlias: [String: String]
    private let verbBySynonym: [String: String]
    /// The keywords that end a block.
    let blockEnds: Set<String>

    /// Makes a grammar; two commands with the same verb are a mistake in the program and trap.
    package init(_ commands: [CommandSyntax], vocabulary: Vocabulary = Vocabulary()) {
        var forms: [String: [Syntax]] = [:]
        var aliases: [String: String] = [:]
        var synonyms: [String: String] = [:]
        var ends: Set<String> = []
        for command in commands {
            let own = Dictionary(grouping: command.forms, by: \.verb)
            for (verb, group) in own {
                precondition(forms[verb] == nil, "two commands begin with '\(verb)'")
                precondition(
                    group.allSatisfy { $0.tail == .none } || group.count == 1,
                    "'\(verb)' needs a single form, since it ends with '…'"
                )
                forms[verb] = group
            }
            for alias in command.aliases { aliases[alias] = command.forms.first?.verb }
            for synonym in command.synonyms { synonyms[synonym] = command.forms.first?.verb }
            for case .block(let end) in command.forms.map(\.tail) { ends.insert(end) }
        }
        var seen: Set<String> = []
        verbs = commands.flatMap(\.forms).map(\.verb).filter { seen.insert($0).inserted }
        self.commands = commands
        self.vocabulary = vocabulary
        formsByVerb = forms
        verbByAlias = aliases
        verbBySynonym = synonyms
        blockEnds = ends
    }

    /// The words that lead to a suggestion, and what they suggest.
    package var synonyms: [String: [String]] {
        vocabulary.synonyms.merging(verbBySynonym.mapValues { [$0] }, uniquingKeysWith: +)
    }

    /// How a command begins whose second word this is: `show history`.
    func start(with noun: String) -> String? {
        commands.flatMap(\.forms).lazy.map { $0.notation.split(separator: " ") }
            .first { $0.count > 1 && $0[1] == noun }
            .map { $0[..<2].joined(separator: " ") }
    }

    /// The forms that a first word stands for; nil when it is no command.
    func forms(of word: String) -> [Syntax]? {
        let verb = word.lowercased()
        return formsByVerb[verb] ?? verbByAlias[verb].flatMap { formsByVerb[$0] }
    }
}
