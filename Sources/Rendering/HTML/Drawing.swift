import Text

/// The elements of an SVG, put together from top to bottom.
struct Drawing {
    /// All drawings are as wide; the page scales them.
    static let width = 760.0

    /// What a text of 12 px takes at most, as far as that can be known beforehand.
    static func width(of text: String) -> Double { Double(text.displayWidth) * 7.4 }

    private var elements: [String] = []

    /// Puts another drawing on top.
    mutating func add(_ other: Drawing) { elements += other.elements }

    mutating func line(
        _ kind: String,
        from start: (x: Double, y: Double),
        to end: (x: Double, y: Double)
    ) {
        elements.append(
            Markup.element(
                "line",
                [
                    "class": kind, "x1": Markup.number(start.x), "y1": Markup.number(start.y),
                    "x2": Markup.number(end.x), "y2": Markup.number(end.y),
                ],
                nil
            )
        )
    }

    /// `anchor` is start, middle or end.
    mutating func text(
        _ text: String,
        at place: (x: Double, y: Double),
        _ kind: String = "",
        anchor: String = "start"
    ) {
        elements.append(
            Markup.element(
                "text",
                [
                    "class": kind, "x": Markup.number(place.x), "y": Markup.number(place.y),
                    "text-anchor": anchor,
                ],
                Markup.text(text)
            )
        )
    }

    /// `tip` is shown to whoever points at it.
    mutating func box(
        _ kind: String,
        at place: (x: Double, y: Double),
        width: Double,
        height: Double,
        tip: String? = nil
    ) {
        elements.append(
            Markup.element(
                "rect",
                [
                    "class": kind, "x": Markup.number(place.x), "y": Markup.number(place.y),
                    "width": Markup.number(max(0, width)), "height": Markup.number(max(0, height)),
                ],
                tip.map { Markup.element("title", [:], Markup.text($0)) } ?? ""
            )
        )
    }

    mutating func dot(_ kind: String, at place: (x: Double, y: Double), tip: String) {
        elements.append(
            Markup.element(
                "circle",
                [
                    "class": kind, "cx": Markup.number(place.x), "cy": Markup.number(place.y),
                    "r": "3",
                ],
                Markup.element("title", [:], Markup.text(tip))
            )
        )
    }

    mutating func path(_ kind: String, _ places: [(x: Double, y: Double)]) {
        let steps = places.enumerated().map { index, place in
            "\(index == 0 ? "M" : "L")\(Markup.number(place.x)) \(Markup.number(place.y))"
        }
        elements.append(Markup.element("path", ["class": kind, "d": steps.joined()], nil))
    }

    /// The drawing as an element; `label` says what it shows to who cannot see it.
    func svg(height: Double, label: String) -> String {
        let size = "0 0 \(Markup.number(Self.width)) \(Markup.number(height))"
        return Markup.element(
            "svg",
            ["viewBox": size, "role": "img", "aria-label": label],
            "\n" + elements.joined(separator: "\n") + "\n"
        )
    }
}

extension Plot {
    /// The picture as an element of a page, with its title where the page has another.
    func figure(below heading: String) -> String {
        let drawing =
            switch self {
            case .points(let plot): plot.svg
            case .histogram(let plot): plot.svg
            case .bars(let plot): plot.svg
            }
        let caption =
            title == heading ? "" : Markup.element("figcaption", [:], Markup.text(title)) + "\n"
        return Markup.element("figure", [:], caption + drawing)
    }
}
