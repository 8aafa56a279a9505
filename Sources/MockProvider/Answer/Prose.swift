/// Endless sentences, one word a token, that depend on the seed alone.
struct Prose {
    private var random: SplitMix64
    private var position = 0

    init(random: SplitMix64) {
        self.random = random
    }

    /// The next token: a word with the space or break before it and the stop after it.
    mutating func next() -> String {
        let slot = position % Self.slots.count
        let sentence = position / Self.slots.count
        defer { position += 1 }
        let word = random.pick(Self.slots[slot]) ?? ""
        if position == 0 { return word }
        return slot == 0 && sentence % 5 == 0 ? "\n\n" + word : " " + word
    }

    // Some words are outside ASCII, as answers of real models are.
    private static let adjectives = [
        "quiet", "naïve", "early", "bright", "patient", "distant", "careful", "steady", "plain",
    ]
    private static let nouns = [
        "river", "clock", "café", "engine", "letter", "garden", "signal", "harbour", "window",
    ]
    private static let slots: [[String]] = [
        ["The", "A", "One", "Every"],
        adjectives,
        nouns,
        ["follows", "measures", "carries", "answers", "remembers", "crosses"],
        ["the", "a", "another", "its"],
        adjectives,
        nouns,
        ["again.", "today.", "slowly.", "without haste.", "in time.", "– once."],
    ]
}
