internal import BenchLanguage
internal import History
internal import Measurement
internal import Rendering
internal import Statistics
internal import Text

extension Session {
    /// A suite and its figures, from this session's memory or the history.
    func suite(
        _ operand: Operand<SuiteReference>?
    ) throws(Diagnostic) -> (suite: Suite, summary: SuiteSummary) {
        let reference = try operand?.resolve(using: scope) ?? .last
        if let last, last.suite.isMeant(by: reference) { return last }
        let suite = try stored(reference, at: operand?.span)
        return (suite, SuiteSummary(runs: try runs(of: suite)))
    }

    /// A suite of the history, without its runs.
    func stored(
        _ reference: SuiteReference,
        at span: Span?
    ) throws(Diagnostic) -> Suite {
        let history = try history()
        do throws(HistoryError) {
            return try history.suite(reference.inHistory(last: last?.suite.number))
        } catch {
            throw .error(error.description, at: span, help: "'show history' lists the suites")
        }
    }

    /// What the instrument is known to add at such a load; nil where nothing was calibrated.
    func calibration(nearest concurrency: Int) throws(Diagnostic) -> Calibration? {
        let history = try history()
        do throws(HistoryError) {
            return try history.calibration(nearest: concurrency)
        } catch {
            throw .error(error.description, at: nil)
        }
    }

    func runs(of suite: Suite) throws(Diagnostic) -> [Run] {
        let history = try history()
        do throws(HistoryError) {
            return try history.runs(of: suite)
        } catch {
            throw .error(error.description, at: nil)
        }
    }

    /// The run that a statement names by its number, the first where it names none.
    func run(
        _ call: Call,
        of suite: Suite,
        _ summary: SuiteSummary
    ) throws(Diagnostic) -> Run {
        let number = try call.integer()?.resolve(using: scope) ?? 1
        if let run = summary.runs.first(where: { $0.number == number }) { return run }
        throw .error(
            "\(suite.called) has no run \(number)",
            at: call.integer()?.span,
            label: "it has \(Count.text(summary.runs.count, "run"))"
        )
    }

    /// The suite that a metric of an expression is about, and its runs of the target named there.
    func part(
        of reference: MetricReference
    ) throws(Diagnostic) -> (suite: Suite, summary: SuiteSummary) {
        let (suite, summary) = try suite(reference.suite)
        guard let operand = reference.target else { return (suite, summary) }
        let target = try operand.resolve(using: scope)
        let runs = summary.runs.filter { target.covers($0.target) }
        guard !runs.isEmpty else {
            throw Language.noRun(of: operand, in: suite.called, thatRanOn: suite.targets)
        }
        return (suite, SuiteSummary(runs: runs))
    }

    /// Whether there is such a suite.
    func knows(_ suite: SuiteReference, at span: Span) throws(Diagnostic) -> Bool {
        if last?.suite.isMeant(by: suite) == true { return true }
        let history = try history()
        do throws(HistoryError) {
            _ = try history.suite(suite.inHistory(last: last?.suite.number))
            return true
        } catch {
            if case .noSuchSuite = error { return false }
            throw .error(error.description, at: span)
        }
    }

    /// Whether there is what a metric of an expression is about: its suite, and the target in it.
    func knows(_ reference: MetricReference) throws(Diagnostic) -> Bool {
        let meant = try reference.suite?.resolve(using: scope) ?? .last
        guard try knows(meant, at: reference.span) else { return false }
        guard let target = try reference.target?.resolve(using: scope) else { return true }
        return try suite(reference.suite).summary.runs.contains { target.covers($0.target) }
    }

    /// The number that a metric of an expression stands for; nil where it is undefined.
    func figure(_ reference: MetricReference) throws(Diagnostic) -> Double? {
        let summary = try part(of: reference).summary
        if let metric = SuiteMetric.named(reference.metric) { return metric.value(summary) }
        let targets = Set(summary.runs.map(\.target))
        guard targets.count < 2 else {
            throw Language.severalTargets(Array(targets), at: reference)
        }
        guard let metric = Metric.named(reference.metric) else { return nil }
        let distribution = summary.distribution(of: metric)
        return switch reference.aggregate {
        case nil, .average: distribution.mean
        case .minimum: distribution.min
        case .maximum: distribution.max
        case .median: distribution.median
        case .total: summary.total(of: metric)
        case .percentile(let rank): distribution.percentile(rank / 100)
        }
    }
}

extension TargetReference {
    /// Whether a measured target is meant: the provider's, and the model's where one is written.
    func covers(_ target: Target) -> Bool {
        provider == target.provider && (model == nil || model == target.model)
    }
}

extension SuiteReference {
    /// The reference in the history's terms; `last` is this session's newest suite, if it has one.
    func inHistory(last: Int?) -> History.Reference {
        switch self {
        case .last: last.map { .number($0) } ?? .last
        case .number(let number): .number(number)
        case .name(let name): .name(name)
        }
    }
}

extension Suite {
    fileprivate func isMeant(by reference: SuiteReference) -> Bool {
        switch reference {
        case .last: true
        case .number(let number): number == self.number
        case .name(let name): name == self.name
        }
    }
}
