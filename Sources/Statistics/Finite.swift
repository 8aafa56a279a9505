extension Double {
    /// The value itself, or nil where a computation overflowed or was not defined.
    var finite: Double? { isFinite ? self : nil }
}

extension [Double] {
    /// The finite values in ascending order.
    var finiteSorted: [Double] { filter(\.isFinite).sorted() }
}
