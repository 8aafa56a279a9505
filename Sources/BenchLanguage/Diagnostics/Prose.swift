internal import Text

/// User text in single quotes, short, on one line and without what steers a terminal.
package func quoted(_ text: some StringProtocol) -> String {
    let limit = 48
    var result = "'"
    for (index, scalar) in text.unicodeScalars.enumerated() {
        guard index < limit else {
            result += "…"
            break
        }
        result.unicodeScalars.append(scalar.steersTerminal ? "\u{FFFD}" : scalar)
    }
    return result + "'"
}
