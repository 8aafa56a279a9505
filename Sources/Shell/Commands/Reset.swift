internal import BenchLanguage

extension Command {
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
