/// The characters that pictures are made of.
struct Blocks {
    /// Heights from the lowest that shows to the full cell.
    let heights: [Character]
    /// Lengths of the end of a bar, from the shortest that shows to the full cell.
    let lengths: [Character]
    /// The part of a bar that is uncertain.
    let shade: Character
    /// Lines and ticks of axes: upright, with a tick to its left, lying, with a tick below, corner.
    let axis: String
    let tickLeft: String
    let base: String
    let tickBelow: String
    let corner: String
    /// Nothing where there could be something.
    let idle: Character
    /// Points at something above it.
    let pointer: String

    init(_ style: Style) {
        heights = style.isASCII ? Array(".:-=+*#") : Array("▁▂▃▄▅▆▇█")
        lengths = style.isASCII ? ["#"] : Array("▏▎▍▌▋▊▉█")
        shade = style.isASCII ? "~" : "▒"
        axis = style.isASCII ? "|" : "│"
        tickLeft = style.isASCII ? "+" : "┤"
        base = style.isASCII ? "-" : "─"
        tickBelow = style.isASCII ? "+" : "┬"
        corner = style.isASCII ? "+" : "└"
        idle = style.isASCII ? "_" : "·"
        pointer = style.isASCII ? "^" : "╵"
    }

    /// A cell filled to a share of its height, 0...1.
    func height(_ share: Double) -> Character {
        let step = Int((share.unit * Double(heights.count - 1)).rounded())
        return heights[step]
    }

    /// A bar that fills a share, 0...1, of so many cells; at least a trace where the share is above 0.
    func bar(_ share: Double, cells: Int) -> String {
        guard share > 0, cells > 0, let full = lengths.last else { return "" }
        let parts = max(1, Int((share.unit * Double(cells * lengths.count)).rounded()))
        let (whole, rest) = parts.quotientAndRemainder(dividingBy: lengths.count)
        return String(repeating: full, count: whole) + (rest > 0 ? String(lengths[rest - 1]) : "")
    }
}

extension Double {
    /// The nearest value in 0...1; 0 for NaN.
    var unit: Double { self >= 0 ? min(self, 1) : 0 }
}
