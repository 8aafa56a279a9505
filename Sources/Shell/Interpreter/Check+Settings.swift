internal import BenchLanguage

// Settings as they will be.
extension Check {
    /// Sets a setting as the statement will, as far as its value is known.
    mutating func assign(_ setting: Setting, _ value: Value) throws(Diagnostic) {
        try assign(setting, known(value), at: value.span)
    }

    /// Sets a setting to the text of a file as the statement will; the file must be there.
    mutating func assign(_ setting: Setting, fileAt path: TextTemplate) throws(Diagnostic) {
        guard variables.know(path.variables) else { return try assign(setting, nil, at: path.span) }
        let name = try path.resolve(using: variables)
        let text = try surroundings.text(ofFile: name, at: path.span)
        try assign(setting, .text(text), at: path.span)
    }

    private mutating func assign(
        _ setting: Setting,
        _ value: Scalar?,
        at span: Span
    ) throws(Diagnostic) {
        guard let value else {
            unknown(setting.name)
            return
        }
        if let guardName = setting.guardName, unknownSettings.contains(guardName) { return }
        do throws(SettingProblem) {
            try settings.set(setting, to: value)
        } catch {
            throw .error(error.text, at: span, label: error.advice)
        }
        settle([setting.name])
    }

    /// Resets a setting, or all of them, as the statement will.
    mutating func reset(_ setting: Setting?) {
        if let setting { settings.reset(setting) } else { settings.resetAll() }
        settle(setting.map { [$0.name] } ?? Setting.all.map(\.name))
    }

    /// The same with what the statement says behind `with`.
    func within(_ call: Call) throws(Diagnostic) -> Check {
        var check = self
        for (word, value) in call.assignments(after: "with") {
            guard let setting = Setting.named(word.text) else { continue }
            guard setting.isOfRequests else {
                throw .error(
                    "\(quoted(word.text)) says nothing of requests",
                    at: word.span,
                    label: "write it before: set \(word.text) …"
                )
            }
            try check.assign(setting, value)
        }
        return check
    }

    /// A number must not pass the guard of that name, where it is known.
    func checkGuard(
        _ name: String,
        _ number: Int,
        _ noun: String,
        at span: Span
    ) throws(Diagnostic) {
        guard !unknownSettings.contains(name) else { return }
        try Guard.check(name, number, noun, settings, at: span)
    }
}
