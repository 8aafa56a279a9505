extension Grammar {
    /// The grammar in EBNF, as it stands beside the parser.
    package static var ebnf: String {
        String(decoding: PackageResources.language_ebnf, as: UTF8.self)
    }
}
