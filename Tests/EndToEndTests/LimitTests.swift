import Testing

/// What the system and the client itself allow, and how the program speaks of it.
@Suite struct LimitTests {
    private static let statements =
        "set max_runs 300; set max_concurrency 300; set mock tokens 2; "
        + "run 300x300 on mock/fast; expect errors = 0"

    /// Runs statements, by default some that open 600 files at once, under a limit on open files.
    private func run(
        _ statements: String = LimitTests.statements,
        in sandbox: Sandbox,
        limit: String
    ) throws -> Ended {
        // Other tests run in this process, and some of their files are inherited.
        let script = """
            #!/bin/bash
            for file in /proc/self/fd/*; do
                number=${file##*/}
                if ((number > 2 && number != 255)); then eval "exec $number>&-"; fi
            done
            ulimit \(limit) || exit
            exec "$benchsh" -c '\(statements)'
            """
        return try sandbox.shell(sandbox.write(script, to: "limited", mode: 0o755))
    }

    @Test func tooFewOpenFilesAreSaidBeforeAnythingIsSent() throws {
        let ended = try run(in: Sandbox(), limit: "-n 256")
        #expect(ended.code == 3)
        #expect(ended.output.isEmpty)
        #expect(
            ended.errors.contains(
                "this needs 600 open connections, with the mock's ends of them, and the system "
                    + "allows "
            ),
            "\(ended.errors)"
        )
        #expect(ended.errors.contains("ulimit -n"))
    }

    @Test func aSmallLoadFitsUnderASmallLimit() throws {
        let ended = try run("run 2 on mock/fast", in: Sandbox(), limit: "-n 64")
        #expect(ended.code == 0, "\(ended.errors)")
    }

    @Test func theSoftLimitIsRaisedWhereItMayBe() throws {
        let ended = try run(in: Sandbox(), limit: "-Sn 256")
        #expect(ended.code == 0, "\(ended.errors)")
    }

    @Test func aCalibrationIsPrintedStoredAndQuotedAndIsNoSuite() throws {
        let sandbox = try Sandbox()
        let ended = try sandbox.run("-c", "calibrate as csv; run on mock/fast; show suite")
        #expect(ended.code == 0, "\(ended.errors)")
        let lines = ended.output.split(separator: "\n")
        let heading =
            "concurrency,requests,ttft_added_mean_ms,ttft_added_p99_ms,gap_added_p99_ms,"
            + "loop_lag_p99_ms"
        #expect(lines.first.map(String.init) == heading)
        let loads = lines.dropFirst().prefix(4).compactMap { $0.split(separator: ",").first }
        #expect(loads == ["1", "10", "50", "200"])
        #expect(ended.output.contains(" on ttft at 1 in flight (calibrated "))
        #expect(try sandbox.rows("select count(*) from suites;") == ["1"])
        #expect(try sandbox.rows("select sum(requests) from calibrations;") == ["528"])
    }

    @Test func aSignalEndsACalibration() throws {
        let sandbox = try Sandbox()
        let child = try sandbox.start(["-c", "print 'begun'; calibrate; print 'never'"])
        child.wait(forLineWith: "begun")
        child.signal(2)
        let ended = child.end()
        #expect(ended.codeInShell == 130, "\(ended.errors)")
        #expect(!ended.output.contains("never"))
        #expect(try sandbox.rows("select count(*) from calibrations;") == ["0"])
    }
}
