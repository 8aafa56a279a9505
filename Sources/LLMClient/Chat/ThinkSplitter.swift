/// Parts one leading `<think>…</think>` block of the content from the answer behind it.
///
/// The tags may be cut anywhere between chunks; what could still become a tag is held back.
struct ThinkSplitter {
    private enum State {
        case start, inside, after
    }

    private var state: State
    private var held: [UInt8] = []

    private static let open = Array("<think>".utf8)
    private static let close = Array("</think>".utf8)

    /// With `openImplied` the model's template has opened the block already.
    init(openImplied: Bool) {
        state = openImplied ? .inside : .start
    }

    /// Whether everything from here on is answer, so that feeding can be left out.
    var isDone: Bool { state == .after && held.isEmpty }

    mutating func feed(_ text: [UInt8], _ body: (_ isReasoning: Bool, ArraySlice<UInt8>) -> Void) {
        held.append(contentsOf: text)
        if state == .start { leaveStart() }
        if state == .inside { passReasoning(body) }
        if state == .after, !held.isEmpty {
            body(false, held[...])
            held = []
        }
    }

    /// Hands on what was held back when the stream ended.
    mutating func finish(_ body: (_ isReasoning: Bool, ArraySlice<UInt8>) -> Void) {
        guard !held.isEmpty else { return }
        body(state == .inside, held[...])
        held = []
    }

    private mutating func leaveStart() {
        let text = held.drop { $0 == 0x20 || 0x09...0x0d ~= $0 }
        if text.starts(with: Self.open) {
            held = Array(text.dropFirst(Self.open.count))
            state = .inside
        } else if !Self.open.starts(with: text) {
            state = .after
        }
    }

    private mutating func passReasoning(_ body: (Bool, ArraySlice<UInt8>) -> Void) {
        if let found = firstClose() {
            if found > 0 { body(true, held[..<found]) }
            held = Array(held[(found + Self.close.count)...])
            state = .after
            return
        }
        let keep = heldBackCount()
        let cut = held.count - keep
        if cut > 0 { body(true, held[..<cut]) }
        held = Array(held[cut...])
    }

    private func firstClose() -> Int? {
        guard held.count >= Self.close.count else { return nil }
        return (0...(held.count - Self.close.count)).first {
            held[$0] == Self.close[0] && held[$0...].starts(with: Self.close)
        }
    }

    /// How many bytes at the end could be the beginning of the closing tag.
    private func heldBackCount() -> Int {
        (1..<Self.close.count).reversed().first {
            held.count >= $0 && held.suffix($0).elementsEqual(Self.close.prefix($0))
        } ?? 0
    }
}
