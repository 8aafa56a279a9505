internal import BenchLanguage
private import FoundationEssentials
internal import History
internal import LLMClient
internal import Measurement
internal import Rendering
package import Terminal

extension Session {
    /// What the word at the cursor could become, by its place in the statement.
    package func candidates(_ line: String, _ cursor: Int) -> [Candidate] {
        let completion = grammar.completions(of: line, cursor: cursor)
        var candidates: [Candidate] = []
        for expected in completion.expected {
            switch expected {
            case .keyword(let word, _):
                let summary = Command.all.first { $0.verb == word && completion.replaceStart == 0 }
                candidates.append(
                    Candidate(
                        replaceFromByte: completion.replaceStart,
                        text: word,
                        note: summary?.summary
                    )
                )
            case .slot(let slot):
                candidates += words(for: slot, completion, line).map {
                    Candidate(
                        replaceFromByte: completion.replaceStart,
                        text: $0.text,
                        note: $0.note,
                        appendsSpace: $0.isWhole
                    )
                }
            case .symbol, .end: break
            }
        }
        return candidates
    }

    private struct Proposal {
        var text: String
        var note: String?
        var isWhole = true
    }

    private func words(
        for slot: Slot,
        _ completion: Completion,
        _ line: String
    ) -> [Proposal] {
        let proposals: [Proposal]
        switch slot {
        case .target: proposals = targets(completion.prefix)
        case .provider: proposals = registry.providers.map { Proposal(text: $0.id, note: $0.title) }
        case .setting: proposals = Setting.all.map { Proposal(text: $0.name, note: $0.summary) }
        case .metric:
            proposals =
                Metric.all.map { Proposal(text: $0.name, note: $0.unit.rawValue) }
                + SuiteMetric.all.map { Proposal(text: $0.name, note: $0.unit.rawValue) }
        case .format: proposals = OutputFormat.allCases.map { Proposal(text: $0.rawValue) }
        case .mode: proposals = Mode.allCases.map { Proposal(text: $0.rawValue) }
        case .suite: proposals = suites()
        case .string where completion.isQuoted: proposals = files(completion.prefix)
        case .word where line.hasPrefix("help"):
            proposals = HelpText.names.map { Proposal(text: $0) }
        case .value: proposals = choices(line, completion)
        default: proposals = []
        }
        return proposals.filter { $0.text.hasPrefix(completion.prefix) }
    }

    /// What the setting in front of the cursor can be, where that is one of a few words.
    private func choices(_ line: String, _ completion: Completion) -> [Proposal] {
        let before = String(decoding: line.utf8.prefix(completion.replaceStart), as: UTF8.self)
        let name = before.split { $0 == " " || $0 == "=" }.last.map(String.init) ?? ""
        guard case .choice(let words)? = Setting.named(name)?.kind else { return [] }
        return words.map { Proposal(text: $0) }
    }

    private func targets(_ prefix: String) -> [Proposal] {
        guard let slash = prefix.firstIndex(of: "/") else {
            return registry.providers.map { provider in
                // A slash and a model may follow.
                Proposal(
                    text: provider.id,
                    note: readiness(of: provider).words,
                    isWhole: provider.models.count == 1
                )
            }
        }
        let provider = registry.provider(String(prefix[..<slash]))
        return provider?.models.map {
            Proposal(text: "\(prefix[...slash])\($0.id)", note: $0.note)
        } ?? []
    }

    private func suites() -> [Proposal] {
        let rows = (try? storedHistory()?.suites(.init(limit: 10))) ?? []
        return [Proposal(text: "last")]
            + rows.flatMap { row in
                let suite = row.suite
                let what = "\(suite.mode.rawValue) \(suite.targets.first?.description ?? "")"
                let names = [suite.number.map(String.init), suite.name.map { "@" + $0 }]
                return names.compactMap(\.self).map { Proposal(text: $0, note: what) }
            }
    }

    private func files(_ prefix: String) -> [Proposal] {
        let slash = prefix.lastIndex(of: "/")
        let folder = slash.map { String(prefix[...$0]) } ?? ""
        let names = try? FileManager.default.contentsOfDirectory(
            atPath: folder.isEmpty ? "." : folder
        )
        return (names ?? []).sorted().filter { !$0.hasPrefix(".") }.map { name in
            var isFolder = false
            _ = FileManager.default.fileExists(atPath: folder + name, isDirectory: &isFolder)
            return Proposal(
                text: folder + name + (isFolder ? "/" : "\""),
                isWhole: !isFolder
            )
        }
    }
}
