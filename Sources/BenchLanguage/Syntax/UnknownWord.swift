/// A word that stands where only certain names may.
struct UnknownWord {
    /// What it should have named: `setting`.
    let noun: String
    let word: Word
    let known: [String]
    /// What it may have been meant for where no name is near.
    var meant: String?

    /// - Parameter keywords: what else may stand in its place.
    func diagnostic(or keywords: [String], synonyms: [String: [String]]) -> Diagnostic {
        let error = Diagnostic.unknown(
            noun,
            word,
            among: known + keywords,
            synonyms: synonyms,
            else: Self.lists[noun]
        )
        guard error.suggestion == nil, let meant else { return error }
        return error.proposing([meant])
    }

    /// Where to look for names of a kind.
    private static let lists = [
        "metric": "'help metrics' lists them", "setting": "'show settings' lists them",
    ]
}
