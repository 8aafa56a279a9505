import BenchLanguage
import FoundationEssentials
import Testing

@testable import Shell

/// A file from outside may hold anything, and nothing in it may end the program.
@MainActor
@Suite struct ImportTests {
    private static let looks =
        "show suite last; show runs of last; show chart ttft of last; show run 1 of last; "
        + "show chart gap of last; show suite last as html; show runs of last as json; "
        + "diff 1 last; show trend; export suite last"

    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
    }

    /// Imports the text into a history that holds the suite it was made from, and looks at it.
    private func look(at text: String, beside original: String) async throws -> [String] {
        let recording = Recording()
        let files = ["good.json": original, "bad.json": text]
        let session = try ScriptedShell(files: files).session(recording: recording)
        session.keepsGoing = true
        for file in ["good.json", "bad.json"] {
            let source = Source(name: "", text: "import \"\(file)\"")
            _ = await Interpreter(session).run(source)
        }
        for statement in Self.looks.split(separator: ";") {
            _ = await Interpreter(session).run(Source(name: "", text: String(statement)))
        }
        await session.close()
        return recording.lines
    }

    private func exported() async throws -> String {
        let recording = Recording()
        let session = try ScriptedShell().session(recording: recording)
        #expect(
            await Interpreter(session).run(
                Source(name: "", text: "use mock; run 3 as a; compare mock/fast, mock/steady 2")
            )
        )
        let shown = recording.lines.count
        #expect(await Interpreter(session).run(Source(name: "", text: "export suite 1, 2")))
        await session.close()
        return recording.lines.dropFirst(shown).filter { !$0.hasPrefix("! ") }.map {
            $0.hasPrefix("\\") ? String($0.dropFirst()) : $0
        }
        .joined(separator: "\n")
    }

    private static let extremes = [
        "9000000000000000000", "9223372036854775807", "-9223372036854775808", "1e308", "-1e308",
        "1e-320", "0", "-1", "1e18", "9.3e18", "null", "true", "1099511627776", "1e999",
    ]
    private static let timelines = [
        "[]", "[0,0,0]", "[0,1000000000000000]", "[1000000000000000]", "[9e15]", "[5,4]", "{}",
    ]

    /// The UUIDs are changed, so that the mutant is a suite of its own.
    private func mutant(of text: String, _ dice: inout Dice) -> String {
        var mutant = text.replacing("00000000-0000-4000", with: "11111111-0000-4000")
        for _ in 0..<Int.random(in: 1...4, using: &dice) {
            let numbers = mutant.matches(of: /:(-?[0-9][0-9.e+-]*|\[[0-9,]*\])[,}]/)
            guard let number = numbers.randomElement(using: &dice)?.1 else { break }
            let values = number.hasPrefix("[") ? Self.timelines : Self.extremes
            let value = values.randomElement(using: &dice) ?? "0"
            mutant.replaceSubrange(number.startIndex..<number.endIndex, with: value)
        }
        return mutant
    }

    @Test func everyRunMayHoldTheMostTokens() async throws {
        let original = try await exported()
        let text = original.replacing("00000000-0000-4000", with: "11111111-0000-4000")
            .replacing(/_tokens":[0-9]+/, with: "_tokens\":9000000000000000000")
        #expect(text != original)
        let lines = try await look(at: text, beside: original)
        #expect(lines.contains { $0.hasPrefix("! took in suite 4 with") }, "\(lines.prefix(9))")
        #expect(!lines.contains { $0.contains("9000000000000000000") })
    }

    /// What no setting and no target can be is told before a request is sent.
    @Test(arguments: [
        (#""timeout_s":120.0"#, #""timeout_s":1e12"#, "timeout is 1ms to 1d"),
        (#""temperature":0.7"#, #""temperature":-1"#, "temperature is 0 to 2"),
        (#""max_tokens":512"#, #""max_tokens":100000"#, "max_tokens is 1 to 4096"),
        (#"["mock/steady"]"#, #"["mock/x\nexit"]"#, #"'mock/x\nexit', which is no target"#),
    ])
    func aSuiteThatCannotBeIsNotRepeated(from: String, to: String, told: String) async throws {
        let original = try await exported()
        let text = original.replacing("00000000-0000-4000", with: "11111111-0000-4000")
            .replacing(from, with: to)
        #expect(text.contains(to), "\(original)")
        let recording = Recording()
        let session = try ScriptedShell(files: ["bad.json": text]).session(recording: recording)
        session.keepsGoing = true
        for statement in ["import \"bad.json\"", "rerun 1", "save \"s.bench\""] {
            _ = await Interpreter(session).run(Source(name: "", text: statement))
        }
        await session.close()
        #expect(recording.lines.contains { $0.contains(told) }, "\(recording.lines)")
        #expect(session.tally.requests == 0)
    }

    @Test func noMutantEndsTheProgram() async throws {
        let original = try await exported()
        var dice = Dice(state: 0x9E37_79B9_7F4A_7C15)
        var taken = 0
        for _ in 0..<50 {
            let lines = try await look(at: mutant(of: original, &dice), beside: original)
            #expect(lines.contains { $0.hasPrefix("! took in suite 1 with 3 runs") })
            if lines.contains(where: { $0.hasPrefix("! took in suite 4") }) { taken += 1 }
        }
        // Most are refused for a type; those that are not must be looked at.
        #expect(10...49 ~= taken, "\(taken)")
    }
}
