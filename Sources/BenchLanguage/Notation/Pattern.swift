/// The shape of a statement: keywords, symbols and slots, put together.
indirect enum Pattern: Sendable, Equatable {
    /// `then` is the slot that comes next, for messages and completion.
    case keyword(String, then: Slot?)
    case symbol(String)
    case slot(Slot)
    case sequence([Pattern])
    case choice([Pattern])
    case optional(Pattern)
    case repetition(Pattern)

    /// The slot that a pattern begins with, past symbols and options that may be left out.
    var leadingSlot: Slot? {
        switch self {
        case .slot(let slot): slot
        case .keyword, .symbol, .optional, .repetition: nil
        case .sequence(let parts):
            parts.first { if case .optional(.symbol) = $0 { false } else { true } }?.leadingSlot
        case .choice(let parts): parts.lazy.compactMap(\.leadingSlot).first
        }
    }

    /// Every keyword in the pattern, in order.
    var keywords: [String] {
        switch self {
        case .keyword(let word, _): [word]
        case .symbol, .slot: []
        case .sequence(let parts), .choice(let parts): parts.flatMap(\.keywords)
        case .optional(let part), .repetition(let part): part.keywords
        }
    }
}
