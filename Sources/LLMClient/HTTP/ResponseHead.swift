/// Status line and headers of an HTTP/1.x response.
struct ResponseHead: Sendable {
    var status: Int
    var minorVersion: Int
    /// Names in lower case, in the order they came.
    var headers: [(name: String, value: String)]

    /// The first value of a header; the name in lower case.
    func header(_ name: String) -> String? {
        headers.first { $0.name == name }?.value
    }

    /// Whether a comma-separated header holds the token; both in lower case.
    func header(_ name: String, has token: String) -> Bool {
        headers.contains { header in
            header.name == name
                && header.value.lowercased().split(separator: ",")
                    .contains { $0.trimmingBlanks() == token }
        }
    }

    var isEventStream: Bool {
        header("content-type")?.lowercased().trimmingBlanks().hasPrefix("text/event-stream")
            ?? false
    }

    /// How the body is encoded beside its chunks, such as `gzip`; nil when it comes as it is.
    var coding: String? {
        let names = ["content-encoding", "transfer-encoding"]
        let codings = headers.filter { names.contains($0.name) }.flatMap { header in
            header.value.lowercased().split(separator: ",").map { $0.trimmingBlanks() }
        }
        let strange = codings.filter { !["", "identity", "chunked"].contains($0) }
        return strange.isEmpty ? nil : strange.joined(separator: ", ")
    }

    /// Whether the server keeps the connection open after this response.
    var keepsAlive: Bool {
        if header("connection", has: "close") { return false }
        return minorVersion >= 1 || header("connection", has: "keep-alive")
    }

    /// Seconds the server asks to wait, from `retry-after-ms` or `Retry-After`.
    ///
    /// A date there counts from the response's own `Date`, so that no two clocks are compared.
    var retryAfter: Double? {
        if let wait = header("retry-after-ms").flatMap(Self.wait) { return wait / 1000 }
        guard let text = header("retry-after") else { return nil }
        if let wait = Self.wait(text) { return wait }
        guard let then = HTTPDate(text), let now = header("date").flatMap(HTTPDate.init) else {
            return nil
        }
        return Double(max(0, then.seconds - now.seconds))
    }

    private static func wait(_ text: String) -> Double? {
        Double(text).flatMap { $0 >= 0 && $0.isFinite ? $0 : nil }
    }
}

extension ResponseHead {
    /// Reads a head, without the empty line that ends it; nil when it is not one.
    init?(_ bytes: [UInt8]) {
        let lines = bytes.split(separator: 0x0a)
        guard let first = lines.first else { return nil }
        let words = first.split(separator: 0x20, maxSplits: 2)
        guard words.count >= 2, words[0].starts(with: Array("HTTP/1.".utf8)),
            let minorVersion = words[0].dropFirst(7).number, 0...9 ~= minorVersion,
            words[1].count == 3, let status = words[1].number, 100...999 ~= status
        else { return nil }
        self.status = status
        self.minorVersion = minorVersion
        headers = []
        headers.reserveCapacity(lines.count - 1)
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon != line.startIndex
            else { return nil }
            let name = line[..<colon].map { 0x41...0x5a ~= $0 ? $0 | 0x20 : $0 }
            let value = line[(colon + 1)...].trimmed
            headers.append(
                (String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self))
            )
        }
    }
}

extension ArraySlice<UInt8> {
    /// What decimal digits say, and nothing but digits.
    fileprivate var number: Int? {
        guard !isEmpty, allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        return Int(String(decoding: self, as: UTF8.self))
    }

    /// Without the blanks, tabs and carriage returns at both ends.
    fileprivate var trimmed: ArraySlice<UInt8> {
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }
        guard let first = firstIndex(where: { !isBlank($0) }),
            let last = lastIndex(where: { !isBlank($0) })
        else { return [] }
        return self[first...last]
    }
}

extension StringProtocol {
    /// Without the blanks and tabs at both ends.
    func trimmingBlanks() -> SubSequence {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        guard let first = firstIndex(where: { !isBlank($0) }),
            let last = lastIndex(where: { !isBlank($0) })
        else { return self[startIndex..<startIndex] }
        return self[first...last]
    }
}
