/// User text in single quotes, short, on one line and without control characters.
package func quoted(_ text: some StringProtocol) -> String {
    let limit = 48
    var result = "'"
    for (index, scalar) in text.unicodeScalars.enumerated() {
        guard index < limit else {
            result += "…"
            break
        }
        result.unicodeScalars.append(scalar.isControl ? "\u{FFFD}" : scalar)
    }
    return result + "'"
}

/// Joins words as prose does: `a, b or c`.
package func listed(_ words: [String], joinedBy conjunction: String) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(conjunction) \(last)"
}

extension Unicode.Scalar {
    /// Whether printing the scalar could move the cursor or change the terminal's state.
    var isControl: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        // Bidirectional overrides would let a line look like another line.
        case .format: (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
        default: false
        }
    }
}
