internal import BenchLanguage
internal import Measurement
internal import Rendering

extension Command {
    static let showChart = Command(
        forms: [
            "show chart (gaps | METRIC) [line|bars|histogram|cdf] [of SUITE] \(Show.output)"
        ],
        synonyms: ["plot", "graph", "draw"],
        summary: "draw a metric of a suite",
        details:
            "'histogram', which it is without a word, counts how often values came; 'cdf' is the "
            + "share of values up to each; 'line' has each run at the time at which it was sent; "
            + "'bars' has a bar for each run, or with several targets one for each median, shaded "
            + "over its 95% confidence interval. 'gaps' are the silences between reads. "
            + "'as html to \"chart.html\"' makes a page of it.",
        examples: [
            "show chart ttft", "show chart gaps cdf of last", "show chart latency line of 1",
        ],
        action: { call, session in
            let (suite, summary) = try session.suite(call.suite(after: "of"))
            let metric = try chosenMetric(call)
            let form = PlotForm.allCases.first { call.has($0.rawValue) } ?? .histogram
            guard let plot = SuitePlot(metric, of: suite, summary).plot(form) else {
                throw Diagnostic.error(
                    "no run of \(suite.called) has a \(metric.name)",
                    at: call.span,
                    label: "it is null when \(metric.nullWhen)"
                )
            }
            let format = Show.format(call, session)
            if format == .html {
                return try Show.write(Page(plot.title, [.plot(plot)]).text, call, session)
            }
            let isFile = call.text(after: "to") != nil
            let lines = plot.lines(
                width: (isFile ? nil : session.output.width).map { min($0, 160) } ?? 80,
                style: isFile ? .plain : session.output.style
            )
            guard format == .table else { return try values(of: metric, summary, call, session) }
            try Show.write(lines.map { $0 + "\n" }.joined(), call, session)
        }
    )

    @MainActor
    private static func chosenMetric(_ call: Call) throws(Diagnostic) -> Metric {
        guard let word = call.word(.metric) else { return .gap }
        if let metric = Metric.named(word.text) { return metric }
        throw .error(
            "\(word.text) is a number of a suite as a whole",
            at: word.span,
            label: "draw a metric of its runs, as ttft"
        )
    }

    /// What is drawn, for formats that hold rows.
    @MainActor
    private static func values(
        of metric: Metric,
        _ summary: SuiteSummary,
        _ call: Call,
        _ session: Session
    ) throws {
        let columns = [
            Column("run", isNumeric: true), Column("target"),
            Column("start_offset_ms", heading: "start ms", isNumeric: true), Column(metric),
        ]
        let rows = summary.successes.flatMap { run in
            metric.samples(run).map { value in
                [
                    Cell.integer(run.number), .text(run.target.description),
                    Cell(run.startOffset, .milliseconds), Cell(value, metric.unit),
                ]
            }
        }
        try Show.emit(Table(columns: columns, rows: rows), call, session)
    }
}
