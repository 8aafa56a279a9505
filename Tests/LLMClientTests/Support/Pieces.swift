/// Ways to cut bytes, so that a parser can be shown to give one result for all of them.
enum Pieces {
    /// Whole, in single bytes, and in two at every place.
    static func cuts(of bytes: [UInt8]) -> [[ArraySlice<UInt8>]] {
        let halves = bytes.indices.dropFirst().map { [bytes[..<$0], bytes[$0...]] }
        return [[bytes[...]], bytes.indices.map { bytes[$0...$0] }] + halves
    }

    /// Into pieces of random lengths, 1 to `longest`.
    static func random(
        _ bytes: [UInt8],
        longest: Int,
        using generator: inout SeededGenerator
    ) -> [ArraySlice<UInt8>] {
        var rest = bytes[...]
        var pieces: [ArraySlice<UInt8>] = []
        while !rest.isEmpty {
            let piece = rest.prefix(Int.random(in: 1...longest, using: &generator))
            pieces.append(piece)
            rest = rest.dropFirst(piece.count)
        }
        return pieces
    }
}

/// The same numbers for the same seed, by SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
