@testable import BenchLanguage

/// Writes random statements by the notations of commands.
struct NotationWriter {
    let vocabulary: Vocabulary
    var random: SeededGenerator

    mutating func text(of form: Syntax) -> String {
        var words = [form.verb]
        write(form.pattern, to: &words)
        switch form.tail {
        case .none: break
        case .rawText: words.append("a, 'b;' from c -- d\n where e = $f")
        case .block(let end): words.append("\n print 1\n \(end)")
        }
        return words.joined(separator: " ")
    }

    private mutating func write(_ pattern: Pattern, to words: inout [String]) {
        switch pattern {
        case .keyword(let word, _), .symbol(let word): words.append(word)
        case .slot(let slot): words.append(filling(slot))
        case .sequence(let parts): for part in parts { write(part, to: &words) }
        case .choice(let parts):
            if let part = parts.randomElement(using: &random) { write(part, to: &words) }
        case .optional(let part): if Bool.random(using: &random) { write(part, to: &words) }
        case .repetition(let part):
            for _ in 0..<Int.random(in: 0...2, using: &random) { write(part, to: &words) }
        }
    }

    private mutating func filling(_ slot: Slot) -> String {
        let known = vocabulary.words(for: slot)
        let choices = known.isEmpty ? Self.examples[slot, default: [slot.example]] : known
        return choices.randomElement(using: &random) ?? slot.example
    }

    private static let examples: [Slot: [String]] = [
        .target: ["openai", "openrouter/meta-llama/llama-3.1:free", "$t", "a/$m", "\"a/b\""],
        .count: ["3", "10x5", "$n", "20x$c", "${n}x5"], .suite: ["last", "12", "@a_1", "$s"],
        .name: ["a", "_b9"], .word: ["run", "a/b:c", "x#y"], .provider: ["lab", "my-lab"],
        .string: ["\"a $b\\n\"", "'a'", "\"\"\"\na\"b\n\"\"\""],
        .value: ["0.2", "800ms", "1%", "a$b", "'x y'", "it=5"],
        .values: ["1, 2", "1..8", "-1..$n by 2", "a"], .integer: ["5", "$n", "1_000"],
        .duration: ["1.5s", "$d"], .age: ["7d", "30d"],
        .condition: [
            "p95 ttft < 1.1 * 800ms", "errors=0", "output not matches \"^a\"",
            "avg tps for openai of @a >= (2 + 3) * -1", "$a != $b",
        ],
        .expression: ["5", "Paris", "4o-mini", "max ttft of last - 5ms", "\"a\"", "$x"],
    ]
}
