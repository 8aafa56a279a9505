internal import Measurement
internal import Text

extension Outcome {
    /// With a message that holds no key and nothing that steers a terminal, on one short line.
    func scrubbed(of key: Secret?) -> Outcome {
        guard case .error(var failure) = self else { return self }
        failure.message = failure.message.scrubbed(of: key)
        return .error(failure)
    }
}

extension Verdict {
    /// With what the server said short enough to leave room for our advice.
    func scrubbed(of key: Secret?) -> Verdict {
        guard case .error(var error, let place) = self else { return self }
        error.message = error.plainMessage?.scrubbed(of: key, longest: 250)
        return .error(error, in: place)
    }
}

extension String {
    /// What a server wrote, without the key and as one short line.
    ///
    /// The key goes first: where the text is cut, a part of it would stay.
    func scrubbed(of key: Secret?, longest: Int = 400) -> String {
        let text = key?.scrub(self) ?? self
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let line = String(words.unicodeScalars.filter { !$0.steersTerminal })
        return line.count > longest ? line.prefix(longest) + "…" : line
    }
}
