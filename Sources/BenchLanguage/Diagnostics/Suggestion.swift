/// The word that was probably meant: a synonym, or the nearest within two typing errors.
///
/// Words under five letters allow one error, single letters none. Letter case does not count. The first of equals wins.
package func suggestion(
    for word: String,
    among candidates: some Sequence<String>,
    synonyms: [String: String] = [:]
) -> String? {
    let typed = Array(word.lowercased().unicodeScalars)
    // Longer words are never commands, and the comparison is quadratic.
    guard !typed.isEmpty, typed.count <= 64 else { return nil }
    let synonym = synonyms[word.lowercased()]
    var best: (word: String, distance: Int)?
    for candidate in candidates {
        if candidate == synonym { return candidate }
        let most = typed.count == 1 ? 0 : typed.count < 5 ? 1 : 2
        let limit = min(most, (best?.distance).map { $0 - 1 } ?? 2)
        let letters = Array(candidate.lowercased().unicodeScalars)
        guard abs(letters.count - typed.count) <= limit else { continue }
        let distance = editDistance(typed, letters)
        if distance <= limit { best = (candidate, distance) }
    }
    return best?.word
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
