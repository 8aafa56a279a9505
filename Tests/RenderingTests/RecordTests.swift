import Foundation
import Measurement
import Rendering
import Testing
import Text

@Suite struct RecordTests {
    private let runs = [
        Fixture.success(1), Fixture.failure(2, Fixture.slowDown), Fixture.cancelled(3),
    ]

    @Test func runsHaveEveryMetricAndThePlannedNames() throws {
        let keys = RunField.all.map(\.column.key)
        let metrics = Metric.all.filter { !$0.isPooled }.map(\.column)
        let planned = [
            "run", "provider_id", "model", "status", "error_kind", "error_message",
            "ttfb_ms", "total_latency_ms", "tokens_per_second", "input_tokens", "output_tokens",
            "total_tokens", "token_source", "response_preview", "recorded_at",
        ]
        for key in metrics + planned { #expect(keys.contains(key), "\(key)") }
        #expect(Set(keys).count == keys.count)
        #expect(!keys.contains("gap_ms"))
    }

    @Test func runsAsJSONHoldTheValues() throws {
        let text = RunField.table(of: runs).text(as: .json)
        let rows = try #require(
            JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
        )
        try #require(rows.count == 3)
        #expect(rows[0]["ttft_ms"] as? Double == 52.1)
        #expect(rows[0]["output_tokens"] as? Int == 64)
        #expect(rows[0]["response_preview"] as? String == "Hello\n\u{1B}[31mred")
        #expect(rows[0]["error_kind"] is NSNull)
        #expect(rows[1]["status"] as? String == "error")
        #expect(rows[1]["error_kind"] as? String == "rate_limited")
        #expect(rows[1]["http_status"] as? Int == 429)
        #expect(rows[1]["ttft_ms"] is NSNull)
        #expect(rows[2]["status"] as? String == "cancelled")
        #expect(rows[2]["recorded_at"] as? String == "2026-11-23T19:46:00.123Z")
    }

    @Test func briefRunsFitATerminal() {
        let estimated = Fixture.success(4, ttft: 1234.5, source: .estimated)
        #expect(
            RunField.table(of: runs + [estimated], RunField.brief).text(as: .table, width: 120)
                == """
                run  target             status     ttft ms  ttfb ms  latency ms  tok/s  tokens  error
                ---  -----------------  ---------  -------  -------  ----------  -----  ------  ---------------------------------
                  1  openai/gpt-6-luna  success       52.1     50.1       683.1  100.0      64  -
                  2  openai/gpt-6-luna  error            -        -        12.0      -       -  rate_limited: HTTP 429: slow down
                  3  openai/gpt-6-luna  cancelled        -        -        30.0      -       -  -
                  4  openai/gpt-6-luna  success       1235     1233        1866  100.0     ≈64  -

                """
        )
    }

    @Test func suitesHaveThePlannedNames() throws {
        let suite = Fixture.suite()
        let detail = try object(SuiteDetail(suite, SuiteSummary(runs: runs)).json.text)
        for key in [
            "id", "mode", "provider_id", "model", "prompt", "num_runs", "concurrency",
            "max_tokens", "temperature", "status", "created_at", "completed_at", "avg_ttfb_ms",
            "avg_tps", "avg_latency_ms", "p50_ttfb_ms", "p95_ttfb_ms", "p99_ttfb_ms",
            "avg_ttft_ms", "p95_ttft_ms", "p99_gap_ms", "total_input_tokens",
            "total_output_tokens", "total_cost_usd", "error_count", "requests", "success_count",
            "cancelled_count", "requests_per_second", "system_tps", "wall_ms",
        ] {
            #expect(detail[key] != nil, "\(key)")
        }
        #expect(detail["suite"] as? Int == 12)
        #expect(detail["name"] as? String == "steady")
        #expect(detail["prompt"] as? String == "Say \"hi\"")
        #expect(detail["requests"] as? Int == 2)
        #expect(detail["success_count"] as? Int == 1)
        #expect(detail["error_count"] as? Int == 1)
        #expect(detail["p99_ttft_ms"] as? Double == 52.1)
        #expect(detail["by_target"] == nil)
    }

    @Test func undefinedFiguresAreNull() throws {
        let detail = try object(SuiteDetail(Fixture.suite(), SuiteSummary(runs: [])).json.text)
        for key in ["avg_ttft_ms", "p95_tps", "total_output_tokens", "error_rate"] {
            #expect(detail[key] is NSNull, "\(key)")
        }
        #expect(detail["requests"] as? Int == 0)
    }

    @Test func comparisonsAreSummedUpByTarget() throws {
        let targets = [Fixture.openai, Fixture.glm]
        let runs = [
            Fixture.success(1, ttft: 100), Fixture.success(2, ttft: 50, target: Fixture.glm),
        ]
        let suite = Fixture.suite(.comparison, targets: targets, requests: 2)
        let detail = try object(SuiteDetail(suite, SuiteSummary(runs: runs)).json.text)
        #expect(detail["provider_id"] as? String == "multi")
        #expect(detail["avg_ttft_ms"] is NSNull)
        #expect(detail["targets"] as? [String] == ["openai/gpt-6-luna", "glm/glm-5"])
        let sides = try #require(detail["by_target"] as? [[String: Any]])
        #expect(sides.map { $0["provider_id"] as? String } == ["openai", "glm"])
        #expect(sides.map { $0["avg_ttft_ms"] as? Double } == [100, 50])
    }

    @Test func eventsAreOneLineEach() throws {
        let suite = Fixture.suite()
        let run = Event.runMetric(runs[0], of: suite)
        #expect(
            run.hasPrefix(
                #"{"event":"run_metric","suite_id":"1b4e28ba-2fa1-11d2-883f-0016d3cca427","suite":12,"#
                    + #""run":1,"provider_id":"openai","model":"gpt-6-luna","status":"success","#
            )
        )
        let complete = Event.suiteComplete(suite, SuiteSummary(runs: runs))
        #expect(complete.hasPrefix(#"{"event":"suite_complete","suite_id":"1b4e28ba-"#))
        for line in [run, complete] {
            #expect(!line.contains("\n"))
            #expect(try object(line)["suite_id"] as? String == suite.id)
        }
    }

    private func object(_ text: String) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
}
