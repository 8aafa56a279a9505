/// What a grammar says in words.
enum EBNFSpecial {
    case end, wordStop, wordEnd, noWordBefore
    case setting, metric, format, mode
    case characters((Unicode.Scalar) -> Bool)

    /// Nil for words that nobody has given a meaning.
    init?(words: String) {
        switch words {
        case "the end of the text": self = .end
        case "no character of a word follows": self = .wordStop
        case "no letter, digit, _ or character above U+007F follows": self = .wordEnd
        case "where no word goes on": self = .noWordBefore
        case "a setting, in any letter case": self = .setting
        case "a metric, in any letter case": self = .metric
        case "an output format, in any letter case": self = .format
        case "a mode, in any letter case": self = .mode
        case "any character but U+0000": self = .characters { $0.value > 0 }
        case "U+0001 to U+001F, U+007F":
            self = .characters { (1...0x1F).contains($0.value) || $0.value == 0x7F }
        case "A to Z, a to z": self = .characters { $0.isASCII && $0.properties.isAlphabetic }
        case "0 to 9": self = .characters { ("0"..."9").contains($0) }
        case "0 to 9, A to F, a to f":
            self = .characters { $0.isASCII && $0.properties.isASCIIHexDigit }
        case "any character above U+007F": self = .characters { $0.value > 0x7F }
        case "U+000A": self = .characters { $0.value == 10 }
        case "U+000D": self = .characters { $0.value == 13 }
        case "U+0009": self = .characters { $0.value == 9 }
        default: return nil
        }
    }
}
