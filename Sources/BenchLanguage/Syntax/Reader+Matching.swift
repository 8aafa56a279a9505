// Matches a pattern: alternatives in order, options greedily, one token ahead in practice.
extension Reader {
    mutating func match(_ pattern: Pattern) throws(Mismatch) {
        switch pattern {
        case .keyword(let word, let slot):
            guard keyword(word, then: slot) else { throw Mismatch() }
            let start = position - word.utf8.count
            items.append(Call.Item(content: .keyword(word), span: span(from: start)))
        case .symbol(let sign):
            guard symbol(sign) else { throw Mismatch() }
        case .slot(let slot):
            skipBlanks()
            let start = position
            let argument = try argument(slot)
            items.append(Call.Item(content: .argument(slot, argument), span: span(from: start)))
        case .sequence(let parts):
            for part in parts { try match(part) }
        case .choice(let parts):
            for part in parts {
                let count = items.count
                let start = position
                do {
                    return try match(part)
                } catch {
                    // A keyword decides: what follows it is wrong, not the keyword itself.
                    let isDecided = items.count > count && items[count].isKeyword
                    position = start
                    items.removeLast(items.count - count)
                    if isDecided { throw error }
                }
            }
            throw Mismatch()
        case .optional(let part):
            _ = attempt(part)
        case .repetition(let part):
            var before = position
            while attempt(part), position > before { before = position }
        }
    }

    /// Matches a pattern or goes back to where it began.
    private mutating func attempt(_ pattern: Pattern) -> Bool {
        let start = position
        let count = items.count
        do {
            try match(pattern)
            return true
        } catch {
            position = start
            items.removeLast(items.count - count)
            return false
        }
    }
}
