internal import BenchLanguage
internal import Text

extension Command {
    static let print = Command(
        forms: ["print {VALUE}"],
        synonyms: ["echo"],
        summary: "print values",
        examples: [#"print "warm-up is over""#, #"print "two" 2"#],
        action: { call, session in
            var words: [String] = []
            for value in call.values() {
                words.append(try value.text(using: session.scope))
            }
            let text = words.joined(separator: " ")
            // A value may come from a file or a server, and must not steer the terminal.
            try session.output.line(session.output.isTerminal ? text.onItsLines : text)
        }
    )
}
