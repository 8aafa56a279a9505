/// A length of time in the text: `800ms`, `0.8s`, `7d`.
package struct Nanoseconds: ScalarReadable {
    /// Never negative when it was read from a text.
    package let count: Int64

    /// Makes a length of time.
    package init(_ count: Int64) { self.count = count }

    /// Reads a scalar; nil when it is something else.
    package init?(_ scalar: Scalar) {
        switch scalar {
        case .duration(let nanoseconds): count = nanoseconds
        case .text(let text):
            guard case .duration(let nanoseconds) = Scalar(word: text) else { return nil }
            count = nanoseconds
        case .number, .percent: return nil
        }
        guard count >= 0 else { return nil }
    }

    /// What the type is called in an error.
    package static var noun: String { "a duration like 800ms, 2m or 7d" }
}
