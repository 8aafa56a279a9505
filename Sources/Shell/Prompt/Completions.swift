internal import BenchLanguage
private import FoundationEssentials
internal import History
internal import LLMClient
internal import Measurement
internal import MockProvider
internal import Rendering
package import Terminal
internal import Text

extension Session {
    /// What the word at the cursor could become, by its place in the statement.
    ///
    /// - Parameter line: the last one of the statement that is being typed.
    package func candidates(_ line: String, _ cursor: Int) -> [Candidate] {
        let before = openLines.utf8.count
        let text = openLines + line
        let completion = grammar.completions(of: text, cursor: before + max(0, cursor))
        let proposals =
            variableProposals(completion, text)
            ?? completion.expected.flatMap { words(for: $0, completion, text) }
        return proposals.map { proposal in
            Candidate(
                replaceFromByte: completion.replaceStart + proposal.offset - before,
                text: proposal.text,
                note: proposal.note,
                appendsSpace: proposal.isWhole
            )
        }
    }

    private func words(
        for expected: Expected,
        _ completion: Completion,
        _ text: String
    ) -> [Proposal] {
        switch expected {
        case .keyword(let word, _):
            let command = Command.all.first { $0.verb == word && completion.replaceStart == 0 }
            return [Proposal(text: word, note: command?.summary)]
        case .slot(.sql):
            return SQLWords(completion, in: text).proposals
        case .slot(let slot):
            return words(for: slot, completion, text)
                .filter { $0.text.hasPrefix(completion.prefix) }
        case .symbol, .end: return []
        }
    }

    private func words(for slot: Slot, _ completion: Completion, _ text: String) -> [Proposal] {
        let before = WordsBefore(completion, in: text)
        switch slot {
        case .target: return targets(completion.prefix)
        case .provider: return providers(behind: before)
        case .setting: return Setting.all.map { Proposal(text: $0.name, note: $0.summary) }
        case .metric: return metrics(behind: before)
        case .format: return OutputFormat.allCases.map { Proposal(text: $0.rawValue) }
        case .mode: return Mode.allCases.map { Proposal(text: $0.rawValue) }
        case .suite: return suites(completion.prefix)
        case .string where completion.isQuoted: return files(completion.prefix)
        case .word: return words(behind: before)
        case .value: return values(behind: before, completion)
        default: return []
        }
    }

    private func providers(behind before: WordsBefore) -> [Proposal] {
        let isFree = before.statement.first == "add"
        let isAdded = before.statement.first == "remove"
        return registry.providers
            .filter { !isFree && (!isAdded || $0.kind == .custom) }
            .map { Proposal(text: $0.id, note: $0.title) }
    }

    /// A chart shows the runs of a suite, so it has no figures of the suite as a whole.
    private func metrics(behind before: WordsBefore) -> [Proposal] {
        let ofSuites = before.statement.contains("chart") ? [] : SuiteMetric.all
        return Metric.all.map { Proposal(text: $0.name, note: $0.unit.rawValue) }
            + ofSuites.map { Proposal(text: $0.name, note: $0.unit.rawValue) }
    }

    private func words(behind before: WordsBefore) -> [Proposal] {
        if before.statement.first == "help" { return HelpText.names.map { Proposal(text: $0) } }
        switch before.last {
        case "status": return SuiteStatus.allCases.map { Proposal(text: $0.rawValue) }
        case "by":
            return Metric.summarised.map { Proposal(text: $0.name, note: $0.unit.rawValue) }
                + SuiteFigure.all.map { Proposal(text: $0.column) }
        default: return []
        }
    }

    /// What the setting in front of the cursor can be, where that is one of a few words or a file.
    private func values(behind before: WordsBefore, _ completion: Completion) -> [Proposal] {
        if before.last == "output", completion.isQuoted { return files(completion.prefix) }
        if before.statement == ["set", "mock", "dialect"] {
            return Dialect.allCases.map { Proposal(text: $0.rawValue) }
        }
        guard case .choice(let words)? = Setting.named(before.last)?.kind else { return [] }
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

    /// So many find room with their notes under a line in a window of 24 rows.
    private static let listedSuites = 8

    /// The newest suites by their numbers, or by their names behind `@`.
    private func suites(_ prefix: String) -> [Proposal] {
        let rows = (try? storedHistory()?.suites(.init(limit: Self.listedSuites))) ?? []
        let stored = rows.compactMap { row -> Proposal? in
            let suite = row.suite
            let name = suite.name.map { "@\($0)" }
            guard let text = prefix.hasPrefix("@") ? name : suite.number.map(String.init) else {
                return nil
            }
            let what = [
                prefix.hasPrefix("@") ? nil : name, suite.mode.rawValue,
                suite.targets.first?.description,
                Timestamp.short(suite.createdAt.timeIntervalSince1970),
            ]
            return Proposal(text: text, note: what.compactMap(\.self).joined(separator: "  "))
        }
        return [Proposal(text: "last", note: "the newest")] + stored
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
