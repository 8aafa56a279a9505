internal import BenchLanguage

extension Session {
    /// The settings with those that the statement says behind `with`.
    func settings(of call: Call) throws(Diagnostic) -> Settings {
        var settings = settings
        for (word, value) in call.assignments(after: "with") {
            guard let setting = Setting.named(word.text) else { continue }
            let scalar = try value.resolve(using: scope)
            do throws(SettingProblem) {
                try settings.set(setting, to: scalar)
            } catch {
                throw .error(error.text, at: value.span, label: error.advice)
            }
        }
        return settings
    }
}
