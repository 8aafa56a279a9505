extension TestReport {
    /// The report as one object.
    var json: JSON {
        .object([
            ("program", .string(program)),
            ("scripts", .array(scripts.map { .string($0) })),
            ("started_at", .string(Timestamp.iso(startedAt) ?? "")),
            ("duration_ms", .number(milliseconds)),
            ("exit_code", exitCode.map { .integer(Int($0)) } ?? .null),
            ("statements", .integer(statements)),
            ("suites", .integer(suites)),
            ("requests", .integer(requests)),
            ("request_errors", .integer(requestErrors)),
            (
                "verdicts",
                .object(TestCase.Verdict.allCases.map { ($0.rawValue, .integer(count($0))) })
            ),
            ("cases", .array(cases.map { $0.json(scripts) })),
        ])
    }
}

extension TestCase {
    fileprivate func json(_ scripts: [String]) -> JSON {
        let texts: [(key: String, value: String?)] = [
            ("verdict", verdict.rawValue), ("kind", kind.rawValue),
            ("script", scripts.indices.contains(script) ? scripts[script] : nil), ("file", file),
        ]
        let rest: [(key: String, value: String?)] = [
            ("name", name), ("message", message), ("found", actual), ("wanted", expected),
            ("because", because), ("details", details),
        ]
        let json = { (text: (key: String, value: String?)) in
            (text.key, text.value.map { JSON.string($0) } ?? .null)
        }
        return .object(
            texts.map(json) + [
                ("line", place.map { .integer($0.line) } ?? .null),
                ("column", place.map { .integer($0.column) } ?? .null),
            ] + rest.map(json) + [("duration_ms", .number(milliseconds))]
        )
    }
}
