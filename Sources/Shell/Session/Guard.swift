internal import BenchLanguage

/// Limits that keep a slip of the keyboard from costing money; users move them.
enum Guard {
    static func check(
        _ name: String,
        _ number: Int,
        _ noun: String,
        _ settings: Settings,
        at span: Span
    ) throws(Diagnostic) {
        let limit = settings.integer(name)
        guard number > limit else { return }
        throw .error(
            "\(number) \(noun) is more than \(name), which is \(limit)",
            at: span,
            label: "to allow it: set \(name) \(number)"
        )
    }
}
