import Text

/// Several things side by side.
enum Parts {
    /// The parts on one line, or on as many as a window of that width needs.
    static func lines(_ parts: [String], width: Int?, indent: String = "") -> [String] {
        var lines: [String] = []
        for part in parts {
            let longer = lines.last.map { $0 + "   " + part } ?? indent + part
            if lines.isEmpty || width.map({ longer.displayWidth > $0 }) ?? false {
                lines.append(indent + part)
            } else {
                lines[lines.count - 1] = longer
            }
        }
        return lines
    }
}
