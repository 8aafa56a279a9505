internal import Measurement

extension Suite {
    /// What people call it: `suite 12`, `suite 12 @baseline`.
    var called: String {
        "suite" + (number.map { " \($0)" } ?? "") + (name.map { " @\($0)" } ?? "")
    }
}
