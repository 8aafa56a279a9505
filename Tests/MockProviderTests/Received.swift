import FoundationEssentials

/// The bytes of one response with the time of each read.
struct Received {
    enum End { case closed, reset }

    private(set) var bytes: [UInt8] = []
    private(set) var reads: [(end: Int, time: Int64)] = []
    /// What precedes the body, once it is whole.
    private(set) var head = ""
    private var bodyStart: Int?
    var end: End?

    mutating func append(_ part: ArraySlice<UInt8>, at time: Int64) {
        bytes += part
        reads.append((bytes.count, time))
        guard bodyStart == nil, let found = bytes.firstRange(of: [13, 10, 13, 10]) else { return }
        bodyStart = found.upperBound
        head = String(decoding: bytes[..<found.lowerBound], as: UTF8.self)
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    var status: Int? { head.split(separator: " ").dropFirst().first.flatMap { Int($0) } }

    func header(_ name: String) -> String? {
        for line in head.components(separatedBy: "\r\n").dropFirst() {
            let field = line.components(separatedBy: ": ")
            if field.count == 2, field[0].lowercased() == name.lowercased() { return field[1] }
        }
        return nil
    }

    var isComplete: Bool {
        if end != nil { return true }
        guard let start = bodyStart else { return false }
        if let length = header("content-length").flatMap({ Int($0) }) {
            return bytes.count - start >= length
        }
        return header("transfer-encoding") == "chunked"
            && bytes.suffix(5).elementsEqual("0\r\n\r\n".utf8)
    }

    /// The body with its chunked framing taken off, as far as it came.
    var body: String {
        guard let start = bodyStart else { return "" }
        var rest = bytes[start...]
        guard header("transfer-encoding") == "chunked" else {
            return String(decoding: rest, as: UTF8.self)
        }
        var body: [UInt8] = []
        while let line = rest.firstRange(of: [13, 10]) {
            let digits = String(decoding: rest[..<line.lowerBound], as: UTF8.self)
            guard let length = Int(digits, radix: 16), length > 0 else { break }
            body += rest[line.upperBound...].prefix(length)
            rest = rest[line.upperBound...].dropFirst(length + 2)
        }
        return String(decoding: body, as: UTF8.self)
    }

    /// The data of the events in the body, `[DONE]` included, comments left out.
    var events: [String] {
        body.components(separatedBy: "\n\n").filter { $0.hasPrefix("data: ") }
            .map { String($0.dropFirst(6)) }
    }

    var chunks: [Chunk] {
        events.compactMap { try? JSONDecoder().decode(Chunk.self, from: Data($0.utf8)) }
    }

    /// When each occurrence of a marker was complete.
    func times(of marker: String) -> [Int64] {
        let marker = Array(marker.utf8)
        var times: [Int64] = []
        var read = 0
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            while start + marker.count <= bytes.count {
                guard bytes[start] == marker[0],
                    marker.indices.allSatisfy({ bytes[start + $0] == marker[$0] })
                else {
                    start += 1
                    continue
                }
                start += marker.count
                while reads[read].end < start { read += 1 }
                times.append(reads[read].time)
            }
        }
        return times
    }
}

/// A chunk or a whole completion, all that any dialect puts in it.
struct Chunk: Decodable {
    struct Choice: Decodable {
        let delta: Text?
        let message: Text?
        let finish_reason: String?
        let usage: Counts?
    }

    struct Text: Decodable {
        let content: String?
        let reasoning: String?
        let reasoning_content: String?

        var anyReasoning: String? { reasoning_content ?? reasoning }
    }

    struct Counts: Decodable {
        struct Details: Decodable { let reasoning_tokens: Int }

        let prompt_tokens: Int
        let completion_tokens: Int
        let total_tokens: Int
        let completion_tokens_details: Details?
        let cost: Double?
    }

    struct Failure: Decodable { let message: String }

    struct Speed: Decodable {
        let predicted_n: Int
        let predicted_ms: Double
        let predicted_per_second: Double
    }

    let choices: [Choice]?
    let usage: Counts?
    let error: Failure?
    let timings: Speed?
}

extension [Chunk] {
    var answer: [String] {
        flatMap { $0.choices ?? [] }.compactMap { $0.delta?.content }.filter { !$0.isEmpty }
    }

    var reasoning: [String] {
        flatMap { $0.choices ?? [] }.compactMap { $0.delta?.anyReasoning }.filter { !$0.isEmpty }
    }

    var finishReason: String? {
        flatMap { $0.choices ?? [] }.compactMap(\.finish_reason).last
    }

    var usages: [Chunk.Counts] {
        flatMap { [$0.usage] + ($0.choices ?? []).map(\.usage) }.compactMap { $0 }
    }
}

extension Received {
    /// The body as one JSON object.
    func decoded() throws -> Chunk {
        try JSONDecoder().decode(Chunk.self, from: Data(body.utf8))
    }
}
