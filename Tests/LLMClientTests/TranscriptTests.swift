import Foundation
import Testing

@testable import LLMClient

/// Response bodies of many servers, each with the parse that is expected, whole and cut.
struct TranscriptTests {
    @Test(arguments: Transcript.names)
    func parsesAsExpected(name: String) throws {
        let transcript = try Transcript(name)
        for (cut, pieces) in transcript.cuts {
            let reading = transcript.read(pieces)
            for (key, expected) in transcript.expectations {
                let actual = reading.describe(key)
                #expect(
                    Self.matches(actual, expected),
                    "\(name) [\(cut)] \(key): got \(actual.text)"
                )
            }
        }
    }

    @Test func thereAreTranscripts() {
        #expect(Transcript.names.count > 50)
    }

    /// Of an object only the members that the expectation lists are compared.
    private static func matches(_ actual: JSONValue, _ expected: JSONValue) -> Bool {
        guard case .object(let wanted) = expected, actual.isObject else {
            return actual == expected
        }
        return wanted.allSatisfy { matches(actual[$0.key] ?? .null, $0.value) }
    }
}

/// One transcript: a body, how it was served, and what it should be read as.
private struct Transcript {
    let body: [UInt8]
    let meta: JSONValue

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "Transcripts")

    static let names: [String] = {
        let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (files ?? []).filter { $0.hasSuffix(".sse") }.map { String($0.dropLast(4)) }.sorted()
    }()

    init(_ name: String) throws {
        body = Array(try Data(contentsOf: Self.folder.appending(path: name + ".sse")))
        let json = try Data(contentsOf: Self.folder.appending(path: name + ".json"))
        meta = try JSONDecoder().decode(JSONValue.self, from: json)
    }

    var expectations: [(String, JSONValue)] {
        guard case .object(let members)? = meta["expect"] else { return [] }
        return members.sorted { $0.key < $1.key }
    }

    /// Whole, in single bytes (sevens for long bodies) and at the cuts that the transcript names.
    var cuts: [(String, [ArraySlice<UInt8>])] {
        let step = body.count < 40_000 ? 1 : 7
        var all = [
            ("whole", [body[...]]),
            ("small", stride(from: 0, to: body.count, by: step).map { body[$0...].prefix(step) }),
        ]
        if let places = meta["split_at"]?.array?.compactMap(\.integer), !places.isEmpty {
            let edges = [0] + places + [body.count]
            all.append(("split_at", zip(edges, edges.dropFirst()).map { body[$0..<$1] }))
        }
        return all
    }

    func read(_ pieces: [ArraySlice<UInt8>]) -> Reading {
        let status = meta["http"]?["status"]?.integer ?? 200
        let type = meta["http"]?["content_type"]?.string ?? ""
        let head = ResponseHead(
            status: status,
            minorVersion: 1,
            headers: [("content-type", type)]
        )
        let implied = meta["flags"]?["think_open_implied"] == .bool(true)
        var reading = ResponseReading(head: head, thinkOpenImplied: implied)
        // Each delta is stamped with the number of the event that brought it, counted like the
        // marks of the transcripts; that needs one event a feed, so the stamp is set afterwards.
        var events: [Int] = []
        for piece in pieces {
            for byte in piece {
                withUnsafeBytes(of: byte) { bytes in
                    try? reading.feed(bytes, stamp: Int64(reading.eventCount))
                }
                while events.count < reading.chat.deltas.count {
                    events.append(reading.eventCount - 1)
                }
            }
        }
        reading.finish()
        while events.count < reading.chat.deltas.count { events.append(reading.eventCount - 1) }

        var whole = ResponseReading(head: head, thinkOpenImplied: implied)
        for piece in pieces { piece.withUnsafeBytes { try? whole.feed($0, stamp: 0) } }
        whole.finish()
        return Reading(response: whole, marks: Marks(reading, events))
    }
}

/// Indexes of the events that brought the first of each kind of text.
private struct Marks {
    var generated: Int?
    var reasoning: Int?
    var answer: Int?

    init(_ reading: ResponseReading, _ events: [Int]) {
        generated = events.first
        reasoning = zip(reading.chat.deltas, events).first { $0.0.kind == .reasoning }?.1
        // `firstAnswer` holds the number of events before the one that brought it.
        answer = reading.chat.firstAnswer.map { Int($0) }
    }
}

/// A parse, in the words of the transcripts.
private struct Reading {
    let response: ResponseReading
    let marks: Marks

    func describe(_ key: String) -> JSONValue {
        let chat = response.chat
        return switch key {
        case "text_deltas": deltas(.answer, chat.answer)
        case "reasoning_deltas": deltas(.reasoning, chat.reasoning)
        case "refusal_deltas": deltas(.refusal, chat.refusal)
        case "text": .string(String(decoding: chat.answer, as: UTF8.self))
        case "reasoning": .string(String(decoding: chat.reasoning, as: UTF8.self))
        case "usage": usage
        case "finish_reason": optional(chat.finishReason)
        case "status": .string(status.word)
        case "done_marker": .bool(chat.isDone)
        case "error": error
        case "tool_calls": .array(chat.toolCalls.sorted { $0.key < $1.key }.map { call($0.value) })
        case "other_choices": otherChoices
        case "sse":
            .object([
                "events": number(response.eventCount),
                "comments": number(response.events.comments),
                "unterminated_final": .bool(response.events.endedUnterminated),
                "non_json": number(chat.nonJSON),
            ])
        case "marks":
            .object([
                "first_generated": number(marks.generated),
                "first_reasoning": number(marks.reasoning), "first_answer": number(marks.answer),
            ])
        default: .string("the test does not know '\(key)'")
        }
    }

    private func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    private func number(_ value: Int?) -> JSONValue { value.map { .number(Double($0)) } ?? .null }

    private func deltas(_ kind: Delta.Kind, _ bytes: [UInt8]) -> JSONValue {
        var rest = bytes[...]
        return .array(
            response.chat.deltas.filter { $0.kind == kind }.map { delta in
                let text = rest.prefix(delta.length)
                rest = rest.dropFirst(delta.length)
                return .string(String(decoding: text, as: UTF8.self))
            }
        )
    }

    private var usage: JSONValue {
        guard let usage = response.chat.usage else { return .null }
        return .object([
            "prompt": number(usage.prompt), "completion": number(usage.completion),
            "total": number(usage.total), "reasoning": number(usage.reasoning),
            "cached": number(usage.cached),
            "cost": usage.cost.map(JSONValue.number) ?? .null,
            "output_tokens": number(usage.output), "where": .string(usage.place.rawValue),
        ])
    }

    private func call(_ call: ToolCall) -> JSONValue {
        .object([
            "id": optional(call.id), "name": .string(call.name),
            "arguments": .string(call.arguments),
        ])
    }

    private var otherChoices: JSONValue {
        .object(
            Dictionary(
                uniqueKeysWithValues: response.chat.otherChoices.map { index, choice in
                    (
                        String(index),
                        .object([
                            "text": .string(choice.text),
                            "finish_reason": optional(choice.finishReason),
                        ])
                    )
                }
            )
        )
    }

    private var status: (word: String, error: (ServerError, Verdict.Place)?) {
        switch response.verdict {
        case .ok: ("ok", nil)
        case .error(let error, let place): ("error", (error, place))
        case .filtered: ("filtered", nil)
        case .lengthNoAnswer: ("length_no_answer", nil)
        case .truncated: ("truncated", nil)
        case .noFinishReason: ("no_finish_reason", nil)
        case .empty, .emptyBody: ("empty", nil)
        case .notStreamed: ("error", (ServerError(message: nil, type: "non_json"), .body))
        }
    }

    private var error: JSONValue {
        guard let (error, place) = status.error else { return .null }
        return .object([
            "message": optional(error.message), "type": optional(error.type),
            "code": error.code ?? .null, "where": .string(place.rawValue),
        ])
    }
}
