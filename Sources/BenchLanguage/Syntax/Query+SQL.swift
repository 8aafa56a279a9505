extension Query {
    /// The text as SQLite takes it, byte for byte as long: a parameter is `$` and its name.
    ///
    /// `${n}` becomes `$n` and blanks, `$env.HOME` becomes `$env$HOME`, which SQLite takes for a
    /// name and the language for none.
    package var sql: String {
        var bytes = Array(text.utf8)
        for variable in variables {
            let start = variable.span.range.lowerBound - span.range.lowerBound
            let end = start + variable.span.range.count
            let spelling = Array("$\(Query.parameter(variable))".utf8)
            guard start >= 0, end <= bytes.count, spelling.count <= end - start else { continue }
            let blanks = [UInt8](repeating: UInt8(ascii: " "), count: end - start - spelling.count)
            bytes.replaceSubrange(start..<end, with: spelling + blanks)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The name of a variable's parameter in `sql`, without `$`.
    package static func parameter(_ variable: Variable) -> String {
        variable.environmentName.map { "env$\($0)" } ?? variable.name
    }
}
