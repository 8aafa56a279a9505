internal import BenchLanguage
internal import Terminal
internal import Text

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
                if setting.name == "output" {
                    check.note(written: try check.known(value)?.text, value.span)
                }
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
                    "\(setting.name) = \(session.settings[setting.name].text.onOneLine)   "
                        + "(\(setting.rangeText(limit: limit)); "
                        + "default \(session.settings.defaultValue(of: setting).text.onOneLine)): "
                        + setting.summary
                )
            }
        }
    )
}

extension Call {
    /// The setting that it names; the parser has seen to it that there is one.
    var setting: Setting? {
        word(.setting).flatMap { Setting.named($0.text) }
    }
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
