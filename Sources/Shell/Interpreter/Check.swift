internal import BenchLanguage
internal import LLMClient

/// What is known about a script before it runs, statement by statement.
///
/// It finds unknown targets, variables and suites, and values out of range, before the first
/// request is sent and paid for.
struct Check: Sendable {
    /// Settings as they will be where their values are written out.
    var settings: Settings
    var registry: Registry
    var variables: Set<String>
    /// Names given to suites by the script itself.
    var suiteNames: Set<String> = []
    /// Whether a suite of that name is in the history.
    let knowsSuite: @Sendable (String) -> Bool
    let environment: Environment
    private(set) var diagnostics: [Diagnostic] = []
    /// Whether this place is inside a loop, whose turns may change settings.
    var isInLoop = false
    /// Settings whose value is only known when the script runs.
    private(set) var unknownSettings: Set<String> = []

    static let mostErrors = 10

    init(
        settings: Settings,
        registry: Registry,
        variables: Set<String>,
        environment: Environment,
        knowsSuite: @escaping @Sendable (String) -> Bool
    ) {
        self.settings = settings
        self.registry = registry
        self.variables = variables
        self.environment = environment
        self.knowsSuite = knowsSuite
    }

    mutating func report(_ diagnostic: Diagnostic) {
        guard diagnostics.count < Self.mostErrors else { return }
        diagnostics.append(diagnostic)
    }

    /// Every variable must be defined by then, and none may hold a key.
    mutating func check(_ used: [Variable]) {
        let keys = Set(registry.providers.flatMap(\.keyVariables))
        for variable in used {
            if let name = variable.environmentName, keys.contains(name) {
                report(
                    .error(
                        "'\(name)' holds a key",
                        at: variable.span,
                        label: "a key has no place in a statement; providers read it themselves"
                    )
                )
                continue
            }
            do throws(Diagnostic) {
                if variable.environmentName == nil, variables.contains(variable.name) { continue }
                _ = try VariableScope(
                    variables: Dictionary(
                        uniqueKeysWithValues: variables.map { ($0, Scalar.text("")) }
                    ),
                    environment: environment
                ).require(variable)
            } catch {
                report(error)
            }
        }
    }

    mutating func check(_ target: Operand<BenchLanguage.Target>) {
        guard let written = target.literal, registry.provider(written.provider) == nil else {
            return
        }
        report(
            Language.unknownProvider(
                written.provider,
                among: registry.providers,
                at: target.span
            )
        )
    }

    mutating func check(_ suite: Operand<SuiteReference>) {
        guard case .name(let name)? = suite.literal, !suiteNames.contains(name),
            !knowsSuite(name)
        else { return }
        let near = suggestion(for: name, among: suiteNames)
        report(
            .error(
                "no suite is called @\(name)",
                at: suite.span,
                label: near.map { "did you mean '@\($0)'?" }
                    ?? "name one: run 5 as \(name)"
            )
        )
    }

    /// Targets, suites and variables wherever they stand in a call.
    mutating func checkNames(in call: Call) {
        check(call.variables)
        for target in call.targets() { check(target) }
        for suite in call.suites() { check(suite) }
        let metrics = (call.condition?.metrics ?? []) + (call.expression?.metrics ?? [])
        for metric in metrics {
            if let target = metric.target { check(target) }
            if let suite = metric.suite, !call.has("known") { check(suite) }
        }
    }
}

extension Check {
    /// Sets a setting as the statement will, as far as its value is written out.
    mutating func assign(_ setting: Setting, _ value: Value?) throws(Diagnostic) {
        guard let value, let literal = value.literal else {
            unknownSettings.insert(setting.name)
            return
        }
        if let guardName = setting.guardName, unknownSettings.contains(guardName) { return }
        do throws(SettingProblem) {
            try settings.set(setting, to: literal)
        } catch {
            throw .error(error.text, at: value.span, label: error.advice)
        }
        if isInLoop {
            unknownSettings.insert(setting.name)
        } else {
            unknownSettings.remove(setting.name)
        }
    }

    /// Resets a setting, or all of them, as the statement will.
    mutating func reset(_ setting: Setting?) {
        let names = setting.map { [$0.name] } ?? Setting.all.map(\.name)
        if let setting { settings.reset(setting) } else { settings.resetAll() }
        if isInLoop {
            unknownSettings.formUnion(names)
        } else {
            unknownSettings.subtract(names)
        }
    }

    /// The same with what the statement says behind `with`.
    func within(_ call: Call) throws(Diagnostic) -> Check {
        var check = self
        for (word, value) in call.assignments(after: "with") {
            if let setting = Setting.named(word.text) { try check.assign(setting, value) }
        }
        return check
    }

    /// A number must not pass the guard of that name, where it is known.
    func checkGuard(
        _ name: String,
        _ number: Int,
        _ noun: String,
        at span: BenchLanguage.Span
    ) throws(Diagnostic) {
        guard !unknownSettings.contains(name) else { return }
        try Guard.check(name, number, noun, settings, at: span)
    }

    /// A model that the registry does not list may exist all the same, so this only warns.
    mutating func checkModel(_ model: String, of id: String, at span: BenchLanguage.Span?) {
        guard let provider = registry.provider(id), !provider.models.isEmpty,
            !provider.models.contains(where: { $0.id == model }),
            let near = suggestion(for: model, among: provider.models.map(\.id))
        else { return }
        report(
            Diagnostic(
                .warning,
                "\(id) lists no model '\(model)'",
                at: span,
                label: "did you mean '\(near)'?"
            )
        )
    }
}
