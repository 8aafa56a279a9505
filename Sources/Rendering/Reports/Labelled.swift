import Text

extension Style {
    /// A line of a report: a label in its column, then what there is to say.
    func labelled(_ label: String, _ words: String, _ role: Role = .dim) -> String {
        "  \(self(role, label.padded(to: 10))) \(words)"
    }
}
