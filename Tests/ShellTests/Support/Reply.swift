import FoundationEssentials
import LLMClient
import Measurement

/// What a scripted server answers, so that every figure of a run is known beforehand.
///
/// Written `reply TARGET[#RUN] key=value …`: `ttft`, `gap` and `step` in milliseconds (`step` is
/// added to the ttft from run to run), `tokens`, `reasoning`, `text`, `estimated`, `cost`, or
/// `error` with `status`, `retry` and `message`, or `cancelled`.
struct Reply: Sendable {
    private static let start = Date(timeIntervalSince1970: 1_795_428_000)

    private let target: String
    private let number: Int?
    private let values: [String: String]

    /// The answer of every target that has no line of its own.
    static let usual = Reply("mock ttft=100 gap=10 tokens=9")

    init?(_ line: String) {
        var words = Self.words(line)
        guard !words.isEmpty else { return nil }
        let name = words.removeFirst().split(separator: "#")
        target = name.first.map(String.init) ?? ""
        number = name.count > 1 ? Int(name[1]) : nil
        values = Dictionary(
            words.map { word in
                let parts = word.split(
                    separator: "=",
                    maxSplits: 1,
                    omittingEmptySubsequences: false
                )
                return (String(parts[0]), parts.count > 1 ? Self.unescaped(parts[1]) : "")
            },
            uniquingKeysWith: { $1 }
        )
    }

    func answers(_ run: Int, of target: Target) -> Bool {
        self.target == target.description && (number == nil || number == run)
    }

    /// The measured run, as the client would have returned it.
    func run(_ number: Int, of request: ChatRequest, lane: Int, startOffset: Double) -> Run {
        let ttft = milliseconds("ttft", 100) + milliseconds("step", 0) * Double(number - 1)
        let gap = milliseconds("gap", 10)
        let tokens = Int(values["tokens"] ?? "") ?? 9
        var run = Run(
            number: number,
            target: request.target,
            lane: lane,
            startOffset: startOffset,
            outcome: outcome,
            end: ttft + gap * Double(max(0, tokens - 1)) + 5
        )
        run.recordedAt = Self.start.addingTimeInterval((startOffset + run.end) / 1000)
        run.notes = request.notes
        run.headers = ttft - 20
        guard run.outcome == .success else { return run }
        fill(&run, ttft, gap, tokens)
        return run
    }

    private func fill(_ run: inout Run, _ ttft: Double, _ gap: Double, _ tokens: Int) {
        let reasoning = Int(values["reasoning"] ?? "") ?? 0
        let offsets = (0..<tokens).map { ttft + gap * Double($0) }
        run.firstByte = ttft - 10
        run.firstToken = offsets.first
        run.lastToken = offsets.last
        run.firstAnswer = reasoning < tokens ? offsets[reasoning] : nil
        run.timeline = Timeline(arrivals: offsets.map { Int64($0 * 1000) })
        run.firstReadShare = tokens > 0 ? 1 / Double(tokens) : nil
        run.finishReason = "stop"
        run.response = values["text"] ?? "The light turns, and ships keep clear."
        run.reasoning = reasoning > 0 ? "Ships need light." : ""
        run.tokens = TokenUsage(
            input: 12,
            output: tokens,
            total: 12 + tokens,
            reasoning: reasoning > 0 ? reasoning : nil,
            source: values["estimated"] == nil ? .usage : .estimated,
            cost: values["cost"].flatMap { Double($0) },
            costSource: values["cost"] == nil ? nil : .server
        )
    }

    private var outcome: Outcome {
        if values["cancelled"] != nil { return .cancelled }
        guard let word = values["error"] else { return .success }
        return .error(
            Failure(
                ErrorKind(rawValue: word) ?? .protocol,
                values["message"] ?? "the server had an error",
                httpStatus: values["status"].flatMap { Int($0) },
                retryAfter: values["retry"].flatMap { Double($0) }
            )
        )
    }

    private func milliseconds(_ name: String, _ usual: Double) -> Double {
        values[name].flatMap { Double($0) } ?? usual
    }

    /// Blanks separate words, but not between double quotes.
    private static func words(_ line: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case " " where !isQuoted:
                if !word.isEmpty { words.append(word) }
                word = ""
            default: word.append(character)
            }
        }
        return word.isEmpty ? words : words + [word]
    }

    private static func unescaped(_ text: Substring) -> String {
        String(text).replacing("\\n", with: "\n").replacing("\\e", with: "\u{1b}")
            .replacing("\\a", with: "\u{7}").replacing("\\q", with: "\"")
    }
}
