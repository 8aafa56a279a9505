import Statistics

/// A stretch of numbers between two round ones, and the round ones on the way.
struct Axis: Hashable, Sendable {
    /// Ascending, at least two; the first and the last are the ends.
    let ticks: [Double]
    /// Decimals that tell the ticks apart.
    private let decimals: Int

    /// An axis that holds the values, with about so many ticks, multiples of 1, 2 or 5 times a power
    /// of ten.
    ///
    /// Values that are not finite are left out; equal ones get room on both sides.
    init(holding values: [Double], ticks count: Int = 5, fromZero: Bool = false) {
        let finite = values.filter { $0.isFinite && $0.magnitude < 1e15 }
        var low = min(finite.min() ?? 0, fromZero ? 0 : .infinity)
        var high = max(finite.max() ?? 1, fromZero ? 0 : -.infinity)
        if high - low <= max(low.magnitude, high.magnitude) * 1e-9 {
            let room = low == 0 ? 1 : low.magnitude * 0.05
            high += room
            // What is 0 throughout, as counts are, needs no room below.
            if low > 0 && !fromZero || low < 0 { low -= room }
        }
        // Finer than any clock, and no division by what is 0 in binary.
        let least = max((high - low) / Double(max(1, count)), 1e-12)
        let step = RoundStep(atLeast: least) ?? .one
        let first = (low / step.multiple(1) + 1e-9).rounded(.down)
        let last = max(first + 1, (high / step.multiple(1) - 1e-9).rounded(.up))
        ticks = (0...Int(min(last - first, 100))).map { step.multiple(first + Double($0)) }
        decimals = max(0, -step.exponent)
    }

    /// The axis from the first to the last of round values that are given.
    init(ticks: [Double]) {
        self.ticks = ticks.count > 1 ? ticks : [0, 1]
        decimals = ticks.map { Digits.text($0).drop { $0 != "." }.dropFirst().count }.max() ?? 0
    }

    var low: Double { ticks.first ?? 0 }
    var high: Double { ticks.last ?? 1 }

    /// Where a value lies: 0 at the low end, 1 at the high one; what lies beyond is at the end.
    func share(_ value: Double) -> Double {
        let share = (value - low) / (high - low)
        return share >= 0 ? min(share, 1) : 0
    }

    /// A tick as it is written.
    func label(_ tick: Double) -> String {
        Digits.text(tick == 0 ? 0 : tick, decimals: min(decimals, 6))
    }
}
