import Glibc

/// A distance between round numbers: 1, 2 or 5 times a power of ten.
package struct RoundStep: Sendable, Equatable {
    private static let digits = [1.0, 2, 5]

    private let digit: Double
    /// The power of ten.
    package let exponent: Int

    /// From one whole number to the next.
    package static let one = RoundStep(digit: 1, exponent: 0)

    /// The smallest that is no smaller than a number, which must be above 0; nil otherwise.
    package init?(atLeast least: Double) {
        guard least > 0, least.isFinite else { return nil }
        let exponent = Int(log10(least).rounded(.down))
        // A rounding error of the number must not make the step twice as wide.
        let digit = Self.digits.first { $0 * pow(10, Double(exponent)) >= least * (1 - 1e-9) }
        self.digit = digit ?? 1
        self.exponent = digit == nil ? exponent + 1 : exponent
    }

    private init(digit: Double, exponent: Int) {
        self.digit = digit
        self.exponent = exponent
    }

    /// The next wider one.
    var next: RoundStep {
        let wider = Self.digits.first { $0 > digit }
        return RoundStep(digit: wider ?? 1, exponent: wider == nil ? exponent + 1 : exponent)
    }

    /// So many steps from 0.
    package func multiple(_ index: Double) -> Double {
        // Dividing by a whole power of ten gives the nearest double to 0.3; multiplying does not.
        let power = pow(10, Double(exponent.magnitude))
        return exponent < 0 ? index * digit / power : index * digit * power
    }
}
