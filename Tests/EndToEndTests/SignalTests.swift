import FoundationEssentials
import Glibc
import Testing

/// What is kept when a suite is cut short; every wait is for a line that the program writes.
@Suite struct SignalTests {
    private static let suite = "set mock tokens 4; run 60x2 on mock/slow as cut; print 'never'"

    @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
    func aSignalStopsTheSuiteAndKeepsWhatIsFinished(signal: Int32, code: Int32) throws {
        let sandbox = try Sandbox()
        let child = try sandbox.start(["--events", "-", "-c", "set max_runs 60; \(Self.suite)"])
        child.wait(forLineWith: #""run":3,"#)
        child.signal(signal)
        let ended = child.end()
        #expect(ended.code == code, "\(ended.errors)")
        #expect(!(ended.output + ended.errors).contains("never"))
        #expect(ended.errors.contains("suite 1 @cut: concurrent, mock/slow, 60 requests"))
        #expect(ended.output.contains(#""event":"suite_complete""#))
        // Of two lanes one sends run 3 once it is free; the other may still be at its first.
        let rows = try sandbox.rows(
            "select status, success_count >= 2, cancelled_count > 0, error_count from suites;"
        )
        #expect(rows == ["interrupted,1,1,0"])
        let shown = try Event.all(in: ended.output).count { $0.status == "success" }
        #expect(
            try sandbox.rows("select count(*) from runs where status = 'success';")
                == ["\(shown)"]
        )
    }

    /// The process cannot do anything about it, but what it had shown was stored before.
    @Test func whatIsKilledIsMarkedAtTheNextStart() throws {
        let sandbox = try Sandbox()
        let child = try sandbox.start(["--events", "-", "-c", "set max_runs 60; \(Self.suite)"])
        child.wait(forLineWith: #""run":2,"#)
        child.signal(SIGKILL)
        let ended = child.end()
        #expect(ended.signal == SIGKILL)
        let next = try sandbox.run("-c", "show history as csv")
        #expect(next.code == 0)
        #expect(next.errors.contains("note: suite 1 was cut off and is marked interrupted"))
        let shown = try Event.all(in: ended.output).count
        // Of two lanes the second may be the first to end.
        #expect(shown >= 1)
        let rows = try sandbox.rows("select s.status, (select count(*) from runs) from suites s;")
        let stored = try #require(rows.first?.split(separator: ",").last.flatMap { Int($0) })
        #expect(rows.first?.hasPrefix("interrupted,") == true)
        #expect(stored >= shown)
    }

    @Test func aWaitIsInterrupted() throws {
        let child = try Sandbox().start(["-c", "print 'waiting'; wait 1d; print 'never'"])
        child.wait(forLineWith: "waiting")
        child.signal(SIGINT)
        let ended = child.end()
        #expect(ended.codeInShell == 130)
        #expect(!ended.output.contains("never"))
    }

    @Test func aQueryIsInterrupted() throws {
        let endless =
            "with recursive n(i) as (select 1 union all select i + 1 from n)"
            + " select 'asking' union all select count(*) from n;"
        let child = try Sandbox().start(["-c", "set format csv; \(endless)"])
        child.wait(forLineWith: "asking")
        child.signal(SIGINT)
        #expect(child.end().code == 130)
    }

    /// The pattern can match in more ways than can ever be tried.
    @Test func aSecondSignalEndsWhatTheFirstCannot() throws {
        let script = """
            run on mock/fast
            for i in 1, 2
              print 'judging'
              expect output matches "(.|.)*(.|.)*~"
            end
            """
        let child = try Sandbox().start(["-q", "-c", script])
        child.wait(forLineWith: "judging")
        child.insist(SIGINT)
        #expect(child.end().code == 130)
    }

    @Test func twoProgramsWriteIntoOneFile() throws {
        let sandbox = try Sandbox()
        let statements = "run 30 on mock/fast with max_tokens 4; run 12x3 on mock/fast"
        let children = try (1...2).map { _ in try sandbox.start(["-q", "-c", statements]) }
        for child in children {
            let ended = child.end()
            #expect(ended.code == 0)
            #expect(ended.errors.isEmpty, "\(ended.errors)")
        }
        let rows = try sandbox.rows(
            "select count(distinct suite), count(*), sum(status = 'success') from runs;"
        )
        #expect(rows == ["4,84,84"])
        #expect(try sandbox.rows("select distinct status from suites;") == ["completed"])
    }

    @Test func eventsHaveStandardOutputForThemselves() throws {
        let ended = try Sandbox().run("--events", "-", "-c", "run 2 on mock/fast; print 'said'")
        #expect(ended.output.split(separator: "\n").allSatisfy { $0.hasPrefix("{") })
        #expect(try Event.all(in: ended.output).count == 3)
        #expect(ended.errors.contains("suite 1: multi, mock/fast, 2 requests"))
        #expect(ended.errors.contains("said\n"))
    }

    @Test func eventsAreJSONLines() throws {
        let sandbox = try Sandbox()
        let ended = try sandbox.run(
            "--events",
            "events.jsonl",
            "-c",
            "run 2 on mock/fast; run 4x2 on mock/fast as four; compare mock, mock/fast 1"
        )
        #expect(ended.code == 0)
        let events = try Event.all(in: Sandbox.contents(of: sandbox.folder + "/events.jsonl"))
        #expect(events.map(\.event).count { $0 == "run_metric" } == 8)
        #expect(events.filter { $0.event == "suite_complete" }.map(\.suite) == [1, 2, 3])
        #expect(events.map(\.suite) == [1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3])
        #expect(Set(events.map(\.suite_id)).count == 3)
        #expect(!ended.output.contains("{"))
    }
}

/// The part of an event that tests look at, by its keys.
struct Event: Decodable {
    let event: String
    let suite_id: String
    let suite: Int
    let run: Int?
    let status: String?
    let stored: Bool?

    /// Every line that is an event; a line that only begins like one is an error.
    static func all(in text: String) throws -> [Event] {
        try text.split(separator: "\n").filter { $0.hasPrefix("{") }.map {
            try JSONDecoder().decode(Event.self, from: Data($0.utf8))
        }.filter { $0.event == "run_metric" || $0.event == "suite_complete" }
    }
}

extension Sandbox {
    /// The rows of a query, as CSV without its heading.
    func rows(_ query: String) throws -> [String] {
        let ended = try run("-q", "-c", "set format csv; \(query)")
        return ended.output.split(separator: "\n").dropFirst().map(String.init)
    }
}
