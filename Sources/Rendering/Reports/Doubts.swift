package import Measurement
import Statistics
import Text

/// What makes the comparison of two sides doubtful: each a sentence without a full stop.
package enum Doubts {
    /// One of two suites, or one target of a suite.
    package struct Side: Sendable {
        /// What the sentences call it.
        package let name: String
        package let suite: Suite
        /// The runs it is judged by.
        package let summary: SuiteSummary

        package init(name: String, suite: Suite, summary: SuiteSummary) {
            self.name = name
            self.suite = suite
            self.summary = summary
        }
    }

    /// Answers whose median lengths differ by more than this say so in their latency.
    private static let tolerableLength = 0.1
    /// Shares of runs or tokens below this are noise.
    private static let tolerableShare = 0.05

    /// What a reader of the differences within several pairs should know, each thing once.
    package static func within(_ pairs: [(Side, Side)]) -> [String] {
        var doubts: [String] = []
        for doubt in pairs.flatMap({ between($0, $1) }) where !doubts.contains(doubt) {
            doubts.append(doubt)
        }
        return doubts
    }

    /// What a reader of the differences between two sides should know.
    package static func between(_ left: Side, _ right: Side) -> [String] {
        [
            settings(left.suite, right.suite), machines(left, right), builds(left, right),
            models(left, right), connections(left, right), cachedTokens(left, right),
            estimates(left, right), lengths(left, right), errors(left, right),
            limits(left, right),
        ].compactMap(\.self)
    }

    private static func settings(_ left: Suite, _ right: Suite) -> String? {
        let (a, b) = (left.request, right.request)
        let differing = [
            ("prompt", a.prompt != b.prompt), ("system message", a.system != b.system),
            ("max_tokens", a.maxTokens != b.maxTokens),
            ("temperature", a.temperature != b.temperature), ("thinking", a.thinking != b.thinking),
            ("connection", a.connection != b.connection), ("timeout", a.timeout != b.timeout),
            ("concurrency", left.concurrency != right.concurrency),
            ("mock settings", left.mock != nil && right.mock != nil && left.mock != right.mock),
        ].filter(\.1).map(\.0)
        return differing.isEmpty ? nil : "they differ in \(Enumeration.text(differing, "and"))"
    }

    private static func machines(_ left: Side, _ right: Side) -> String? {
        let (a, b) = (left.suite.origin, right.suite.origin)
        if let one = a.host, let other = b.host, one != other {
            return "they were measured on different machines"
        }
        let cores = [left, right].map { $0.suite.conditions?.cores.map(String.init) }
        let parts = [
            ("processor", a.processor, b.processor), ("cores", cores[0], cores[1]),
            ("operating system", a.system, b.system),
        ]
        let changed = parts.filter { $0.1 != nil && $0.2 != nil && $0.1 != $0.2 }.map(\.0)
        if !changed.isEmpty {
            return "the machine changed between them: \(Enumeration.text(changed, "and"))"
        }
        // Of a suite whose machine is not known at all that goes without saying.
        guard (a.host == nil) != (b.host == nil), a.system != nil, b.system != nil else {
            return nil
        }
        let unknown = a.host == nil ? left : right
        return
            "whether one machine measured both is not known: \(unknown.name) keeps no hash of its own"
    }

    private static func builds(_ left: Side, _ right: Side) -> String? {
        guard let one = left.suite.origin.version, let other = right.suite.origin.version,
            one != other
        else { return nil }
        return "they were measured by different versions of benchsh, \(one) and \(other)"
    }

    private static func models(_ left: Side, _ right: Side) -> String? {
        guard left.suite.targets == right.suite.targets, left.suite.id != right.suite.id else {
            return nil
        }
        let served = [left, right].map { Set($0.summary.successes.map(\.servedModel)) }
        guard served[0] != served[1] else { return nil }
        let names = served.map { set in
            let known = set.compactMap(\.self).sorted().map(\.onOneLine)
            return known.isEmpty ? "the model asked for" : Enumeration.text(known, "and")
        }
        return "\(left.name) was answered by \(names[0]), \(right.name) by \(names[1])"
    }

    private static func connections(_ left: Side, _ right: Side) -> String? {
        let (a, b) = (coldShare(left.summary), coldShare(right.summary))
        guard abs(a - b) > tolerableShare, left.suite.request.connection == .warm,
            right.suite.request.connection == .warm
        else { return nil }
        let (side, share) = a > b ? (left, a) : (right, b)
        return "\(side.name) had to open a connection for \(percent(share)) of its runs, though "
            + "they were to be warm: its server closes them"
    }

    private static func coldShare(_ summary: SuiteSummary) -> Double {
        share(of: summary.successes) { $0.phases.connection == .cold }
    }

    private static func cachedTokens(_ left: Side, _ right: Side) -> String? {
        let shares = [left, right].map { side -> Double in
            let runs = side.summary.successes
            let input = runs.reduce(0) { $0 + ($1.tokens.input ?? 0) }
            let cached = runs.reduce(0) { $0 + ($1.tokens.cached ?? 0) }
            return input > 0 ? Double(cached) / Double(input) : 0
        }
        guard abs(shares[0] - shares[1]) > tolerableShare else { return nil }
        return "of the input, \(percent(shares[0])) was cached for \(left.name) and "
            + "\(percent(shares[1])) for \(right.name), which shortens ttft"
    }

    private static func estimates(_ left: Side, _ right: Side) -> String? {
        let names = [left, right].filter(\.summary.isEstimated).map(\.name)
        guard !names.isEmpty else { return nil }
        return "the tokens of \(Enumeration.text(names, "and")) are estimated, and so is what "
            + "follows from them"
    }

    private static func lengths(_ left: Side, _ right: Side) -> String? {
        let counts = [left, right].map { side in
            Distribution(side.summary.successes.compactMap { $0.tokens.output.map(Double.init) })
        }
        guard let a = counts[0].median, let b = counts[1].median, a > 0, b > 0,
            abs(a - b) > tolerableLength * max(a, b)
        else { return nil }
        let texts = [a, b].map { Figure.text($0, unit: .tokens) }
        let (longer, most, least) =
            a > b ? (left, texts[0], texts[1]) : (right, texts[1], texts[0])
        return "the answers of \(longer.name) are longer, \(most) tokens against \(least) "
            + "(medians), which latency and cost show"
    }

    private static func errors(_ left: Side, _ right: Side) -> String? {
        let failing = [left, right].filter { side in
            let rate = SuiteMetric.named("error_rate")?.value(side.summary) ?? 0
            return rate > tolerableShare
        }
        guard !failing.isEmpty else { return nil }
        let parts = failing.map { "\($0.summary.errors) of \($0.summary.requests) of \($0.name)" }
        return "only successful runs are compared, and \(Enumeration.text(parts, "and")) failed"
    }

    private static func limits(_ left: Side, _ right: Side) -> String? {
        guard left.suite.id != right.suite.id else { return nil }
        let names = [left, right].filter { ClientLimit($0.suite, $0.summary) != nil }.map(\.name)
        guard !names.isEmpty else { return nil }
        return "benchsh itself limited \(Enumeration.text(names, "and"))"
    }

    private static func share(of runs: [Run], _ holds: (Run) -> Bool) -> Double {
        runs.isEmpty ? 0 : Double(runs.count(where: holds)) / Double(runs.count)
    }

    private static func percent(_ share: Double) -> String {
        Figure.text(share, unit: .fraction)
    }
}
