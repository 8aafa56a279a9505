/// A word that stands where only certain names may.
struct UnknownWord {
    /// What it should have named: `setting`.
    let noun: String
    let word: Word
    let known: [String]

    /// - Parameter keywords: what else may stand in its place.
    func diagnostic(or keywords: [String], synonyms: [String: [String]]) -> Diagnostic {
        .unknown(noun, word, among: known + keywords, synonyms: synonyms)
    }
}
