import BenchLanguage

/// libFuzzer calls this with each text that it makes up; a trap or a hang is a finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let source = Source(name: "fuzz", bytes: bytes)
    let parse = Fixture.grammar.parse(source)
    precondition(parse.diagnostics.count <= 10, "more than ten errors")
    for diagnostic in parse.diagnostics {
        precondition(diagnostic.span != nil, "an error without a place")
        precondition(!diagnostic.rendered().contains("\u{1B}"), "an escape in a message")
        precondition(!diagnostic.json().contains("\n"), "a line end in JSON")
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let completion = Fixture.grammar.completions(of: text, cursor: text.utf8.count)
    precondition(completion.replaceStart <= text.utf8.count, "completion behind the text")
    _ = Fixture.grammar.continuation(of: text)
    for case .query(let query) in parse.script.statements {
        precondition(query.sql.utf8.count == query.text.utf8.count, "a query changed its length")
    }
    return 0
}
