internal import BenchLanguage
internal import LLMClient
internal import Measurement

/// What is known about a script before it runs, statement by statement.
///
/// It finds unknown targets, variables and suites, missing keys and files, and values out of range,
/// before the first request is sent and paid for.
struct Check: Sendable {
    /// What `run` sends to.
    enum Choice: Equatable {
        case none, unknown
        /// Without a model it is the provider's default one.
        case target(provider: String, model: String?)
    }

    /// Settings as they will be where their values are known.
    var settings: Settings
    var registry: Registry
    var variables: KnownVariables
    var target: Choice
    /// Suites that statements before this one make.
    var made = MadeSuites()
    /// Nil where the command itself says at once that there is no such suite.
    private(set) var storedSuites: StoredSuites?
    let surroundings: Surroundings
    /// What added providers may have as their keys by then.
    var keyUses: KeyUses
    /// Whether the script is not to be run, now and here at least.
    let isDry: Bool
    private(set) var diagnostics: [Diagnostic] = []
    /// Whether this place is inside a loop, whose turns may change settings.
    var isInLoop = false
    /// Settings whose value is only known when the script runs.
    private(set) var unknownSettings: Set<String> = []
    /// Providers whose missing key was told.
    var keyless: Set<String> = []
    /// Variables that the script reads, or takes from outside with `by default`.
    private(set) var readVariables: Set<String> = []
    /// Files that statements before this one write; nil where that may be any.
    var writtenFiles: Set<String>? = []

    /// So many errors are kept, and so many warnings beside them.
    static let mostProblems = 10

    /// Suites come in of which nothing is known beforehand.
    mutating func takesInSuites() {
        storedSuites = nil
        made.addOthers()
    }

    /// Remembers the suite, with the name that it will have.
    mutating func noteSuite(_ call: Call, _ targets: ExpectedTargets) throws(Diagnostic) {
        try checkName(of: call)
        made.add(call.word(.name, after: "as")?.text, targets)
    }

    /// No suite is called `last`: that word means the newest one.
    func checkName(of call: Call) throws(Diagnostic) {
        guard let name = call.word(.name, after: "as"), name.text.lowercased() == "last" else {
            return
        }
        throw .error("'last' means the newest suite", at: name.span, label: "take another name")
    }

    mutating func unknown(_ setting: String) { unknownSettings.insert(setting) }

    /// Settings whose values are known from here on, unless a turn of a loop may change them.
    mutating func settle(_ names: [String]) {
        if isInLoop {
            unknownSettings.formUnion(names)
        } else {
            unknownSettings.subtract(names)
        }
    }

    @MainActor
    init(_ session: Session, storedSuites: StoredSuites?) {
        settings = session.settings
        registry = session.registry
        variables = KnownVariables(
            session.variables,
            environment: session.surroundings.environment,
            keys: session.keyVariables
        )
        target = session.target.map { .target(provider: $0.provider, model: $0.model) } ?? .none
        if let last = session.last?.suite { made.add(last.name, .unknown) }
        self.storedSuites = storedSuites
        surroundings = session.surroundings
        keyUses = session.keyUses
        isDry = session.checksOnly
    }

    /// Keeps a problem; one place is told once, though a loop may come by often.
    mutating func report(_ diagnostic: Diagnostic) {
        let ofItsKind = diagnostics.filter { $0.severity == diagnostic.severity }
        let isTold = ofItsKind.contains {
            $0.span == diagnostic.span && ($0.span != nil || $0.message == diagnostic.message)
        }
        if !isTold, ofItsKind.count < Self.mostProblems { diagnostics.append(diagnostic) }
    }

    /// Whether there may be more problems than those that are kept.
    static func isFull(_ diagnostics: [Diagnostic]) -> Bool {
        let errors = diagnostics.count { $0.severity == .error }
        return max(errors, diagnostics.count - errors) >= mostProblems
    }

    /// Every variable must be defined by then, and none may hold a key.
    mutating func check(_ used: [Variable]) {
        for variable in used {
            noteRead(variable.name)
            do throws(Diagnostic) { try variables.check(variable) } catch { report(error) }
        }
    }

    mutating func noteRead(_ variable: String) { readVariables.insert(variable) }

    /// Warns of variables from outside that nothing reads, and so may be misspelt.
    mutating func checkRead(_ given: [String]) {
        for name in given where !readVariables.contains(name) {
            let others = readVariables.subtracting(given).sorted()
            report(
                Diagnostic(.warning, "-v \(name): no script reads $\(name)", at: nil)
                    .proposing(suggestions(for: name, among: others))
            )
        }
    }

    mutating func check(_ target: Operand<TargetReference>) throws(Diagnostic) {
        guard let written = try known(target), registry.provider(written.provider) == nil else {
            return
        }
        throw Language.unknownProvider(
            written.provider,
            among: registry.providers,
            at: target.span
        )
    }

    /// A suite that is named must be there by then; without a name it is the last one.
    func check(
        _ suite: Operand<SuiteReference>?,
        at span: Span
    ) throws(Diagnostic) {
        guard
            let reference = try suite.map({ (operand) throws(Diagnostic) in try known(operand) })
                ?? .last
        else { return }
        let problem = storedSuites?.problem(
            with: reference,
            at: suite?.span ?? span,
            made: made
        )
        if let problem { throw problem }
    }

    /// Targets, suites and variables wherever they stand in a call.
    mutating func checkNames(in call: Call) {
        let before = diagnostics.count
        check(call.variables)
        guard diagnostics.count == before else { return }
        do throws(Diagnostic) {
            for argument in call.arguments where variables.know(argument.variables) {
                try argument.check(using: variables)
            }
            for target in call.targets() {
                try check(target)
                if let written = try known(target), let model = written.model {
                    checkModel(model, of: written.provider, at: target.span)
                }
            }
            for suite in call.suites() { try check(suite, at: suite.span) }
            try call.condition?.check(knowing: variables.dimension)
            // `if known` is for a suite that may not be there.
            let mayLack = call.has("known")
            if case .output(_, _, _, let span)? = call.condition, !mayLack {
                try check(nil, at: span)
            }
            let metrics = (call.condition?.metrics ?? []) + (call.expression?.metrics ?? [])
            for metric in metrics {
                if let target = metric.target { try check(target) }
                if !mayLack { try check(metric.suite, at: metric.span) }
                try check(targetsOf: metric, mayLack: mayLack)
            }
        } catch {
            report(error)
        }
    }
}

// What is known of operands.
extension Check {
    /// What an operand means; nil where only the run will tell.
    func known<Content>(_ operand: Operand<Content>) throws(Diagnostic) -> Content? {
        variables.know(operand.variables) ? try operand.resolve(using: variables) : nil
    }

    /// What a value is; nil where only the run will tell.
    func known(_ value: Value) throws(Diagnostic) -> Scalar? {
        variables.know(value.variables) ? try value.resolve(using: variables) : nil
    }

    /// What an expression comes to; nil where only the run will tell.
    func known(_ expression: Expression) throws(Diagnostic) -> Scalar? {
        _ = try expression.dimension(knowing: variables.dimension)
        guard expression.metrics.isEmpty, variables.know(expression.variables) else { return nil }
        return try expression.evaluate(using: variables) { _ in nil }?.scalar
    }
}
