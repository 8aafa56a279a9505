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
    private var keyless: Set<String> = []
    /// Variables that the script reads, or takes from outside with `by default`.
    private(set) var readVariables: Set<String> = []
    /// Files that statements before this one write; nil where that may be any.
    private var writtenFiles: Set<String>? = []

    /// So many errors are kept, and so many warnings beside them.
    static let mostProblems = 10

    /// Suites come in of which nothing is known beforehand.
    mutating func takesInSuites() {
        storedSuites = nil
        made.addOthers()
    }

    /// Remembers the suite, with the name that it will have.
    mutating func noteSuite(_ call: Call, _ targets: ExpectedTargets) {
        made.add(call.word(.name, after: "as")?.text, targets)
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

// Where requests go.
extension Check {
    /// Where a `run` sends to must be known and have its key.
    mutating func checkDestination(of call: Call) throws(Diagnostic) {
        if let operand = call.target(after: "on") { return try checkKey(of: operand) }
        switch target {
        case .unknown: break
        case .none: throw Language.noTarget(at: call.verb.span)
        case .target(let id, _): try checkKey(ofProvider: id, at: call.verb.span)
        }
    }

    /// What a written target will be, with the default model filled in; nil where only the run
    /// will tell.
    func expected(_ operand: Operand<TargetReference>) -> Target? {
        (try? known(operand)).flatMap { expected($0.provider, $0.model) }
    }

    /// What a `run` will send to.
    func expectedDestination(of call: Call) -> ExpectedTargets {
        if let operand = call.target(after: "on") { return ExpectedTargets([expected(operand)]) }
        guard case .target(let id, let model) = target else { return .unknown }
        return ExpectedTargets([expected(id, model)])
    }

    private func expected(_ id: String, _ model: String?) -> Target? {
        (model ?? registry.provider(id)?.defaultModel).map { Target(provider: id, model: $0) }
    }

    /// A metric needs a target behind `for` where its suite has several, and one that it ran on.
    private func check(
        targetsOf metric: MetricReference,
        mayLack: Bool
    ) throws(Diagnostic) {
        var suite: SuiteReference? = .last
        if let operand = metric.suite { suite = try known(operand) }
        let target = try metric.target.flatMap { (operand) throws(Diagnostic) in
            try known(operand)
        }
        try made.targets(of: suite).check(metric, for: target, mayLack: mayLack)
    }

    /// What the word `providers` means, as far as it is known here.
    var providersWithKey: [Provider] {
        registry.providers.filter { provider in
            provider.defaultModel != nil
                && provider.keyVariables.contains { surroundings.environment[$0] != nil }
        }
    }

    /// There must be so many providers with a key.
    ///
    /// The machine that checks a script need not be the one that runs it, so there it only warns.
    mutating func checkProviders(_ count: Int, _ problem: Diagnostic) throws(Diagnostic) {
        guard providersWithKey.count < count else { return }
        guard isDry else { throw problem }
        var warning = problem
        warning.severity = .warning
        report(warning)
    }

    /// The provider of a target must have its key.
    mutating func checkKey(of target: Operand<TargetReference>) throws(Diagnostic) {
        guard let written = try known(target) else { return }
        try checkKey(ofProvider: written.provider, at: target.span)
    }

    private mutating func checkKey(
        ofProvider id: String,
        at span: Span
    ) throws(Diagnostic) {
        guard let provider = registry.provider(id), provider.needsKey else { return }
        let isSet = provider.keyVariables.contains { surroundings.environment[$0] != nil }
        guard !isSet || !keyUses.allow(provider), keyless.insert(id).inserted else { return }
        var problem =
            isSet
            ? Language.unsaidKey(of: provider, at: span)
            : Language.missingKey(of: provider, at: span)
        // The machine that checks a script need not be the one that runs it.
        guard isDry else { throw problem }
        problem.severity = .warning
        report(problem)
    }

    /// A model that the registry does not list may exist all the same, so this only warns.
    private mutating func checkModel(_ model: String, of id: String, at span: Span?) {
        guard let provider = registry.provider(id), !provider.models.isEmpty,
            !provider.models.contains(where: { $0.id == model })
        else { return }
        let near = suggestions(for: model, among: provider.models.map(\.id))
        guard !near.isEmpty else { return }
        report(
            Diagnostic(.warning, "\(id) lists no model '\(model)'", at: span)
                .proposing(near.map { "\(id)/\($0)" })
        )
    }
}

// Files that the script itself writes.
extension Check {
    /// Remembers that a statement writes a file.
    mutating func noteWritten(_ file: TextTemplate) {
        note(
            written: variables.know(file.variables) ? try? file.resolve(using: variables) : nil,
            file.span
        )
    }

    /// Remembers that a statement writes a file; nil for one that is not known.
    mutating func note(written path: String?, _ span: Span) {
        guard let path else { return writtenFiles = nil }
        writtenFiles?.insert(IncludePath.resolve(path, from: span.source.name))
    }

    /// A file must be there, or be written by then.
    func checkFile(_ file: TextTemplate) throws(Diagnostic) {
        guard let writtenFiles, variables.know(file.variables) else { return }
        let path = IncludePath.resolve(
            try file.resolve(using: variables),
            from: file.span.source.name
        )
        guard !writtenFiles.contains(path), !surroundings.fileExists(path) else { return }
        throw .error("cannot read '\(path)'", at: file.span, label: FileProblem.missing)
    }
}
