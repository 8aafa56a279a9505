// References to metrics: `p95 ttft for openai of @steady`.
extension Reader {
    mutating func metric() throws(Mismatch) -> MetricReference {
        let start = position
        let aggregate = aggregate()
        if aggregate != nil { skipBlanks() }
        let metric = try metricName(aggregate.map { _ in source.span(start..<position) })
        var end = position
        var target: Operand<TargetReference>?
        var suite: Operand<SuiteReference>?
        if keyword("for", then: .target) {
            target = try self.target()
            end = position
        }
        if keyword("of", then: .suite) {
            suite = try self.suite()
            end = position
        }
        return MetricReference(
            aggregate: aggregate,
            metric: metric.name,
            dimension: metric.dimension,
            target: target,
            suite: suite,
            span: source.span(start..<end)
        )
    }

    private mutating func aggregate() -> MetricReference.Aggregate? {
        var end = end(of: Bytes.isName)
        let first = source.text(in: position..<end).lowercased()
        guard metrics[first] == nil else { return nil }
        if first.hasPrefix("p"), end < source.bytes.count, source.bytes[end] == UInt8(ascii: ".") {
            let fraction = self.end(of: Bytes.isDigit, from: end + 1)
            if fraction > end + 1 { end = fraction }
        }
        let word = source.text(in: position..<end).lowercased()
        let goesOn = end < source.bytes.count && Bytes.isName(source.bytes[end])
        guard !goesOn, let aggregate = MetricReference.Aggregate(word) else { return nil }
        position = end
        return aggregate
    }

    private mutating func metricName(_ aggregate: Span?) throws(Mismatch) -> Vocabulary.Metric {
        let end = end(of: Bytes.isName)
        let span = source.span(position..<end)
        let word = Word(text: span.text.lowercased(), span: span)
        guard !word.text.isEmpty else { throw missing(.slot(.metric)) }
        guard let metric = metrics[word.text] else {
            // Behind an aggregate only metrics of a run may stand, elsewhere aggregates may too.
            let words =
                aggregate == nil
                ? vocabulary.words(for: .metric) + MetricReference.Aggregate.words
                : vocabulary.metrics.filter(\.isPerRun).map(\.name)
            if word.text.isPercentile {
                throw fail(
                    .error(
                        "a percentile is p0 to p100, not \(quoted(span.text))",
                        at: span,
                        label: "e.g. p95"
                    )
                )
            }
            let meant = aggregate == nil ? separated(word.text) : nil
            throw fail(UnknownWord(noun: "metric", word: word, known: words, meant: meant))
        }
        if let aggregate, !metric.isPerRun {
            let prefix = aggregate.text.split(separator: " ").first ?? ""
            throw fail(
                .error(
                    "\(quoted(metric.name)) is one number for a whole suite",
                    at: aggregate,
                    label: "leave out \(quoted(prefix))"
                )
            )
        }
        position = end
        return metric
    }
}

extension Reader {
    /// `p95 ttft` for `p95_ttft` and `p95ttft`; nil for what is no such slip.
    private func separated(_ word: String) -> String? {
        for index in word.indices.dropFirst() {
            let rest = word[index...].drop { $0 == "_" }
            let aggregate = String(word[..<index])
            if metrics[String(rest)]?.isPerRun == true,
                MetricReference.Aggregate(aggregate) != nil
            {
                return "\(aggregate) \(rest)"
            }
        }
        return nil
    }
}

extension String {
    /// Whether it is `p` and digits.
    var isPercentile: Bool {
        hasPrefix("p") && utf8.count > 1 && utf8.dropFirst().allSatisfy(Bytes.isDigit)
    }
}
