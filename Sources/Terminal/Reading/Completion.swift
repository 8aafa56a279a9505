import Text

/// Something that the word at the cursor could become.
package struct Candidate: Equatable, Sendable {
    /// The UTF-8 offset in the line from which `text` replaces what stands before the cursor.
    package var replaceFromByte: Int
    package var text: String
    /// What it is, for the list only.
    package var note: String?
    /// Whether a word ends with it.
    package var appendsSpace: Bool

    /// A candidate; a word ends with it unless said otherwise.
    package init(
        replaceFromByte: Int,
        text: String,
        note: String? = nil,
        appendsSpace: Bool = true
    ) {
        self.replaceFromByte = replaceFromByte
        self.text = text
        self.note = note
        self.appendsSpace = appendsSpace
    }
}

/// Finds the candidates for a line and the UTF-8 offset of the cursor in it.
package typealias Completer = (_ line: String, _ cursorByteOffset: Int) -> [Candidate]

/// What one press of Tab does.
enum CompletionStep: Equatable {
    case nothing
    case replace(from: Int, with: String)
    case list([Candidate])

    init(line: String, cursor: Int, candidates: [Candidate]) {
        let bytes = Array(line.utf8)
        let fitting = candidates.filter {
            (0...min(cursor, bytes.count)).contains($0.replaceFromByte)
        }
        guard let first = fitting.first else {
            self = .nothing
            return
        }
        let from = first.replaceFromByte
        if fitting.count == 1 {
            let isFollowed = cursor < bytes.count && bytes[cursor] == UInt8(ascii: " ")
            let end = first.appendsSpace && !isFollowed ? " " : ""
            self = .replace(from: from, with: first.text.onOneLine + end)
            return
        }
        let typed = String(decoding: bytes[from..<min(cursor, bytes.count)], as: UTF8.self)
        let shared = fitting.allSatisfy { $0.replaceFromByte == from } ? Self.prefix(fitting) : ""
        let extends = shared != typed && shared.lowercased().hasPrefix(typed.lowercased())
        self = extends ? .replace(from: from, with: shared.onOneLine) : .list(fitting)
    }

    /// The longest start that all candidates share, in whole characters.
    private static func prefix(_ candidates: [Candidate]) -> String {
        var prefix = candidates[0].text[...]
        for candidate in candidates {
            let same = zip(prefix, candidate.text).prefix { $0 == $1 }.count
            prefix = prefix.prefix(same)
        }
        return String(prefix)
    }
}
