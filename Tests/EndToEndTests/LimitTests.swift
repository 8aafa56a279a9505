import Testing

/// What the system and the client itself allow, and how the program speaks of it.
@Suite struct LimitTests {
    private static let many = "set max_runs 300; set max_concurrency 300; set mock tokens 2; "

    @Test func tooFewOpenFilesAreSaidBeforeAnythingIsSent() throws {
        let sandbox = try Sandbox()
        let ended = try sandbox.shell(
            "ulimit -n 256; \"$benchsh\" -c '\(Self.many) run 300x300 on mock/fast'"
        )
        #expect(ended.code == 3)
        #expect(ended.output.isEmpty)
        #expect(
            ended.errors.contains("this needs 600 open connections, and the system allows 1")
        )
        #expect(ended.errors.contains("ulimit -n"))
    }

    @Test func theSoftLimitIsRaisedWhereItMayBe() throws {
        let sandbox = try Sandbox()
        let ended = try sandbox.shell(
            "ulimit -Sn 256; \"$benchsh\" -c '\(Self.many) run 300x300 on mock/fast; "
                + "expect errors = 0'"
        )
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
        #expect(try sandbox.rows("select sum(requests) from calibrations;") == ["323"])
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
