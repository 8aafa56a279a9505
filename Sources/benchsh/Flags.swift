import ArgumentParser
import FoundationEssentials
import Shell

extension Main {
    /// The flags that were declared above, for `--help` and the manual.
    ///
    /// The parser tells them as JSON, as it does its own tools.
    static var flags: [Manual.Flag] {
        let tool = try? JSONDecoder().decode(Tool.self, from: Data(_dumpHelp().utf8))
        return (tool?.command.arguments ?? []).filter(\.shouldDisplay).compactMap(\.flag)
    }

    private struct Tool: Decodable {
        let command: Command

        struct Command: Decodable { let arguments: [Argument] }
    }

    private struct Argument: Decodable {
        let kind: String
        let names: [Name]?
        let valueName: String?
        let abstract: String?
        let shouldDisplay: Bool

        struct Name: Decodable {
            let kind: String
            let name: String
        }

        /// Nil for the scripts, which have no name.
        var flag: Manual.Flag? {
            guard let names else { return nil }
            let forms = names.sorted { $0.name.count < $1.name.count }.map {
                ($0.kind == "short" ? "-" : "--") + $0.name
            }
            let value = kind == "option" ? valueName.map { " " + $0.uppercased() } : nil
            return Manual.Flag(
                form: forms.joined(separator: ", ") + (value ?? ""),
                summary: abstract ?? ""
            )
        }
    }
}
