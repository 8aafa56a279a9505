/// A `$name` in the text.
package struct Variable: Sendable, Equatable {
    /// The name without `$` and braces; `env.HOME` for the environment.
    package let name: String
    /// Where it stands.
    package let span: Span

    /// Whether a text can be the name of a variable that `let` defines.
    package static func isName(_ text: String) -> Bool { Bytes.isName(Substring(text)) }

    /// The name of the environment variable, when this is one.
    package var environmentName: String? {
        name.hasPrefix("env.") ? String(name.dropFirst(4)) : nil
    }
}

/// Where variables are looked up at run time.
package protocol Scope {
    /// The value of a variable, or nil when there is none of that name.
    func value(of variable: Variable) -> Scalar?
    /// How a value was written, where reading it as a number may have lost that.
    func spelling(of variable: Variable) -> String?
    /// The names to suggest from when one is unknown.
    var variableNames: [String] { get }
    /// The environment variables that hold keys, whose values nobody may see.
    var keys: Set<String> { get }
}

extension Scope {
    /// Nil: as the value is.
    package func spelling(of variable: Variable) -> String? { nil }

    /// None.
    package var keys: Set<String> { [] }

    /// The value of a variable; an unknown one is an error at its place, and so is a key.
    package func require(_ variable: Variable) throws(Diagnostic) -> Scalar {
        if let name = variable.environmentName, keys.contains(name) {
            throw .error(
                "\(quoted(name)) holds a key",
                at: variable.span,
                label: "a key has no place in a statement; providers read it themselves"
            )
        }
        if let value = value(of: variable) { return value }
        if let name = variable.environmentName {
            throw .error(
                "environment variable \(quoted(name)) is not set",
                at: variable.span,
                label: "set it, or write the value here"
            )
        }
        let near = suggestions(for: variable.name, among: variableNames).map { "$\($0)" }
        throw Diagnostic.error("unknown variable \(quoted("$" + variable.name))", at: variable.span)
            .proposing(near, else: "define it first: let \(variable.name) = …")
    }
}
