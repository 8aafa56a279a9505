/// Several things, in words.
package enum Enumeration {
    /// The items with commas and a last conjunction: `a, b or c`.
    package static func text(_ items: [String], _ conjunction: String) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " \(conjunction) \(last)"
    }
}
