internal import BenchLanguage
internal import LLMClient
internal import Measurement

/// The targets of a suite that a script makes, as far as they are known before it runs.
struct ExpectedTargets {
    /// Nil where only the run will tell.
    let all: [Target]?
    /// Whether they are more than one, whatever they are.
    let areSeveral: Bool

    static let unknown = ExpectedTargets(all: nil, areSeveral: false)

    init(_ targets: [Target?]) {
        let known = targets.compactMap(\.self)
        self.init(
            all: known.count == targets.count ? known : nil,
            areSeveral: targets.count > 1
        )
    }

    private init(all: [Target]?, areSeveral: Bool) {
        self.all = all
        self.areSeveral = areSeveral
    }

    /// Two targets or more of which nothing else is known.
    static let several = ExpectedTargets(all: nil, areSeveral: true)

    /// Throws where a metric has no value in such a suite whatever comes of it.
    ///
    /// - Parameters:
    ///   - target: what stands behind `for`, where that is known.
    ///   - mayLack: whether a missing target is no fault.
    func check(
        _ metric: MetricReference,
        for target: TargetReference?,
        mayLack: Bool
    ) throws(Diagnostic) {
        var isOneOfSeveral = areSeveral && metric.target == nil
        if let target, let operand = metric.target, let all {
            let meant = all.filter(target.covers)
            guard !meant.isEmpty else {
                if mayLack { return }
                let suite = metric.suite.map { "suite \($0.span.text)" } ?? "the last suite"
                throw Language.noRun(of: operand, in: suite, thatRanOn: all)
            }
            isOneOfSeveral = meant.count > 1
        }
        guard isOneOfSeveral, SuiteMetric.named(metric.metric) == nil else { return }
        throw Language.severalTargets(all ?? [], at: metric)
    }
}

/// The suites that a script makes in front of a place.
struct MadeSuites {
    private(set) var names: Set<String> = []
    /// Whether there is one.
    private(set) var isAny = false
    private var last = ExpectedTargets.unknown
    private var named: [String: ExpectedTargets] = [:]

    /// Adds a suite, which is the last one then.
    mutating func add(_ name: String?, _ targets: ExpectedTargets) {
        isAny = true
        last = targets
        if let name { self.name(name, targets) }
    }

    /// Adds suites of which nothing is known.
    mutating func addOthers() {
        isAny = true
        forgetTargets()
    }

    /// Gives a name to a suite.
    mutating func name(_ name: String, _ targets: ExpectedTargets) {
        names.insert(name)
        named[name] = targets
    }

    /// Forgets what is only certain where every statement was carried out once.
    mutating func forgetTargets() {
        last = .unknown
        named = [:]
    }

    /// What the suite ran on that a reference means.
    func targets(of reference: SuiteReference?) -> ExpectedTargets {
        switch reference {
        case .last: last
        case .name(let name): named[name] ?? .unknown
        case .number, nil: .unknown
        }
    }
}
