internal import Measurement
internal import Text

extension Exchange {
    /// What it means that a deadline has passed: what came until then, and how long nothing has.
    func lateness(at now: Int64, _ limits: Timeouts) -> Failure {
        guard lastRead > 0 else {
            let limit = Self.seconds(min(limits.firstByte, limits.total))
            return Self.late("no answer came within \(limit)")
        }
        guard let head = parser.head, let reading else {
            return Self.late(
                "the headers of the answer did not end in \(Self.seconds(ofStamp: now))"
            )
        }
        guard head.status == 200 else {
            var failure = Self.late(
                "HTTP \(head.status), but its body never ended\(reading.saidSoFar)"
            )
            failure.httpStatus = head.status
            failure.retryAfter = head.retryAfter
            return failure
        }
        let silence = now - lastRead
        let total = Timeouts.nanoseconds(limits.total)
        // Something came not long ago: it was not the silence that took so long.
        if now >= total, silence < total / 4 {
            return Self.late("the run took longer than \(Self.seconds(limits.total))")
        }
        let chunks = reading.chat.deltas.count
        let time = Self.seconds(ofStamp: silence)
        if chunks > 0 {
            return Self.late("\(Count.text(chunks, "chunk")) came, then silence for \(time)")
        }
        return Self.late(
            firstByte == nil
                ? "headers came, then nothing for \(time)"
                : "headers came, then no text and silence for \(time)"
        )
    }

    private static func late(_ text: String) -> Failure {
        Failure(.timeout, "\(text); set timeout raises the limit")
    }

    private static func seconds(_ seconds: Double) -> String {
        "\(JSONValue.number(seconds).text) s"
    }

    /// Tenths of seconds, and hundredths where that would be none.
    private static func seconds(ofStamp stamp: Int64) -> String {
        let value = Double(stamp) / 1e9
        let steps = value < 1 ? 100.0 : 10
        return seconds((value * steps).rounded() / steps)
    }
}
