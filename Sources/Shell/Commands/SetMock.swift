internal import BenchLanguage

extension Command {
    static let setMock = Command(
        forms: ["set mock [(\(MockOverrides.names.joined(separator: "|"))) [=] VALUE]"],
        summary: "change how the built-in mock provider answers",
        details: "'set mock' alone shows what is changed, 'reset mock' undoes all.",
        examples: [
            "set mock ttft 20ms", "set mock tokens 16", "set mock error_rate 0.1", "set mock",
        ],
        check: { call, check throws(Diagnostic) in
            guard let name = call.mockName, let value = call.value(),
                let known = try check.known(value)
            else { return }
            var overrides = MockOverrides()
            do throws(SettingProblem) {
                try overrides.set(name, to: known)
            } catch {
                throw .error(error.text, at: value.span, label: error.advice)
            }
        },
        replay: .written { call, session in
            guard let name = call.mockName else { return nil }
            let start = "set mock \(name) "
            return session.mockOverrides.statements.first { $0.hasPrefix(start) }
        },
        action: { call, session in
            guard let name = call.mockName, let value = call.value() else {
                let changes = session.mockOverrides.statements
                let lines = changes.isEmpty ? ["the mock's models answer as they are"] : changes
                return try session.output.line(lines.joined(separator: "\n"))
            }
            let scalar = try value.resolve(using: session.scope)
            var problem: SettingProblem?
            session.overrideMock { overrides in
                do throws(SettingProblem) {
                    try overrides.set(name, to: scalar)
                } catch {
                    problem = error
                }
            }
            if let problem {
                throw Diagnostic.error(problem.text, at: value.span, label: problem.advice)
            }
        }
    )
}

extension Call {
    /// What of the mock it changes.
    fileprivate var mockName: String? { MockOverrides.names.first { has($0) } }
}
