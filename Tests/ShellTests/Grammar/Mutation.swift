@testable import Shell

/// Statements with some slips of the keyboard in them.
struct Mutation {
    var random: SeededGenerator

    private static let statements =
        Command.all.flatMap(\.examples) + [
            "run 10x5 on a/b with max_tokens = 5, prompt 'x' as y", "print a$x${y} 'b' \"c\" # d",
            "let x = 2 * (p95 ttft of last + 1ms) - $y", "for c in 1..8 by 2\n print $c;\nend",
            "set prompt \"\"\"\na \"b\" $c\n\"\"\"",
            "expect output not contains x because \"y\" or stop",
            "show history for a since 7d limit 2 as csv to \"f\"", "delete suite 1, @b now",
            "select a, ';' /* b */ from c -- d\n where e = ${f};", "exit 3",
            "wait 800ms \\\n; print 1",
        ]

    private static let pieces = [
        " ", "\n", ";", ",", "\"", "'", "\"\"\"", "(", ")", "=", "<", "$", "${", "}", "x", "5", "-",
        "..",
        "%", "ms", "@", "#", "\\", "\\\n", "\r\n", "\t", "/", ".", "é", "of", "for ", "end", "last",
        "ttft", "run ", "as ", "$v", "p95 ", "*", "`", "--", "/*",
    ]

    mutating func next() -> String {
        var scalars = Array((Self.statements.randomElement(using: &random) ?? "").unicodeScalars)
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let place = Int.random(in: 0...scalars.count, using: &random)
            let end = min(scalars.count, place + Int.random(in: 0...2, using: &random))
            switch Int.random(in: 0..<4, using: &random) {
            case 0: scalars.removeSubrange(place..<end)
            case 1: scalars.insert(contentsOf: scalars[place..<end], at: place)
            case 2 where end < scalars.count && place < end: scalars.swapAt(place, end)
            default:
                let piece = Self.pieces.randomElement(using: &random) ?? ""
                scalars.replaceSubrange(place..<end, with: piece.unicodeScalars)
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
