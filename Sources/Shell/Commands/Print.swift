internal import BenchLanguage

extension Command {
    static let print = Command(
        forms: ["print {VALUE}"],
        synonyms: ["echo"],
        summary: "print values",
        examples: [#"print "warm-up is over""#, #"print "two" 2"#],
        action: { call, session in
            var words: [String] = []
            for value in call.values() {
                words.append(try value.resolve(using: session.scope).text)
            }
            try session.output.line(words.joined(separator: " "))
        }
    )
}
