internal import BenchLanguage
internal import Terminal

extension Command {
    static let set = Command(
        forms: ["set SETTING [[=] (from STRING | VALUE)]"],
        synonyms: ["config", "option"],
        summary: "change a setting, or show it",
        details: "'set prompt from \"file.txt\"' reads a file. 'show settings' lists all.",
        examples: [
            "set temperature 0.2", "set max_tokens 64", "set timeout 30s",
            #"set prompt "Say hello in three languages.""#, "set temperature",
        ],
        check: { call, check throws(Diagnostic) in
            guard let setting = call.setting else { return }
            if let file = call.text(after: "from") {
                try check.assign(setting, fileAt: file)
            } else if let value = call.value() {
                try check.assign(setting, value)
            }
        },
        replay: .written { call, session in
            guard let setting = call.setting, !setting.isOfTheView,
                call.value() != nil || call.has("from")
            else { return nil }
            return "set \(setting.name) \(ScriptText.literal(session.settings[setting.name]))"
        },
        action: { call, session in
            guard let setting = call.setting else { return }
            if let file = call.text(after: "from") {
                let path = try file.resolve(using: session.scope)
                let text = try session.surroundings.text(ofFile: path, at: file.span)
                try session.change(setting, to: .text(text), at: file.span)
            } else if let value = call.value() {
                let scalar = try value.resolve(using: session.scope)
                try session.change(setting, to: scalar, at: value.span)
            } else {
                let limit = session.settings.limit(of: setting)
                try session.output.line(
                    "\(setting.name) = \(session.settings[setting.name].text)   "
                        + "(\(setting.rangeText(limit: limit)); "
                        + "default \(session.settings.defaultValue(of: setting).text)): "
                        + setting.summary
                )
            }
        }
    )

    static let setMock = Command(
        forms: ["set mock (\(MockOverrides.names.joined(separator: "|"))) [=] VALUE"],
        summary: "change how the built-in mock provider answers",
        details: "'reset mock' undoes all.",
        examples: ["set mock ttft 20ms", "set mock tokens 16", "set mock error_rate 0.1"],
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
            let start = "set mock \(call.mockName ?? "") "
            return session.mockOverrides.statements.first { $0.hasPrefix(start) }
        },
        action: { call, session in
            guard let name = call.mockName, let value = call.value() else { return }
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

    static let reset = Command(
        forms: ["reset (all | mock | SETTING)"],
        synonyms: ["unset"],
        summary: "give a setting, all of them or the mock their defaults back",
        examples: ["reset temperature", "reset all", "reset mock"],
        check: { call, check throws(Diagnostic) in
            if !call.has("mock") { check.reset(call.setting) }
        },
        replay: .written { call, session in
            // What the environment makes the default is not so elsewhere.
            let own = Setting.all.reversed().filter { setting in
                let isReset = call.has("all") || setting.name == call.setting?.name
                return isReset
                    && session.settings.defaultValue(of: setting) != setting.defaultValue
            }
            let lines = own.map {
                "set \($0.name) \(ScriptText.literal(session.settings.defaultValue(of: $0)))"
            }
            return ([call.span.text] + lines).joined(separator: "\n")
        },
        action: { call, session in
            if call.has("all") {
                session.settings.resetAll()
                session.output.redirect(to: nil)
            } else if call.has("mock") {
                session.overrideMock { $0 = MockOverrides() }
            } else if let setting = call.setting {
                session.settings.reset(setting)
                if setting.name == "output" { session.output.redirect(to: nil) }
            }
        }
    )
}

extension Call {
    /// The setting that it names; the parser has seen to it that there is one.
    fileprivate var setting: Setting? {
        word(.setting).flatMap { Setting.named($0.text) }
    }

    /// What of the mock it changes.
    fileprivate var mockName: String? { MockOverrides.names.first { has($0) } }
}

extension Session {
    fileprivate func change(
        _ setting: Setting,
        to value: Scalar,
        at span: Span
    ) throws(Diagnostic) {
        if setting.name == "output" { try redirect(to: value.text, at: span) }
        do throws(SettingProblem) {
            try settings.set(setting, to: value)
        } catch {
            throw .error(error.text, at: span, label: error.advice)
        }
    }

    /// Sends results to a file, which begins empty, or back to the screen.
    private func redirect(to path: String, at span: Span) throws(Diagnostic) {
        guard path != Setting.named("output")?.defaultValue.text else {
            return output.redirect(to: nil)
        }
        do throws(WriteFailure) {
            let file = IncludePath.resolve(path, from: span.source.name)
            output.redirect(to: try TextOutput(path: file, isEmptied: true))
        } catch {
            throw .error("cannot write '\(path)'", at: span, label: error.reason)
        }
    }
}
