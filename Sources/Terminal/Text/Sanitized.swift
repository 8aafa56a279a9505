extension String {
    /// The text with everything that could steer a terminal made visible: ESC becomes '␛'.
    ///
    /// Covers the control characters, C1 included, and those that turn the direction of writing.
    /// With `keepingLayout`, newlines and tabs stay.
    package func sanitized(keepingLayout: Bool = false) -> String {
        let needed = unicodeScalars.contains { $0.isUnsafe(keepingLayout: keepingLayout) }
        guard needed else { return self }
        var safe = UnicodeScalarView()
        for scalar in unicodeScalars {
            if scalar.isUnsafe(keepingLayout: keepingLayout) {
                safe.append(contentsOf: scalar.visible.unicodeScalars)
            } else {
                safe.append(scalar)
            }
        }
        return String(safe)
    }
}

extension Unicode.Scalar {
    fileprivate func isUnsafe(keepingLayout: Bool) -> Bool {
        switch value {
        case 0x09, 0x0a: !keepingLayout
        case 0x00...0x1f, 0x7f...0x9f: true
        case 0x2028...0x202e, 0x2066...0x2069, 0x200e, 0x200f: true
        default: false
        }
    }

    fileprivate var visible: String {
        switch value {
        case 0x7f: "\u{2421}"
        case 0x00...0x1f: Unicode.Scalar(0x2400 + value).map { String($0) } ?? ""
        default: "\\u{" + String(value, radix: 16) + "}"
        }
    }
}
