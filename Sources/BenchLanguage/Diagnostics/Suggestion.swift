/// The words that were probably meant: a synonym's, or the nearest within two typing errors.
///
/// Words under five letters allow one error, single letters none. Letter case does not count.
/// Equals come together, at most three, those with the same first letter in front.
package func suggestions(
    for word: String,
    among candidates: some Sequence<String>,
    synonyms: [String: [String]] = [:]
) -> [String] {
    let typed = Array(word.lowercased().unicodeScalars)
    // Longer words are never commands, and the comparison is quadratic.
    guard !typed.isEmpty, typed.count <= 64 else { return [] }
    let meanings = synonyms[word.lowercased()] ?? []
    var limit = typed.count == 1 ? 0 : typed.count < 5 ? 1 : 2
    var best: [String] = []
    for candidate in candidates {
        if meanings.contains(candidate) { return [candidate] }
        let letters = Array(candidate.lowercased().unicodeScalars)
        guard abs(letters.count - typed.count) <= limit else { continue }
        let distance = editDistance(typed, letters)
        guard distance <= limit else { continue }
        if distance < limit { best = [] }
        limit = distance
        if !best.contains(candidate) { best.append(candidate) }
    }
    let isLikely = { (candidate: String) in
        candidate.lowercased().unicodeScalars.first == typed.first
    }
    return Array((best.filter(isLikely) + best.filter { !isLikely($0) }).prefix(3))
}

/// The word that was probably meant, the first of equals; nil when none is near.
package func suggestion(
    for word: String,
    among candidates: some Sequence<String>,
    synonyms: [String: [String]] = [:]
) -> String? {
    suggestions(for: word, among: candidates, synonyms: synonyms).first
}

/// Optimal string alignment: insertions, deletions, substitutions and swapped neighbours.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in 1...left.count {
        var current = [row]
        for column in 1...right.count {
            let cost = left[row - 1] == right[column - 1] ? 0 : 1
            var value = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + cost)
            let isSwap =
                row > 1 && column > 1 && left[row - 1] == right[column - 2]
                && left[row - 2] == right[column - 1]
            if isSwap { value = min(value, beforeLast[column - 2] + 1) }
            current.append(value)
        }
        (beforeLast, last) = (last, current)
    }
    return last[right.count]
}
