internal import BenchLanguage
internal import Measurement
internal import Rendering

extension Command {
    static let diff = Command(
        forms: ["diff SUITE SUITE \(Show.output)"],
        summary: "hold two suites against each other",
        details: "Each metric with its medians, the difference with its 95% confidence interval, "
            + "and p. A difference is called one only where a rank test (Mann-Whitney) finds "
            + "evidence and the interval leaves out 0, else '~', with about how many runs each "
            + "suite would need to show one of that size. Each metric is tested by itself at 5%, "
            + "so of many metrics one may differ by chance; where suites have several targets, p "
            + "and interval of a metric are corrected for their number (Holm). Notes say what "
            + "makes the comparison doubtful. 'as html' draws the medians too.",
        examples: ["diff 1 2", "diff 1 2 as json"],
        action: { call, session in
            let operands = call.suites()
            guard operands.count == 2 else { return }
            let first = try session.suite(operands[0])
            let second = try session.suite(operands[1])
            try session.showDifference(first, second, call)
        }
    )
}

extension Session {
    /// Shows how two suites differ, in the format and to the place that the statement says.
    func showDifference(
        _ first: (suite: Suite, summary: SuiteSummary),
        _ second: (suite: Suite, summary: SuiteSummary),
        _ call: Call
    ) throws {
        let pairs = try Self.pairs(first, second, at: call.span)
        let table = try Interruptible.block(self) { _ in
            DifferenceTable(
                pairs.map { left, right in
                    let target = pairs.count > 1 ? left.summary.runs.first?.target : nil
                    return (left.numbered, right.numbered, target?.description)
                }
            )
        }
        guard !table.isEmpty else {
            throw Diagnostic.error(
                "the suites have no successful runs to compare",
                at: call.span
            )
        }
        let notes = Doubts.within(pairs) + table.remarks
        for note in notes { output.report(Diagnostic(.note, note, at: nil)) }
        if Show.format(call, self) == .html {
            let reports = pairs.map { left, right in
                ComparisonReport(
                    [left, right].map { .init(name: $0.name, summary: $0.summary) },
                    metrics: [.ttft, .ttfb, .latency, .tps]
                )
            }
            let page = Page(
                "\(first.suite.called) and \(second.suite.called)",
                reports,
                table: table.table,
                notes: notes
            )
            return try Show.write(page.text, call, self)
        }
        let isTable = [.table, .markdown].contains(Show.format(call, self))
        try Show.emit(
            isTable ? table.table : table.records,
            sparing: DifferenceTable.spare,
            call,
            self
        )
    }

    /// What is held against what: suites of one target each whatever it is, else the targets that
    /// both have.
    private static func pairs(
        _ first: (suite: Suite, summary: SuiteSummary),
        _ second: (suite: Suite, summary: SuiteSummary),
        at span: Span
    ) throws(Diagnostic) -> [(Doubts.Side, Doubts.Side)] {
        func side(
            _ part: (suite: Suite, summary: SuiteSummary),
            _ target: Target?
        ) -> Doubts.Side {
            Doubts.Side(
                name: part.suite.called,
                suite: part.suite,
                summary: SuiteSummary(runs: part.summary.runs, target: target)
            )
        }
        if first.suite.targets.count == 1, second.suite.targets.count == 1 {
            return [(side(first, nil), side(second, nil))]
        }
        let common = first.suite.targets.filter(second.suite.targets.contains)
        guard !common.isEmpty else {
            throw .error("the suites have no target in common", at: span)
        }
        return common.map { (side(first, $0), side(second, $0)) }
    }
}

extension Doubts.Side {
    /// The side by its number alone, as columns call it.
    fileprivate var numbered: ComparisonReport.Side {
        ComparisonReport.Side(
            name: suite.number.map { "suite \($0)" } ?? name,
            summary: summary
        )
    }
}
