internal import BenchLanguage
internal import LLMClient
internal import Measurement

/// The script that a journal makes.
@MainActor
struct SavedScript {
    private let session: Session
    private let journal: Journal
    /// Suites of this session that are spoken of by their numbers, and the names they get.
    private var names: [Int: String] = [:]
    /// Names that statements of this session gave to suites.
    private var given: Set<String> = []
    /// What must not be written, as it is written in quotes too.
    private var keys: [(name: String, value: String)] = []

    init(_ session: Session) {
        self.session = session
        journal = session.journal
        nameSuites()
        keys = Self.keys(session)
    }

    var isEmpty: Bool { journal.entries.isEmpty }

    /// The whole file.
    var text: String {
        let head = "#!/usr/bin/env benchsh\n# Saved from a session of benchsh \(Program.version).\n"
        return ([head] + (preamble + body).map(withoutKey)).joined(separator: "\n") + "\n"
    }

    private var body: [String] {
        journal.entries.flatMap { entry in
            lines(of: entry.statement, written: entry.text, suite: entry.suite, indent: "")
        }
    }

    // MARK: Keys

    /// The variables whose values stood in what was left out.
    var keysLeftOut: [String] {
        let lines = preamble + body
        let found = keys.filter { key in lines.contains { $0.contains(key.value) } }
        return Set(found.map(\.name)).sorted()
    }

    private func withoutKey(_ line: String) -> String {
        guard let key = keys.first(where: { line.contains($0.value) }) else { return line }
        return "# left out, for it held the value of \(key.name)"
    }

    private static func keys(_ session: Session) -> [(name: String, value: String)] {
        let environment = session.surroundings.environment
        return session.keyVariables.sorted().flatMap { name -> [(name: String, value: String)] in
            guard let key = environment[name], key.utf8.count >= 4 else { return [] }
            let inQuotes = String(ScriptText.quoted(key).dropFirst().dropLast())
            return inQuotes == key ? [(name, key)] : [(name, key), (name, inQuotes)]
        }
    }

    // MARK: What was there before the first statement

    private var preamble: [String] {
        let lines = settings + providers + variables
        return lines.isEmpty ? [] : lines + [""]
    }

    /// Defaults that come from the environment; guards come last in the list and are set first.
    private var settings: [String] {
        Setting.all.reversed().compactMap { setting in
            let value = session.settings.defaultValue(of: setting)
            guard value != setting.defaultValue, !setting.isOfTheView else { return nil }
            return "set \(setting.name) \(ScriptText.literal(value))"
        }
    }

    /// Providers that an earlier session added, where they were sent to.
    private var providers: [String] {
        let added = Set(
            calls.filter { $0.role == .provider }.compactMap { $0.word(.provider)?.text }
        )
        let used = Set(journal.targets.map(\.provider)).subtracting(added)
        return session.registry.providers.filter { $0.kind == .custom && used.contains($0.id) }
            .map(ScriptText.statement)
    }

    /// Variables that the program was started with, and those of the environment, where they are
    /// used.
    private var variables: [String] {
        var defined: Set<String> = []
        var needed: [Variable] = []
        for entry in journal.entries where journal.flaw(of: entry.statement) == nil {
            let used = entry.text == nil ? entry.statement.calls.flatMap(\.variables) : []
            for variable in used where !defined.contains(variable.name) {
                let isKnown = needed.contains { $0.name == variable.name }
                if !isKnown { needed.append(variable) }
            }
            if case .call(let call) = entry.statement, call.role == .definition {
                defined.formUnion(call.words(.name).map(\.text))
            }
        }
        return needed.compactMap { variable in
            let value =
                variable.environmentName.flatMap { session.surroundings.environment[$0] }
                .map { Scalar.text($0) } ?? journal.variables?[variable.name]
            return value.map { "let \(variable.savedName) = \(ScriptText.literal($0))" }
        }
    }

    // MARK: Statements

    private func lines(
        of statement: Statement,
        written text: String? = nil,
        suite: Suite? = nil,
        indent: String
    ) -> [String] {
        let flaw = journal.flaw(of: statement)
        switch statement {
        case .query: return []
        case .block(let block):
            let body = block.body.flatMap {
                lines(of: $0, written: journal.text(of: $0), indent: indent + "  ")
            }
            guard !body.isEmpty else { return [] }
            let isRun = body.contains { $0.first { $0 != " " } != "#" }
            let start = isRun ? indent : indent + "# "
            return [start + renamed(block.header)] + body + [start + "end"]
        case .call(let call):
            guard Language.command(of: call)?.replay.isWritten == true else { return [] }
            var line = text ?? renamed(call)
            if let number = suite?.number, suite?.name == nil, let name = names[number] {
                line += " as \(name)"
            }
            let stranger = text == nil ? stranger(in: call) : nil
            let reason =
                flaw?.rawValue
                ?? stranger.map { "suite \($0) is of an earlier session; name it, and use @NAME" }
            guard let reason else { return [indent + line] }
            let parts = line.split(separator: "\n", omittingEmptySubsequences: false)
            return ["\(indent)# \(reason):"] + parts.map { "\(indent)# \($0)" }
        }
    }

    /// The statement as it stands, but with names in place of what will be another elsewhere: the
    /// numbers of suites and the variables of the environment.
    private func renamed(_ call: Call) -> String {
        var changes: [(range: Range<Int>, text: String)] = []
        for operand in Self.suites(in: call) {
            guard case .number(let number)? = operand.literal, let name = names[number] else {
                continue
            }
            changes.append((operand.span.range, "@\(name)"))
        }
        for variable in call.variables where variable.environmentName != nil {
            changes.append((variable.span.range, "${\(variable.savedName)}"))
        }
        if let place = placeOfIfKnown(in: call) { changes.append((place..<place, " if known")) }
        let start = call.span.range.lowerBound
        var bytes = Array(call.span.text.utf8)
        for change in changes.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
            let range = (change.range.lowerBound - start)..<(change.range.upperBound - start)
            guard bytes.indices.contains(range.lowerBound), range.upperBound <= bytes.count else {
                continue
            }
            bytes.replaceSubrange(range, with: Array(change.text.utf8))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Where an expectation gets `if known`, for a name that a suite got in an earlier session.
    private func placeOfIfKnown(in call: Call) -> Int? {
        guard call.role == .expectation, !call.has("known"),
            let condition = call.items.first(where: {
                if case .argument(_, .condition) = $0.content { true } else { false }
            })
        else { return nil }
        let named = Self.suites(in: call).contains { operand in
            if case .name(let name)? = operand.literal { !given.contains(name) } else { false }
        }
        guard named else { return nil }
        let blanks = condition.span.text.reversed().prefix(while: \.isWhitespace)
        return condition.span.range.upperBound - String(blanks).utf8.count
    }

    // MARK: Numbers of suites

    private mutating func nameSuites() {
        let numbers = Set(
            calls.flatMap(Self.suites).compactMap { operand -> Int? in
                if case .number(let number)? = operand.literal { number } else { nil }
            }
        )
        given = Set(calls.flatMap { $0.words(.name, after: "as") }.map(\.text))
        let made = journal.entries.compactMap(\.suite)
        for suite in made {
            guard let number = suite.number, numbers.contains(number) else { continue }
            // A name that another suite took over does not mean this one any more.
            let isNewest = made.last { $0.name == suite.name }?.number == number
            guard suite.name == nil || isNewest else { continue }
            names[number] = suite.name ?? "suite_\(number)"
        }
    }

    /// The number of a suite that no statement of the script makes: elsewhere it is another's.
    private func stranger(in call: Call) -> Int? {
        Self.suites(in: call).lazy.compactMap { operand -> Int? in
            guard case .number(let number)? = operand.literal, names[number] == nil else {
                return nil
            }
            return number
        }.first
    }

    private var calls: [Call] { journal.entries.flatMap(\.statement.calls) }

    private static func suites(in call: Call) -> [Operand<SuiteReference>] {
        let metrics = (call.condition?.metrics ?? []) + (call.expression?.metrics ?? [])
        return call.suites() + metrics.compactMap(\.suite)
    }
}

extension Variable {
    /// The name that a saved script has for it: a variable of its own where it is one of the
    /// environment.
    fileprivate var savedName: String { environmentName.map { "env_\($0)" } ?? name }
}
