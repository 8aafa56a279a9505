internal import Measurement

extension Language {
    /// Other words for names; which of them is meant, the place decides.
    static let synonyms: [String: [String]] = {
        var synonyms: [String: [String]] = [
            "parallel": ["concurrent"], "simultaneous": ["concurrent"],
            "serial": ["multi"], "sequential": ["multi"], "once": ["single"],
            "comparison": ["compare"], "compare": ["comparison"], "target": ["on"],
            "using": ["with"],
            "named": ["as"], "called": ["as"], "into": ["to"], "file": ["to", "from"],
            "reason": ["because"], "abort": ["stop"], "exit": ["stop"], "quit": ["stop"],
            "includes": ["contains"], "like": ["matches"], "average": ["avg"],
            "sum": ["total"], "minimum": ["min"], "maximum": ["max"], "p100": ["max"],
            "speed": ["tps"], "throughput": ["tps"], "first_token": ["ttft"],
            "time_to_first_token": ["ttft"], "first_byte": ["ttfb"], "duration": ["latency"],
            "total_latency": ["latency"], "price": ["cost_usd"], "cost": ["cost_usd"],
            "tokens_per_second": ["tps"], "wall": ["wall_ms"], "success_rate": ["error_rate"],
            "failures": ["errors"], "itl": ["gap"], "md": ["markdown"], "text": ["table"],
            "ndjson": ["jsonl"], "results": ["runs"], "answer": ["response"],
            "output": ["response"], "config": ["settings"], "vars": ["variables"],
            "tables": ["schema"], "columns": ["schema"], "suites": ["history"],
        ]
        let columns =
            Metric.all.map { ($0.name, $0.column) } + SuiteMetric.all.map { ($0.name, $0.column) }
        for (name, column) in columns where column != name {
            synonyms[column, default: []].append(name)
        }
        for setting in Setting.all {
            for word in setting.synonyms { synonyms[word, default: []].append(setting.name) }
        }
        return synonyms
    }()
}
