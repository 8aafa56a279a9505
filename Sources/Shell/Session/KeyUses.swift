private import FoundationEssentials
internal import LLMClient

/// Which environment variables may go to which URLs as keys, as the user said on this machine.
///
/// Added providers are kept in the history, which may come from somebody else. So what they may
/// have is remembered outside of it.
struct KeyUses: Sendable {
    /// Nil where nothing can be remembered beyond the session.
    private let path: String?
    /// `VARIABLE URL`, one for each use.
    private var said: Set<String> = []

    init(path: String?) {
        self.path = path
        said = remembered
    }

    private var remembered: Set<String> {
        guard let path, let data = try? Data(contentsOf: URL(filePath: path)) else { return [] }
        return Set(String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init))
    }

    /// Whether the provider may have the key that it names; built-in ones always may.
    func allow(_ provider: Provider) -> Bool {
        provider.kind != .custom || uses(of: provider).isSubset(of: said)
    }

    /// Notes that the user said so.
    mutating func note(_ provider: Provider) { said.formUnion(uses(of: provider)) }

    /// Keeps what was said for later sessions.
    func store() throws {
        let remembered = remembered
        guard let path, !said.isSubset(of: remembered) else { return }
        let folder = URL(filePath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let lines = said.union(remembered).sorted().map { $0 + "\n" }
        try WholeFile.write(lines.joined(), to: path)
    }

    private func uses(of provider: Provider) -> Set<String> {
        Set(provider.keyVariables.map { "\($0) \(provider.baseURL)" })
    }
}
