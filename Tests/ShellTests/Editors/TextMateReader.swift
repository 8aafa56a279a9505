import Foundation

/// Reads text by a TextMate grammar as editors do: line by line, the first match wins, of equals
/// the first rule.
struct TextMateReader {
    private let repository: [String: Rule]
    private let root: [Rule]

    final class Rule {
        var name: String?
        var match: NSRegularExpression?
        var begin: NSRegularExpression?
        var end: NSRegularExpression?
        var captureName: String?
        var include: String?
        var patterns: [Rule] = []

        init(_ source: [String: Any]) throws {
            name = source["name"] as? String
            include = source["include"] as? String
            match = try Self.regex(source["match"])
            begin = try Self.regex(source["begin"])
            end = try Self.regex(source["end"])
            let captures = source["captures"] ?? source["beginCaptures"]
            captureName = (captures as? [String: [String: String]])?["1"]?["name"]
            patterns = try (source["patterns"] as? [[String: Any]] ?? []).map(Rule.init)
        }

        private static func regex(_ text: Any?) throws -> NSRegularExpression? {
            try (text as? String).map { try NSRegularExpression(pattern: $0) }
        }
    }

    /// Throws when an expression cannot be compiled.
    init(_ text: String) throws {
        let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
        let rules = json["repository"] as? [String: [String: Any]] ?? [:]
        repository = try rules.mapValues(Rule.init)
        root = try (json["patterns"] as? [[String: Any]] ?? []).map(Rule.init)
    }

    /// The names of rules that are included and not there.
    var missing: [String] {
        let all = root + repository.values
        return all.flatMap { [$0] + $0.patterns }.compactMap(\.include)
            .filter { $0.hasPrefix("#") && repository[String($0.dropFirst())] == nil }
    }

    /// What each character of a text is taken for: the innermost name, nil for plain text.
    func scopes(of text: String) -> [(character: Character, name: String?)] {
        var result: [(Character, String?)] = []
        var open: [Rule] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var names = [String?](repeating: nil, count: (String(line) as NSString).length)
            read(String(line), &open, &names)
            let units = Array(String(line).utf16)
            for (unit, name) in zip(units, names) {
                result.append((Character(Unicode.Scalar(unit) ?? "?"), name))
            }
            result.append(("\n", open.last?.name))
        }
        return result
    }

    private func read(_ line: String, _ open: inout [Rule], _ names: inout [String?]) {
        let length = (line as NSString).length
        var position = 0
        while position <= length {
            let rest = NSRange(location: position, length: length - position)
            let outer = open.last?.name
            var best = open.last?.end.flatMap { first($0, line, rest) }.map { ($0, nil as Rule?) }
            for rule in rules(in: open.last) {
                guard let regex = rule.match ?? rule.begin, let found = first(regex, line, rest),
                    best.map({ found.range.location < $0.0.range.location }) ?? true
                else { continue }
                best = (found, rule)
            }
            let start = best?.0.range.location ?? length
            for index in position..<min(start, length) { names[index] = outer }
            guard let (found, rule) = best else { return }
            let end = found.range.upperBound
            let name = rule?.name ?? (rule == nil ? outer : nil)
            for index in start..<end { names[index] = name ?? outer }
            if let rule, let captured = rule.captureName, found.numberOfRanges > 1,
                found.range(at: 1).location != NSNotFound
            {
                let range = found.range(at: 1)
                for index in range.location..<range.upperBound { names[index] = captured }
            }
            if let rule, rule.begin != nil {
                open.append(rule)
            } else if rule == nil {
                open.removeLast()
            }
            // A match of nothing that opens or closes is progress; any other is not.
            position = end > position || rule?.begin != nil || rule == nil ? end : end + 1
            if end == length, found.range.length == 0 { return }
        }
    }

    private func first(
        _ regex: NSRegularExpression,
        _ line: String,
        _ range: NSRange
    ) -> NSTextCheckingResult? {
        regex.firstMatch(
            in: line,
            options: [.withTransparentBounds, .withoutAnchoringBounds],
            range: range
        )
    }

    private func rules(in rule: Rule?) -> [Rule] {
        (rule?.patterns ?? root).flatMap(flattened)
    }

    private func flattened(_ rule: Rule) -> [Rule] {
        guard let include = rule.include else {
            return rule.match == nil && rule.begin == nil
                ? rule.patterns.flatMap(flattened) : [rule]
        }
        return repository[String(include.dropFirst())].map(flattened) ?? []
    }
}
