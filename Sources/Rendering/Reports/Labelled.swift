import Text

extension Style {
    /// A part of a report: a label in its column, then what there is to say.
    ///
    /// In a window of that width it takes as many lines as the words need.
    func labelled(
        _ label: String,
        _ words: String,
        _ role: Role = .dim,
        width: Int? = nil
    ) -> [String] {
        let line = "  \(self(role, label.padded(to: 10))) \(words)"
        guard let width else { return [line] }
        return line.wrapped(to: width, hanging: width < 40 ? 4 : 13)
    }
}

extension String {
    /// The line, or in a window of that width as many lines as its words need, the others a little
    /// further in.
    func wrapped(to width: Int?) -> [String] {
        guard let width else { return [self] }
        return wrapped(to: width, hanging: prefix { $0 == " " }.count + 2)
    }
}
