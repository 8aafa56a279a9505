import History
import Measurement
import Testing

@Suite struct NumberingTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test func twoShellsShareOneSequence() throws {
        let one = try History(path: scratch.path)
        let two = try History(path: scratch.path)
        var numbers: [Int?] = []
        for round in 0..<4 {
            numbers.append(try one.begin(.sample("a\(round)")).number)
            numbers.append(try two.begin(.sample("b\(round)")).number)
        }
        #expect(numbers == [1, 2, 3, 4, 5, 6, 7, 8])
        #expect(try one.suite(.last).id == "b3")
    }

    @Test func shellsOpenAndWriteANewFileAtOnce() async throws {
        let path = scratch.path
        let numbers = try await withThrowingTaskGroup(of: [Int?].self) { group in
            for shell in 0..<4 {
                group.addTask {
                    let history = try History(path: path, busyTimeout: 30)
                    return try (0..<20).map { round in
                        let suite = try history.begin(.sample("\(shell).\(round)"))
                        try history.record([.full(1), .failed(2)], of: suite)
                        return suite.number
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(numbers) == Set(1...80))
        let stored = try History(path: path).answer("SELECT count(*) FROM runs")
        #expect(stored == [[.integer(160)]])
    }

    @Test func aNumberIsNeverGivenTwice() throws {
        let history = try History(path: scratch.path)
        _ = try history.begin(.sample("a"))
        _ = try history.begin(.sample("b"))
        #expect(try history.delete([.last]) == (1, 0))
        #expect(try history.begin(.sample("c")).number == 3)
    }

    @Test func references() throws {
        let history = try History(path: scratch.path)
        #expect(throws: HistoryError.noSuchSuite(.last, newest: nil)) {
            try history.suite(.last)
        }
        for (id, name) in [("a", "base"), ("b", "base"), ("c", nil)] {
            _ = try history.begin(.sample(id, name: name))
        }
        #expect(try history.suite(.last).id == "c")
        #expect(try history.suite(.number(1)).id == "a")
        #expect(try history.suite(.name("base")).id == "b")
        let error = #expect(throws: HistoryError.self) { try history.suite(.name("other")) }
        #expect(error?.description == "there is no suite '@other'; the newest is 3")
    }

    @Test func deletionTakesTheRunsAlong() throws {
        let history = try History(path: scratch.path)
        for id in ["a", "b", "c"] {
            let suite = try history.begin(.sample(id))
            try history.record([.full(1), .full(2)], of: suite)
        }
        #expect(throws: HistoryError.noSuchSuite(.number(9), newest: 3)) {
            try history.delete([.number(1), .number(9)])
        }
        #expect(try history.suites().count == 3)
        #expect(try history.delete([.number(1), .last, .number(3)]) == (2, 4))
        let rest = try RawDatabase(scratch.path).texts(
            "SELECT count(*) FROM benchmark_runs UNION ALL SELECT count(*) FROM run_details"
        )
        #expect(rest == ["2", "2"])
        #expect(try history.suites().map(\.suite.id) == ["b"])
    }

    @Test func aSuiteDeletedMeanwhileTakesNoMoreRuns() throws {
        let history = try History(path: scratch.path)
        let suite = try history.begin(.sample("a"))
        try History(path: scratch.path).delete([.last])
        #expect(throws: HistoryError.deleted(suite: 1)) {
            try history.record([.full(1)], of: suite)
        }
        #expect(throws: HistoryError.deleted(suite: 1)) {
            try history.finish(suite, summary: SuiteSummary(runs: []))
        }
    }
}
