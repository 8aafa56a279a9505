import Text

/// Pieces of HTML and SVG.
enum Markup {
    /// Text as the content of an element or the value of an attribute; control characters are
    /// written out.
    static func text(_ text: String) -> String {
        var safe = ""
        for scalar in text.onItsLines.unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "'": safe += "&#39;"
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }

    /// An element around markup that is safe already.
    static func element(
        _ name: String,
        _ attributes: KeyValuePairs<String, String> = [:],
        _ content: String? = ""
    ) -> String {
        let start = attributes.reduce("<\(name)") { $0 + " \($1.key)=\"\(text($1.value))\"" }
        return content.map { "\(start)>\($0)</\(name)>" } ?? "\(start)/>"
    }

    /// A length or a place in a drawing: two decimals tell more than a screen shows.
    static func number(_ value: Double) -> String {
        value == value.rounded() ? Digits.text(value, decimals: 0) : Digits.text(value, decimals: 2)
    }
}
