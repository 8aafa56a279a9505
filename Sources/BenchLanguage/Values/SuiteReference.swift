/// How a suite is named: the newest, by number, or by the name it was given.
package enum SuiteReference: ScalarReadable, Hashable {
    case last
    case number(Int)
    case name(String)

    /// Reads `last`, `12` or `@name`.
    package init?(_ text: String) {
        if text.lowercased() == "last" {
            self = .last
        } else if text.first == "@" {
            let name = text.dropFirst()
            guard Bytes.isName(Substring(name)) else { return nil }
            self = .name(String(name))
        } else {
            guard let number = Int(text), number > 0 else { return nil }
            self = .number(number)
        }
    }

    /// Reads a scalar; nil when it is something else.
    package init?(_ scalar: Scalar) {
        switch scalar {
        case .text, .number: self.init(scalar.text)
        case .duration, .percent: return nil
        }
    }

    /// What the type is called in an error.
    package static var noun: String { "a suite: last, a number or @name" }
}
