internal import BenchLanguage

extension Command {
    static let `let` = Command(
        forms: ["let NAME = EXPRESSION [by default]"],
        summary: "give a value a name, for use as $name",
        details: "'by default' leaves a value that the name has already, so that -v can give "
            + "another to a script.",
        examples: [
            "let n = 5", #"let city = "Paris""#, "let limit = 2 * 400ms",
            "let target = mock/fast by default",
        ],
        role: .definition,
        check: { call, check throws(Diagnostic) in
            guard let name = call.word(.name), let expression = call.expression else { return }
            // Whatever it comes to, the name is there from now on.
            if call.has("default") {
                check.noteRead(name.text)
                if check.variables.names.contains(name.text) { return }
            }
            check.variables.define(name.text, as: nil)
            let value = try check.known(expression)
            let dimension = try expression.dimension(knowing: check.variables.dimension)
            check.variables.define(
                name.text,
                as: value,
                measuring: dimension.map(Quantity.kept)
            )
        },
        replay: .written { call, session in
            guard let name = call.word(.name)?.text, let expression = call.expression,
                let value = session.variables[name]
            else { return nil }
            // What comes of a measurement comes anew from the next one.
            guard expression.metrics.isEmpty else { return call.span.text }
            return "let \(name) = \(ScriptText.literal(value))"
        },
        action: { call, session in
            guard let name = call.word(.name), let expression = call.expression else { return }
            if call.has("default"), session.variables[name.text] != nil { return }
            let quantity = try expression.evaluate(using: session.scope) {
                reference throws(Diagnostic) in
                try session.figure(reference)
            }
            guard let quantity else {
                throw Diagnostic.error("the metric is undefined there", at: expression.span)
            }
            session.variables[name.text] = quantity.scalar
        }
    )
}
