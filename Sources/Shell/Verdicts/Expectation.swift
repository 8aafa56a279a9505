internal import BenchLanguage
internal import Measurement
internal import Rendering
internal import Text

/// What stands behind `matches`.
enum Pattern {
    static func regex(
        _ text: String,
        at span: Span
    ) throws(Diagnostic) -> Regex<AnyRegexOutput> {
        do {
            return try Regex(text)
        } catch {
            throw .error("'\(text)' is not a regular expression", at: span)
        }
    }
}

extension Session {
    /// Whether a condition holds, with the figures that decide it.
    func judge(_ condition: Condition) throws(Diagnostic) -> Judgement {
        switch condition {
        case .comparison(let comparison): try judge(comparison)
        case .output(let negated, let search, let value, let span):
            try judgeOutput(negated, search, value, span)
        }
    }

    /// The first suite or target of a condition that there is not, in words; nil when all are there.
    func unknown(in condition: Condition) throws(Diagnostic) -> String? {
        if case .output = condition, try !knows(.last, at: condition.span) {
            return "there is no suite yet"
        }
        for reference in condition.metrics where try !knows(reference) {
            let suite = "suite" + (reference.suite.map { " \($0.span.text)" } ?? "")
            guard let target = reference.target else { return "there is no \(suite) yet" }
            return "there is no run of \(target.span.text) in a \(suite) yet"
        }
        return nil
    }

    private func judge(_ comparison: Comparison) throws(Diagnostic) -> Judgement {
        let metrics = comparison.left.metrics + comparison.right.metrics
        for reference in metrics {
            if let nothing = try nothingMeasured(for: reference) {
                return Judgement(shortfall: nothing)
            }
        }
        let outcome = try comparison.evaluate(using: scope) { reference throws(Diagnostic) in
            try figure(reference)
        }
        let sides = Sides(comparison)
        let words = sides.words(outcome)
        var judgement = Judgement(found: words?.found, wanted: words?.wanted)
        if outcome.holds { return judgement }
        let place = try metrics.first.map { (reference) throws(Diagnostic) in
            try self.place(reference)
        }
        guard let words else {
            return Judgement(shortfall: try undefined(metrics, place, comparison))
        }
        judgement.shortfall = Shortfall(
            place: place ?? "it does not hold",
            span: sides.subject.span,
            label: "is \(words.found), expected \(words.wanted)",
            background: try background(of: sides)
        )
        return judgement
    }

    /// Over no successful run every latency would be as wished; errors can still be counted.
    private func nothingMeasured(
        for reference: MetricReference
    ) throws(Diagnostic) -> Shortfall? {
        let (suite, summary) = try part(of: reference)
        let isCount = SuiteMetric.named(reference.metric) != nil
        guard isCount ? summary.requests == 0 : summary.successes.isEmpty else { return nil }
        return unmeasured(suite, summary, at: reference.span, reference.target?.span.text)
    }

    private func unmeasured(
        _ suite: Suite,
        _ summary: SuiteSummary,
        at span: Span,
        _ target: String? = nil
    ) -> Shortfall {
        let background =
            summary.errors > 0
            ? summary.errorWords
            : [summary.cancelled > 0 ? "its runs were cancelled" : "nothing was sent"]
        return Shortfall(
            place: "\(suite.called) has no successful run" + (target.map { " of \($0)" } ?? ""),
            span: span,
            label: "is undefined",
            background: background
        )
    }

    /// What to say where a metric has no value although runs succeeded.
    private func undefined(
        _ metrics: [MetricReference],
        _ place: String?,
        _ comparison: Comparison
    ) throws(Diagnostic) -> Shortfall {
        for reference in metrics where try figure(reference) == nil {
            let reason = Metric.named(reference.metric).map { ": \($0.nullWhen)" } ?? ""
            return Shortfall(
                place: try self.place(reference),
                span: reference.span,
                label: "is undefined\(reason)"
            )
        }
        return Shortfall(
            place: place ?? "a value is undefined",
            span: comparison.left.span,
            label: "is undefined"
        )
    }

    /// The metrics that went into the figures, but for one that is all that is measured: that the
    /// report is about already.
    private func background(of sides: Sides) throws(Diagnostic) -> [String] {
        var metrics = sides.subject.metrics
        if case .metric = sides.subject { metrics = [] }
        return try (metrics + sides.limit.metrics).map { (reference) throws(Diagnostic) in
            let value = Quantity.measure(try figure(reference) ?? .nan, reference.dimension)
            let words = value.phrase(in: reference.unit)
            return "\(reference.span.text.onOneLine) is \(words): \(try place(reference))"
        }
    }

    private func judgeOutput(
        _ negated: Bool,
        _ search: Condition.Search,
        _ value: Value,
        _ span: Span
    ) throws(Diagnostic) -> Judgement {
        let text = try value.resolve(using: scope).text
        let (suite, summary) = try suite(nil)
        guard let first = summary.successes.first else {
            return Judgement(shortfall: unmeasured(suite, summary, at: span))
        }
        let regex = search == .matches ? try Pattern.regex(text, at: value.span) : nil
        let offenders = summary.successes.filter { run in
            let found =
                regex.map { run.response.firstMatch(of: $0) != nil }
                ?? run.response.contains(text)
            return found == negated
        }
        let shown = offenders.first ?? first
        var judgement = Judgement(
            found: shown.response.prefix(500).description,
            wanted: "\(negated ? "not " : "")\(search.rawValue) \(text)"
        )
        guard let offender = offenders.first else { return judgement }
        let others = offenders.count - 1
        let answer = offender.response.prefix(60).description.onOneLine
        judgement.shortfall = Shortfall(
            place: "run \(offender.number) of \(suite.called)"
                + (others > 0 ? " and \(Count.text(others, "other"))" : ""),
            span: span,
            label: "answered: \(answer)\(offender.response.count > 60 ? "…" : "")"
        )
        return judgement
    }

    private func place(_ reference: MetricReference) throws(Diagnostic) -> String {
        let (suite, summary) = try part(of: reference)
        let targets = Set(summary.runs.map(\.target.description))
        let target = targets.count == 1 ? targets.first.map { ", \($0)" } ?? "" : ""
        return "\(suite.called)\(target), \(Count.text(summary.requests, "request")), "
            + Count.text(summary.errors, "error")
    }
}
