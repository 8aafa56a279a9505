import FoundationEssentials
import Text

extension TestReport {
    /// The report as one object.
    var json: JSON {
        .object([
            ("program", .string(program)),
            ("scripts", .array(scripts.map { .string($0) })),
            ("started_at", .string(Timestamp.text(startedAt.timeIntervalSince1970) ?? "")),
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
            (
                "left_out",
                .integer(TestCase.Verdict.allCases.reduce(0) { $0 + leftOut($1) })
            ),
            ("cases", .array(cases.map { $0.json(scripts) })),
        ])
    }
}

extension TestCase {
    fileprivate func json(_ scripts: [String]) -> JSON {
        let script = scripts.indices.contains(script) ? scripts[script] : nil
        let members: [(key: String, value: JSON)] = [
            ("verdict", .string(verdict.rawValue)), ("kind", .string(kind.rawValue)),
            ("script", Self.json(script)), ("file", .string(file)),
            ("line", Self.json(place?.line)), ("column", Self.json(place?.column)),
            ("name", .string(name)), ("message", Self.json(message)),
            ("found", Self.json(actual)), ("wanted", Self.json(expected)),
            ("because", Self.json(because)), ("details", Self.json(details)),
            ("duration_ms", .number(milliseconds)),
        ]
        return .object(members)
    }

    private static func json(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }

    private static func json(_ number: Int?) -> JSON { number.map { .integer($0) } ?? .null }
}
