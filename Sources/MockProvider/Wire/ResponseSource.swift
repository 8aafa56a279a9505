import NIOCore

/// What a response does next and when.
struct ResponseStep {
    enum Action {
        case write(ByteBuffer)
        case close
        case reset
        case stall
    }

    /// Nanoseconds after the request was read.
    var due: Int64
    var action: Action
    /// Whether the write counts in the lateness figures.
    var isTimed = false
}

/// The steps of one response, made as they are needed.
protocol ResponseSource {
    /// The next step, or nil when the response is complete.
    ///
    /// `elapsed` is nanoseconds since the request was read, stamped right after the step before.
    mutating func next(elapsed: Int64) -> ResponseStep?
}

/// A response of one write.
struct CompleteResponse: ResponseSource {
    private var step: ResponseStep?

    init(status: Int = 200, headers: [Header] = [], json: String, due: Int64 = 0, closes: Bool) {
        var head = ResponseHead(status: status, headers: headers + [.json])
        head.headers.append(Header("Content-Length", String(json.utf8.count)))
        if closes { head.headers.append(Header("Connection", "close")) }
        let bytes = ByteBuffer(string: head.text + json)
        step = ResponseStep(due: due, action: .write(bytes), isTimed: due > 0)
    }

    init(_ error: APIError, closes: Bool) {
        self.init(status: error.status, headers: error.headers, json: error.json, closes: closes)
    }

    mutating func next(elapsed: Int64) -> ResponseStep? {
        defer { step = nil }
        return step
    }
}

/// A response that follows a script.
struct ScriptedResponse: ResponseSource {
    private var steps: ArraySlice<ResponseScript.Step>
    private var due: Int64 = 0

    init(_ script: ResponseScript) {
        steps = script.steps[...]
    }

    mutating func next(elapsed: Int64) -> ResponseStep? {
        while let step = steps.popFirst() {
            switch step {
            case .bytes(let bytes):
                return ResponseStep(due: due, action: .write(ByteBuffer(bytes: bytes)))
            case .pause(let pause):
                due = min(due + pause.clampedNanoseconds, Duration.longestNanoseconds)
            case .close: return ResponseStep(due: due, action: .close)
            case .reset: return ResponseStep(due: due, action: .reset)
            case .stallForever: return ResponseStep(due: due, action: .stall)
            }
        }
        return nil
    }
}
