internal import BenchLanguage

extension Command {
    static let loop = Command(
        forms: ["for NAME in (providers | VALUES) … end"],
        summary: "repeat statements for each value",
        details: "Values are written 1, 2, 4 or 1..8 or 2..10 by 2; 'providers' means those with a "
            + "key. Afterwards the variable is as it was before.",
        examples: ["for c in 1, 2\n  run 2x$c on mock/fast\nend"]
    )
}
