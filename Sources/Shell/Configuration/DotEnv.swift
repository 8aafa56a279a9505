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
        var offset = 0
        for line in source.bytes.split(separator: 0x0a, omittingEmptySubsequences: false) {
            read(line.last == 0x0d ? line.dropLast() : line, offset, source)
            offset += line.count + 1
        }
    }

    private mutating func read(_ line: ArraySlice<UInt8>, _ offset: Int, _ source: Source) {
        let text = String(decoding: line, as: UTF8.self)
        var rest = Substring(text).trimmingSpaces()
        guard !rest.isEmpty, rest.first != "#" else { return }
        if rest.hasPrefix("export "), let afterExport = rest.dropFirst(7).trimmed() {
            rest = afterExport
        }
        let span = source.span(offset..<(offset + line.count))
        guard let equals = rest.firstIndex(of: "=") else {
            warn("a line without '='", span, "write NAME=value, or begin it with #")
            return
        }
        let name = rest[..<equals].trimmingSpaces()
        guard Self.isName(name) else {
            warn("'\(name)' is not a variable's name", span, "letters, digits and _ only")
            return
        }
        switch Self.value(rest[rest.index(after: equals)...].trimmingSpaces()) {
        case .success(let value): values[String(name)] = value
        case .failure(let problem): warn("\(name): \(problem.text)", span, problem.advice)
        }
    }

    private mutating func warn(_ message: String, _ span: Span, _ label: String) {
        diagnostics.append(Diagnostic(.warning, message, at: span, label: label))
    }

    private static func isName(_ name: Substring) -> Bool {
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

    fileprivate func trimmed() -> Substring? {
        let text = trimmingSpaces()
        return text.isEmpty ? nil : text
    }
}
