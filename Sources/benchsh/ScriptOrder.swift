import Shell

/// The order in which scripts of all kinds were written on the command line.
///
/// The parser of the arguments keeps it only within one kind, so they are gone through once more.
struct ScriptOrder {
    private enum Kind {
        case command, option, file
    }

    private var kinds: [Kind] = []

    /// Options that take a value, besides `-c` and `-f`.
    private static let valued: Set = [
        "-v", "--variable", "--db", "--events", "--color", "--errors", "--report-junit",
        "--report-json", "--report-tap",
    ]

    init(_ arguments: some Sequence<String>) {
        var isValue = false
        var areFiles = false
        for argument in arguments {
            if isValue {
                isValue = false
            } else if areFiles || argument == "-" || !argument.hasPrefix("-") {
                kinds.append(.file)
            } else if argument == "--" {
                areFiles = true
            } else {
                let name = argument.prefix { $0 != "=" }
                let kind = Self.kind(of: name)
                if let kind { kinds.append(kind) }
                let takesValue = kind != nil || Self.valued.contains(String(name))
                isValue = takesValue && !argument.contains("=")
            }
        }
    }

    /// Flags of one letter may stand together: `-qc 'run'`.
    private static func kind(of name: Substring) -> Kind? {
        switch name {
        case "--command": .command
        case "--file": .option
        case _ where name.hasPrefix("--"): nil
        case _ where name.hasSuffix("c"): .command
        case _ where name.hasSuffix("f"): .option
        default: nil
        }
    }

    /// The scripts that were parsed, one kind after the other, in the order they were written.
    func order(commands: [String], options: [String], files: [String]) -> [Batch.Input] {
        var parsed: [Kind: [Batch.Input]] = [
            .command: commands.map { .command($0) }, .option: options.map { .file($0) },
            .file: files.map { $0 == "-" ? .standardInput : .file($0) },
        ]
        var inputs: [Batch.Input] = []
        for kind in kinds where parsed[kind]?.isEmpty == false {
            if let first = parsed[kind]?.removeFirst() { inputs.append(first) }
        }
        // Whatever was written in a way not foreseen here is not lost.
        return inputs + [.command, .option, .file].flatMap { parsed[$0] ?? [] }
    }
}
