/// The splitmix64 generator (Steele, Lea and Flood 2014), which is the same on every machine.
struct SplitMix64 {
    private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15
    private var state: UInt64

    /// Starts the stream of one purpose of one request.
    init(seed: UInt64, request: Int, purpose: Purpose) {
        // Mixed twice, for neighbouring requests must not share a shifted sequence.
        let place = UInt64(truncatingIfNeeded: request) &* 4 &+ purpose.rawValue
        state = Self.mix(Self.mix(seed &+ Self.increment) &+ place &* Self.increment)
    }

    /// Streams are apart so that a change of one, say of the text, leaves the others alone.
    enum Purpose: UInt64 {
        case fault, schedule, reasoning, answer
    }

    mutating func next() -> UInt64 {
        state &+= Self.increment
        return Self.mix(state)
    }

    /// A number from 0 up to, not including, 1.
    mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// One element, or nil of an empty collection.
    mutating func pick<Element>(_ elements: [Element]) -> Element? {
        guard !elements.isEmpty else { return nil }
        return elements[Int(next() % UInt64(elements.count))]
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
