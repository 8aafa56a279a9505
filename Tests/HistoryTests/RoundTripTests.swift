import FoundationEssentials
import History
import Measurement
import Testing

@Suite struct RoundTripTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private static let runs = [
        Run.full(1), .failed(2), .cancelled(3),
        Run(number: 4, target: Target(provider: "p", model: ""), outcome: .success, end: 0),
    ]

    @Test func runsComeBackAsTheyWereRecorded() throws {
        let history = try History(path: scratch.path)
        let suite = try history.begin(.sample("a"))
        try history.record(Self.runs, of: suite)
        let stored = try History(path: scratch.path).runs(of: suite)
        #expect(stored == Self.runs)
        for (before, after) in zip(Self.runs, stored) {
            for metric in Metric.all {
                #expect(metric.samples(before) == metric.samples(after), "\(metric.name)")
            }
        }
    }

    @Test(arguments: ErrorKind.allCases) func everyKindOfErrorComesBack(kind: ErrorKind) throws {
        let history = try History(path: scratch.path)
        let suite = try history.begin(.sample("a"))
        try history.record([.failed(1, kind: kind)], of: suite)
        #expect(try history.runs(of: suite) == [.failed(1, kind: kind)])
    }

    @Test func theColumnsOfMetricsHoldTheirValues() throws {
        let history = try History(path: scratch.path)
        let suite = try history.begin(.sample("a"))
        try history.record(Self.runs, of: suite)
        for metric in Metric.all where !metric.isPooled {
            let rows = try history.answer("SELECT \(metric.column) FROM runs ORDER BY run")
            let values = rows.map { row -> Double? in
                switch row[0] {
                case .real(let real): real
                case .integer(let integer): Double(integer)
                default: nil
                }
            }
            #expect(values == Self.runs.map(metric.value), "\(metric.column)")
        }
    }

    @Test func aSuiteComesBackWithItsFigures() throws {
        let history = try History(path: scratch.path, version: "1.2.3")
        let targets = [
            Target(provider: "openrouter", model: "openai/gpt"), Target(provider: "lab", model: ""),
        ]
        var suite = try history.begin(.sample("a", mode: .comparison, targets: targets, name: "x"))
        #expect(suite.number == 1)
        #expect(try history.suite(.last) == suite)
        let runs = [Run.full(1, ttft: 100), .full(2, ttft: 200), .failed(3), .cancelled(4)]
            .map { $0.of(targets[0]) }
        try history.record(runs, of: suite)
        suite.completedAt = Date(timeIntervalSince1970: 1_795_463_200.5)
        suite = try history.finish(suite, summary: SuiteSummary(runs: runs))
        #expect(suite.status == .completed)
        #expect(suite.wall == 617.062_501)
        let row = try history.row(.name("x"))
        #expect(row.suite == suite)
        #expect(row.figures["avg_ttft_ms"] == 150)
        #expect(row.figures["p95_ttft_ms"] == 195)
        #expect(row.figures["success_count"] == 2)
        #expect(row.figures["error_count"] == 1)
        #expect(row.figures["cancelled_count"] == 1)
        #expect(row.figures["total_output_tokens"] == 50)
        #expect(row.figures["p50_gap_ms"] == 166.6665)
        #expect(try history.answer("SELECT benchsh_version FROM suites") == [[.text("1.2.3")]])
    }

    @Test func ofSeveralTargetsOnlyCountsAndTotalsAreStored() throws {
        let history = try History(path: scratch.path)
        let targets = ["one", "two"].map { Target(provider: "lab", model: $0) }
        let suite = try history.begin(.sample("a", mode: .comparison, targets: targets))
        let runs = [
            Run.full(1, ttft: 100).of(targets[0]), .full(2, ttft: 200).of(targets[1]),
        ]
        try history.record(runs, of: suite)
        try history.finish(suite, summary: SuiteSummary(runs: runs))
        let figures = try history.row(.last).figures
        #expect(figures["avg_ttft_ms"] == nil)
        #expect(figures["p50_gap_ms"] == nil)
        #expect(figures["success_count"] == 2)
        #expect(figures["total_output_tokens"] == 50)
        let named = try history.answer("SELECT provider_id, model FROM suites")
        #expect(named == [[.text("multi"), .text("multi")]])
    }

    @Test func whatIsNotDefinedIsAbsent() throws {
        let history = try History(path: scratch.path)
        let suite = try history.begin(.sample("a"))
        try history.record([.failed(1)], of: suite)
        try history.finish(suite, summary: SuiteSummary(runs: [.failed(1)]))
        let row = try history.row(.last)
        #expect(row.figures["avg_ttft_ms"] == nil)
        #expect(row.figures["total_cost_usd"] == nil)
        #expect(row.figures["success_count"] == 0)
    }

    @Test func aSliceOfTheRuns() throws {
        let history = try History(path: scratch.path)
        let suite = try history.begin(.sample("a"))
        try history.record((1...9).map { .failed($0) }, of: suite)
        #expect(try history.runs(of: suite, numbers: 3...5).map(\.number) == [3, 4, 5])
        #expect(try history.runs(of: suite, numbers: 10...20).isEmpty)
    }

    @Test func aBatchIsStoredWholeOrNotAtAll() throws {
        let history = try History(path: scratch.path)
        let suite = try history.begin(.sample("a"))
        try history.record([.failed(1)], of: suite)
        #expect(throws: HistoryError.self) {
            try history.record([.failed(2), .failed(1)], of: suite)
        }
        #expect(try history.runs(of: suite).map(\.number) == [1])
    }

    @Test func damagedFieldsAreReadAsNothing() throws {
        let history = try History(path: scratch.path)
        let suite = try history.begin(.sample("a"))
        try history.record([.full(1)], of: suite)
        try RawDatabase(scratch.path).execute(
            """
            UPDATE benchmark_runs SET status = x'00ff', ttft_ms = 'soon', input_tokens = 9e99,
            output_tokens = 9223372036854775807, reasoning_tokens = -9223372036854775808,
            recorded_at = 'x', notes = '{', lane = 1.5;
            UPDATE run_details SET response = 5, timeline
                = '[1,x,2.5,-9223372036854775808,9223372036854775807,99999999999999999999,7';
            UPDATE benchmark_suites SET mode = 'odd', targets = '[5', created_at = 7;
            """
        )
        let run = try #require(try history.runs(of: suite).first)
        #expect(run.firstToken == nil)
        #expect(run.tokens.input == nil)
        #expect(run.timeline.arrivals == [1, 7])
        #expect(run.notes.isEmpty)
        #expect(Metric.all.allSatisfy { $0.samples(run).count <= 1 })
        #expect(try history.suite(.last).targets.isEmpty)
    }

    @Test func customProviders() throws {
        let history = try History(path: scratch.path)
        try history.saveProvider("lab", entry: "{\"a\":1}")
        try history.saveProvider("home", entry: "{}")
        try history.saveProvider("lab", entry: "{\"a\":2}")
        let names = try history.customProviders()
        #expect(names.map(\.name) == ["home", "lab"])
        #expect(names.map(\.entry) == ["{}", "{\"a\":2}"])
        #expect(try history.removeProvider("lab"))
        #expect(try !history.removeProvider("lab"))
    }
}

extension Run {
    /// The same run of another target.
    fileprivate func of(_ target: Target) -> Run {
        var run = self
        run.target = target
        return run
    }
}
