/// A number of things, in words.
package enum Count {
    /// The number and its noun: `1 run`, `5 runs`; the plural takes an `s` unless it is given.
    package static func text(_ count: Int, _ noun: String, plural: String? = nil) -> String {
        "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
    }
}
