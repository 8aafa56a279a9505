package import BenchLanguage

/// The variables of a `.env` file.
///
/// Understands `NAME=value`, `export NAME=value`, single and double quotes, `#` comments and CRLF;
/// a malformed line is a warning with its place, and the other lines still count.
package struct DotEnv: Sendable {
    package private(set) var values: [String: String] = [:]
    package private(set) var diagnostics: [Diagnostic] = []

    /// Reads a file's bytes.
    package init(_ source: Source) {
        let lines = source.bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let text = String(decoding: line.last == 0x0d ? line.dropLast() : line, as: UTF8.self)
            read(Substring(text).trimmingSpaces(), Place(file: source.name, line: index + 1))
        }
    }

    private mutating func read(_ line: Substring, _ place: Place) {
        guard !line.isEmpty, line.first != "#" else { return }
        let rest = line.withoutExport
        guard let equals = rest.firstIndex(of: "=") else {
            warn("a line without '='", place, "write NAME=value, or begin it with #")
            return
        }
        let name = String(rest[..<equals].trimmingSpaces())
        guard Self.isName(name) else {
            warn("this is not a variable's name", place, "letters, digits and _ only")
            return
        }
        switch Self.value(rest[rest.index(after: equals)...].trimmingSpaces()) {
        case .success(let value): values[name] = value
        case .failure(let problem):
            warn("\(name): \(problem.text)", place, shown: name + "=…", problem.advice)
        }
    }

    private struct Place {
        let file: String
        let line: Int
    }

    /// Tells what is wrong with a line; its text may hold a key, so only `shown` of it is.
    private mutating func warn(
        _ message: String,
        _ place: Place,
        shown: String = "…",
        _ label: String
    ) {
        let above = String(repeating: "\n", count: place.line - 1)
        let source = Source(name: place.file, text: above + shown)
        let span = source.span(above.utf8.count..<source.bytes.count)
        diagnostics.append(Diagnostic(.warning, message, at: span, label: label))
    }

    private static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(0x30...0x39 ~= first) else { return false }
        return name.utf8.allSatisfy {
            0x30...0x39 ~= $0 || 0x41...0x5a ~= $0 || 0x61...0x7a ~= $0 || $0 == 0x5f
        }
    }

    private struct Problem: Error {
        let text: String
        let advice: String
    }

    /// The value of what stands behind `=`: quoted, or plain up to a comment.
    private static func value(_ text: Substring) -> Result<String, Problem> {
        guard let quote = text.first, quote == "\"" || quote == "'" else {
            return .success(String(withoutComment(text).trimmingSpaces()))
        }
        var value = ""
        var index = text.index(after: text.startIndex)
        while index < text.endIndex {
            let character = text[index]
            index = text.index(after: index)
            if character == quote {
                let rest = text[index...].trimmingSpaces()
                if rest.isEmpty || rest.first == "#" { return .success(value) }
                return .failure(Problem(text: "text after the closing quote", advice: "remove it"))
            }
            if character == "\\", quote == "\"", index < text.endIndex {
                value += unescaped(text[index])
                index = text.index(after: index)
            } else {
                value.append(character)
            }
        }
        return .failure(Problem(text: "the quote is not closed", advice: "add \(quote) at its end"))
    }

    /// A comment begins with `#` behind a blank; a `#` inside a word belongs to it.
    private static func withoutComment(_ text: Substring) -> Substring {
        if text.first == "#" { return "" }
        for index in text.indices where text[index] == "#" {
            let before = text[text.index(before: index)]
            if before == " " || before == "\t" { return text[..<index] }
        }
        return text
    }

    private static func unescaped(_ character: Character) -> String {
        switch character {
        case "n": "\n"
        case "r": "\r"
        case "t": "\t"
        case "\"", "\\", "$": String(character)
        default: "\\\(character)"
        }
    }
}

extension Substring {
    /// Without blanks and tabs at both ends.
    func trimmingSpaces() -> Substring {
        var text = drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }

    /// Without the word `export` in front, which shells need.
    fileprivate var withoutExport: Substring {
        guard hasPrefix("export"), let next = dropFirst(6).first, next == " " || next == "\t" else {
            return self
        }
        return dropFirst(6).trimmingSpaces()
    }
}
