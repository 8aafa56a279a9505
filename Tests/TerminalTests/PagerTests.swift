import Glibc
import Terminal
import Testing

@Suite(.serialized) struct PagerTests {
    @Test(arguments: [
        ["BENCHSH_PAGER": "cat > FILE", "PAGER": "false"],
        ["BENCHSH_PAGER": " ", "PAGER": "tr a-z A-Z | tr A-Z a-z > FILE"],
    ])
    func itTakesTextAndMayHaveArguments(environment: [String: String]) throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/seen"
        let named = environment.mapValues { $0.replacing("FILE", with: file) }
        let process = try #require(Pager(environment: named).start())
        for _ in 0..<1000 { process.write("a line of text\n") }
        #expect(process.finish())
        #expect(contents(of: file) == String(repeating: "a line of text\n", count: 1000))
    }

    @Test(
        "One that leaves early is content, one that fails is not",
        arguments: [
            ("head -1 > /dev/null", true), ("no-such-program-anywhere 2> /dev/null", false),
            ("false", false), ("exec kill -TERM $$", true), ("exit 3", false),
        ]
    )
    func ends(command: String, isContent: Bool) throws {
        _ = Interrupts.install()
        let process = try #require(Pager(environment: ["PAGER": command]).start())
        let taken = (0..<20_000).count { _ in
            process.write("a line of text that fills the pipe\n")
        }
        #expect(taken < 20_000)
        #expect(process.finish() == isContent)
        #expect(!process.write("too late"))
        #expect(process.finish())
    }

    @Test func signalsAreAsTheyWereForIt() throws {
        _ = Interrupts.install()
        let pager = Pager(environment: ["PAGER": "kill -PIPE $$; exit 1"])
        let process = try #require(pager.start())
        // Had SIGPIPE stayed ignored, the shell would have gone on and ended with 1.
        #expect(process.finish())
    }
}
