/// The word at the end of a text that is still being typed.
struct OpenWord {
    /// Where the token begins, its quote included.
    private(set) var tokenStart = 0
    /// Where the typed text begins, behind a quote.
    private(set) var start = 0
    private(set) var isQuoted = false
    private(set) var isComment = false

    init(_ bytes: [UInt8]) {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                guard let end = OpenWord.endOfQuotes(bytes, index) else {
                    tokenStart = index
                    start = index + OpenWord.quoteLength(bytes, index)
                    isQuoted = true
                    return
                }
                index = end
            } else if byte == UInt8(ascii: "#"), index == start {
                guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) else {
                    isComment = true
                    return
                }
                index = end
            } else {
                index += 1
                guard !Bytes.isBare(byte) || OpenWord.isOperator(byte) else { continue }
            }
            tokenStart = index
            start = index
        }
    }

    /// Signs that end a word in an expression or an assignment; `-`, `/` and `+` are in targets.
    private static func isOperator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "*"): true
        default: false
        }
    }

    private static func quoteLength(_ bytes: [UInt8], _ start: Int) -> Int {
        bytes[start...].starts(with: "\"\"\"".utf8) ? 3 : 1
    }

    /// The offset behind the closing quote; nil when it is not there.
    private static func endOfQuotes(_ bytes: [UInt8], _ start: Int) -> Int? {
        let quote = bytes[start]
        let length = quoteLength(bytes, start)
        var index = start + length
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                index += 2
            } else if bytes[index] == quote,
                length == 1 || bytes[index...].starts(with: "\"\"\"".utf8)
            {
                return index + length
            } else {
                index += 1
            }
        }
        return nil
    }
}
