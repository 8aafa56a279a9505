extension Unicode.Scalar {
    /// How many terminal columns the scalar takes: 0, 1 or 2.
    ///
    /// Wide ranges follow Unicode's EastAsianWidth (W and F), taken by block.
    var displayWidth: Int {
        guard value >= 0x300 else { return 1 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        if properties.isEmojiPresentation { return 2 }
        return Unicode.Scalar.wideBlocks.contains { $0.contains(value) } ? 2 : 1
    }

    private static let wideBlocks: [ClosedRange<UInt32>] = [
        0x1100...0x115F,  // Hangul initial consonants
        0x2E80...0x303E,  // CJK radicals and punctuation
        0x3041...0x33FF,  // Kana, CJK compatibility
        0x3400...0x4DBF,  // CJK extension A
        0x4E00...0x9FFF,  // CJK
        0xA000...0xA4CF,  // Yi
        0xA960...0xA97F,  // Hangul extended A
        0xAC00...0xD7A3,  // Hangul
        0xF900...0xFAFF,  // CJK compatibility
        0xFE30...0xFE6F,  // CJK compatibility forms
        0xFF00...0xFF60,  // full width forms
        0xFFE0...0xFFE6,  // full width signs
        0x1F300...0x1F64F,  // pictographs
        0x1F900...0x1F9FF,  // more pictographs
        0x20000...0x3FFFD,  // CJK extensions B and later
    ]
}
