import Glibc
import Testing

/// What the program says of itself outside of the shell.
@Suite struct ManualTests {
    @Test func helpFitsAScreen() throws {
        let lines = try Sandbox().run("--help").output.split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        #expect(lines.count <= 24)
        for line in lines { #expect(line.count <= 80, "\(line)") }
    }

    private static let hasMan = access("/usr/bin/man", X_OK) == 0

    @Test(.enabled(if: hasMan)) func thePageIsOneThatManReads() throws {
        let sandbox = try Sandbox()
        let page = try sandbox.run("--man").output
        #expect(page.hasPrefix(".TH BENCHSH 1 "))
        let ended = try sandbox.shell(
            "\"$benchsh\" --man | MANWIDTH=80 man --warnings -E UTF-8 -l - | col -b"
        )
        #expect(ended.errors.isEmpty)
        let words = [
            "NAME", "SYNOPSIS", "OPTIONS", "EXIT STATUS", "ENVIRONMENT", "FILES", "SETTINGS",
            "BENCHSH_DB", "OPENAI_API_KEY", "NO_PROXY", "~/.config/benchsh/init.bench",
            "an expectation failed", "set mock", "show chart", "max_concurrency", "answer_ttft",
            "select model, p95(ttft_ms)", "'reset mock' undoes all",
        ]
        for word in words { #expect(ended.output.contains(word), "\(word)") }
        let flags = try sandbox.run("--help").output.matches(of: #/(?m)^  (-.*?) {2}/#)
        #expect(flags.count > 15)
        for flag in flags { #expect(ended.output.contains(flag.1), "\(flag.1)") }
    }
}
