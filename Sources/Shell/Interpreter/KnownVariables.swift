internal import BenchLanguage
internal import LLMClient

/// What is known of variables before a script runs.
struct KnownVariables: Scope {
    private(set) var names: Set<String>
    /// What they hold where that is known.
    private var values: [String: Scalar]
    private let environment: Environment
    private(set) var keys: Set<String>

    init(_ values: [String: Scalar], environment: Environment, keys: Set<String>) {
        names = Set(values.keys)
        self.values = values
        self.environment = environment
        self.keys = keys
    }

    var variableNames: [String] { names.sorted() }

    func value(of variable: Variable) -> Scalar? {
        guard let name = variable.environmentName else { return values[variable.name] }
        return keys.contains(name) ? nil : environment[name].map { .text($0) }
    }

    func know(_ variables: [Variable]) -> Bool { variables.allSatisfy { value(of: $0) != nil } }

    /// Defines a variable; nil is a value that only the run will tell.
    mutating func define(_ name: String, as value: Scalar?) {
        names.insert(name)
        values[name] = value
    }

    /// Takes in environment variables that hold keys too.
    mutating func guardKeys(_ names: some Sequence<String>) { keys.formUnion(names) }

    /// Makes a variable what it was elsewhere.
    mutating func restore(_ name: String, from other: KnownVariables) {
        if !other.names.contains(name) { names.remove(name) }
        values[name] = other.values[name]
    }

    /// Throws when there is no such variable, or when it holds a key.
    func check(_ variable: Variable) throws(Diagnostic) {
        if variable.environmentName == nil, names.contains(variable.name) { return }
        _ = try require(variable)
    }
}
