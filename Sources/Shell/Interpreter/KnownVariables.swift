internal import BenchLanguage
internal import LLMClient

/// What is known of variables before a script runs.
struct KnownVariables: Scope {
    private(set) var names: Set<String>
    /// What they hold where that is known.
    private var values: [String: Scalar]
    /// What they measure where only that is known.
    private var dimensions: [String: Dimension] = [:]
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
        guard variable.environmentName != nil else { return values[variable.name] }
        return spelling(of: variable).map { Scalar(word: $0) }
    }

    func spelling(of variable: Variable) -> String? {
        guard let name = variable.environmentName, !keys.contains(name) else { return nil }
        return environment[name]
    }

    func know(_ variables: [Variable]) -> Bool { variables.allSatisfy { value(of: $0) != nil } }

    /// What a variable measures; nil where only the run will tell.
    func dimension(of variable: Variable) -> Dimension? {
        value(of: variable).map { Quantity($0).dimension } ?? dimensions[variable.name]
    }

    /// Defines a variable; nil is a value that only the run will tell.
    mutating func define(_ name: String, as value: Scalar?, measuring dimension: Dimension? = nil) {
        names.insert(name)
        values[name] = value
        dimensions[name] = dimension
    }

    /// Takes in environment variables that hold keys too.
    mutating func guardKeys(_ names: some Sequence<String>) { keys.formUnion(names) }

    /// Makes a variable what it was elsewhere.
    mutating func restore(_ name: String, from other: KnownVariables) {
        if !other.names.contains(name) { names.remove(name) }
        values[name] = other.values[name]
        dimensions[name] = other.dimensions[name]
    }

    /// Throws when there is no such variable, or when it holds a key.
    func check(_ variable: Variable) throws(Diagnostic) {
        if variable.environmentName == nil, names.contains(variable.name) { return }
        _ = try require(variable)
    }
}
