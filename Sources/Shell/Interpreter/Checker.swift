internal import BenchLanguage
internal import History
internal import LLMClient
internal import Measurement

/// Walks a parsed script and the files it includes before anything is run.
@MainActor
struct Checker {
    let session: Session
    private(set) var check: Check
    /// Paths of the scripts around this place.
    private var path: [String] = []
    /// Included files that were read, so that a loop reads them once.
    private var read: [String: Script] = [:]
    /// How many statements may still be looked at a second time.
    private var repeats = 2_000
    /// Answers nothing, but knows what can be asked; made when first needed.
    private var console: Console?
    /// Whether one statement is all there is, which itself says at once what it does not find.
    private let isAlone: Bool

    static let deepestInclude = 16

    /// - Parameter isAlone: whether one statement of the prompt is all that will be visited.
    init(_ session: Session, isAlone: Bool = false) {
        self.init(session, isAlone: isAlone, isAlone ? nil : try? session.storedSuites())
    }

    init(_ session: Session, isAlone: Bool = false, _ storedSuites: StoredSuites?) {
        self.session = session
        self.isAlone = isAlone
        check = Check(session, storedSuites: storedSuites)
    }

    /// Adds what is wrong with a script to `check.diagnostics`.
    mutating func visit(_ script: Script) {
        path.append(IncludePath.plain(script.source.name))
        learnKeys(in: script)
        walk(script.statements)
        path.removeLast()
    }

    /// Warns of variables from outside that none of the scripts reads.
    mutating func checkRead(_ given: [String]) { check.checkRead(given) }

    /// What a provider reads its key from is a key also before that provider is added.
    private mutating func learnKeys(in script: Script) {
        let calls = script.statements.flatMap(\.calls)
        check.variables.guardKeys(calls.flatMap(\.addedKeyVariables))
    }

    private mutating func walk(_ statements: [Statement]) {
        for statement in statements {
            switch statement {
            case .call(let call): visit(call)
            case .query(let query): visit(query)
            case .block(let block): visit(block)
            }
        }
    }

    private mutating func visit(_ call: Call) {
        check.checkNames(in: call)
        if call.role == .inclusion { include(call) }
        if let file = call.text(after: "to") { check.noteWritten(file) }
        do throws(Diagnostic) {
            try Language.command(of: call)?.check(call, &check)
        } catch {
            check.report(error)
        }
    }

    private mutating func visit(_ query: Query) {
        check.check(query.variables)
        guard !isAlone else { return }
        do {
            let console = try console ?? Console.empty()
            self.console = console
            try console.check(query.sql)
        } catch let error as ConsoleError {
            check.report(query.diagnostic(error))
        } catch {
            // Without the empty console the run will tell.
        }
    }

    private mutating func include(_ call: Call) {
        do throws(Diagnostic) {
            guard let (file, script) = try included(call) else { return }
            path.append(file)
            learnKeys(in: script)
            walk(script.statements)
            path.removeLast()
        } catch {
            check.report(error)
        }
    }

    /// Reads and parses an included file, and keeps it for the run.
    private mutating func included(_ call: Call) throws(Diagnostic) -> (String, Script)? {
        guard let text = call.text() else { return nil }
        guard let written = text.literal else {
            throw .error(
                "source takes a plain path",
                at: text.span,
                label: "without variables, so that everything is checked before it runs"
            )
        }
        let file = IncludePath.resolve(written, from: call.span.source.name)
        guard !path.contains(file) else {
            throw .error("'\(written)' includes itself", at: text.span, label: "remove this line")
        }
        guard path.count < Self.deepestInclude else {
            throw .error(
                "files include each other deeper than \(Self.deepestInclude)",
                at: text.span
            )
        }
        if let script = read[file] { return (file, script) }
        let parse = try session.parse(file: file, includedFrom: call.span, at: text.span)
        session.includes[file] = parse.script
        read[file] = parse.script
        for diagnostic in parse.diagnostics { check.report(diagnostic) }
        return (file, parse.script)
    }
}

// Loops.
extension Checker {
    /// Looks at the body with each value that the variable will have, as far as these are known.
    private mutating func visit(_ block: Block) {
        check.checkNames(in: block.header)
        guard let name = block.header.word(.name)?.text else { return }
        let outside = check.variables
        if block.header.valueList() == nil {
            do throws(Diagnostic) {
                try check.checkProviders(1, Command.noProviders(at: block.header.span))
            } catch {
                check.report(error)
            }
        }
        if let turns = turns(of: block) {
            for value in turns {
                check.variables.define(name, as: value)
                walk(block.body)
            }
        } else {
            let wasInLoop = check.isInLoop
            let target = check.target
            check.variables.define(name, as: nil)
            check.isInLoop = true
            walk(block.body)
            check.isInLoop = wasInLoop
            // Of the turns only the first was looked at, and there may be none.
            check.made.forgetTargets()
            if check.target != target { check.target = .unknown }
        }
        check.variables.restore(name, from: outside)
    }

    /// The values of a loop; nil when they are not known, or more than there is patience for.
    private mutating func turns(of block: Block) -> [Scalar]? {
        var values = check.providersWithKey.map { Scalar.text($0.id) }
        if let list = block.header.valueList() {
            guard check.variables.know(list.variables),
                let known = try? list.resolve(using: check.variables)
            else { return nil }
            values = known
            if values.isEmpty { check.report(Command.emptyRange(list, at: block.header.span)) }
        }
        let cost = values.count.multipliedReportingOverflow(by: block.body.count)
        guard !values.isEmpty, !cost.overflow, cost.partialValue <= repeats else { return nil }
        repeats -= cost.partialValue
        return values
    }
}
