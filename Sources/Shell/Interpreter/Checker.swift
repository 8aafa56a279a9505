internal import BenchLanguage
internal import History
internal import Measurement

/// Walks a parsed script and the files it includes before anything is run.
@MainActor
struct Checker {
    let session: Session
    private(set) var check: Check
    /// Paths of the scripts around this place.
    private var path: [String] = []

    static let deepestInclude = 16

    init(_ session: Session) {
        self.session = session
        // At the prompt the command itself says at once when there is no such suite.
        let names = session.isInteractive ? nil : try? session.history().suiteNames()
        check = Check(
            settings: session.settings,
            registry: session.registry,
            variables: Set(session.variables.keys),
            environment: session.surroundings.environment,
            knowsSuite: { names?.contains($0) ?? true }
        )
    }

    /// Adds what is wrong with a script to `check.diagnostics`.
    mutating func visit(_ script: Script) {
        path.append(script.source.name)
        walk(script.statements)
        path.removeLast()
    }

    private mutating func walk(_ statements: [Statement]) {
        for statement in statements {
            switch statement {
            case .call(let call): visit(call)
            case .query(let query): check.check(query.variables)
            case .block(let block): visit(block)
            }
        }
    }

    private mutating func visit(_ call: Call) {
        check.checkNames(in: call)
        if call.verb.text == "source" { include(call) }
        do throws(Diagnostic) {
            try Language.command(of: call)?.check(call, &check)
        } catch {
            check.report(error)
        }
    }

    private mutating func visit(_ block: Block) {
        check.checkNames(in: block.header)
        guard let name = block.header.word(.name) else { return }
        let wasDefined = check.variables.contains(name.text)
        let wasInLoop = check.isInLoop
        check.variables.insert(name.text)
        check.isInLoop = true
        walk(block.body)
        check.isInLoop = wasInLoop
        if !wasDefined { check.variables.remove(name.text) }
    }

    /// Reads, parses and checks an included file, and keeps it for the run.
    private mutating func include(_ call: Call) {
        guard let text = call.text() else { return }
        guard let written = text.literal else {
            check.report(
                .error(
                    "source takes a plain path",
                    at: text.span,
                    label: "without variables, so that everything is checked before it runs"
                )
            )
            return
        }
        let file = IncludePath.resolve(written, from: call.span.source.name)
        guard !path.contains(file) else {
            check.report(
                .error("'\(written)' includes itself", at: text.span, label: "remove this line")
            )
            return
        }
        guard path.count < Self.deepestInclude else {
            check.report(
                .error("files include each other deeper than \(Self.deepestInclude)", at: text.span)
            )
            return
        }
        do throws(Diagnostic) {
            let parse = try session.parse(file: file, includedFrom: call.span)
            session.includes[file] = parse.script
            for diagnostic in parse.diagnostics { check.report(diagnostic) }
            path.append(file)
            walk(parse.script.statements)
            path.removeLast()
        } catch {
            check.report(error)
        }
    }
}

/// Where an included file lies: relative to the file that names it.
enum IncludePath {
    static func resolve(_ path: String, from includer: String) -> String {
        guard !path.hasPrefix("/"), !includer.hasPrefix("<"), !includer.hasPrefix("-c"),
            let slash = includer.lastIndex(of: "/")
        else { return path }
        return includer[...slash] + path
    }
}
