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
    /// How a condition is missed; nil when it holds.
    func shortfall(of condition: Condition) throws(Diagnostic) -> Shortfall? {
        switch condition {
        case .comparison(let comparison): try shortfall(of: comparison)
        case .output(let negated, let search, let value, let span):
            try shortfall(ofOutput: negated, search, value, span)
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

    private func shortfall(of comparison: Comparison) throws(Diagnostic) -> Shortfall? {
        let metrics = comparison.left.metrics + comparison.right.metrics
        for reference in metrics {
            if let nothing = try nothingMeasured(for: reference) { return nothing }
        }
        let outcome = try comparison.evaluate(using: scope) { reference throws(Diagnostic) in
            try figure(reference)
        }
        if outcome.holds { return nil }
        let place = try metrics.first.map { (reference) throws(Diagnostic) in
            try self.place(reference)
        }
        guard let left = outcome.left, let right = outcome.right else {
            return try undefined(metrics, place, comparison)
        }
        let unit =
            comparison.left.metrics.count == 1 ? comparison.left.metrics[0].unit : nil
        let found = left.phrase(in: unit)
        let wanted = "\(comparison.relation.rawValue) \(right.phrase(in: unit))"
        return Shortfall(
            place: place ?? "it does not hold",
            span: comparison.left.span,
            label: "is \(found), expected \(wanted)",
            background: try background(of: comparison),
            found: found,
            wanted: wanted
        )
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

    /// The metrics that went into the figures, but for one that is the whole left side: that the
    /// report is about already.
    private func background(of comparison: Comparison) throws(Diagnostic) -> [String] {
        var metrics = comparison.left.metrics
        if case .metric = comparison.left { metrics = [] }
        return try (metrics + comparison.right.metrics).map { (reference) throws(Diagnostic) in
            let value = Quantity.measure(try figure(reference) ?? .nan, reference.dimension)
            let words = value.phrase(in: reference.unit)
            return "\(reference.span.text.onOneLine) is \(words): \(try place(reference))"
        }
    }

    private func shortfall(
        ofOutput negated: Bool,
        _ search: Condition.Search,
        _ value: Value,
        _ span: Span
    ) throws(Diagnostic) -> Shortfall? {
        let text = try value.resolve(using: scope).text
        let (suite, summary) = try suite(nil)
        guard !summary.successes.isEmpty else { return unmeasured(suite, summary, at: span) }
        let regex = search == .matches ? try Pattern.regex(text, at: value.span) : nil
        let offenders = summary.successes.filter { run in
            let found =
                regex.map { run.response.firstMatch(of: $0) != nil }
                ?? run.response.contains(text)
            return found == negated
        }
        guard let offender = offenders.first else { return nil }
        let others = offenders.count - 1
        let answer = offender.response.prefix(60).description.onOneLine
        return Shortfall(
            place: "run \(offender.number) of \(suite.called)"
                + (others > 0 ? " and \(Count.text(others, "other"))" : ""),
            span: span,
            label: "answered: \(answer)\(offender.response.count > 60 ? "…" : "")",
            found: offender.response.prefix(500).description,
            wanted: "\(negated ? "not " : "")\(search.rawValue) \(text)"
        )
    }

    private func place(_ reference: MetricReference) throws(Diagnostic) -> String {
        let (suite, summary) = try part(of: reference)
        let targets = Set(summary.runs.map(\.target.description))
        let target = targets.count == 1 ? targets.first.map { ", \($0)" } ?? "" : ""
        return "\(suite.called)\(target), \(Count.text(summary.requests, "request")), "
            + Count.text(summary.errors, "error")
    }
}

extension MetricReference {
    /// The unit that the metric itself is shown in.
    fileprivate var unit: MetricUnit? {
        Metric.named(metric)?.unit ?? SuiteMetric.named(metric)?.unit
    }
}

extension Dimension {
    /// The unit in which its numbers are shown.
    fileprivate var unit: MetricUnit {
        switch self {
        case .time: .milliseconds
        case .rate: .tokensPerSecond
        case .fraction: .fraction
        case .money: .dollars
        case .number, .count, .text: .count
        }
    }
}

extension Quantity {
    /// The quantity in words, in that unit or in the usual one of what it measures.
    fileprivate func phrase(in unit: MetricUnit?) -> String {
        switch self {
        case .text(let text): "'\(text.onOneLine)'"
        case .measure(let number, let dimension):
            Figure.phrase(number, unit: unit ?? dimension.unit)
        }
    }
}
