package import Measurement

/// Measured numbers as people read them, locale-free and without thousands separators.
///
/// Times have two decimals below 10 ms, one below 1000 and none from there on; speeds have one;
/// dollars show at least two significant digits. What is missing is `-`.
package enum Figure {
    /// The bare number, for a column whose heading names the unit; `≈` before an estimate.
    package static func text(
        _ value: Double?,
        unit: MetricUnit?,
        isEstimated: Bool = false,
        extraDecimals: Int = 0
    ) -> String {
        guard let value, !value.isNaN else { return "-" }
        return (isEstimated ? "≈" : "") + bare(value, unit, extraDecimals)
    }

    /// The number with its unit: `52.1 ms`, `100.1 tok/s`, `$0.00012`, `64 tokens`.
    ///
    /// - Parameter extraDecimals: beyond the usual ones, to tell apart what is close.
    package static func phrase(
        _ value: Double?,
        unit: MetricUnit,
        isEstimated: Bool = false,
        extraDecimals: Int = 0
    ) -> String {
        let text = text(value, unit: unit, isEstimated: isEstimated, extraDecimals: extraDecimals)
        guard let value, !value.isNaN else { return text }
        switch unit {
        case .milliseconds, .tokensPerSecond, .requestsPerSecond: return "\(text) \(unit.rawValue)"
        case .tokens: return text + (value == 1 ? " token" : " tokens")
        case .dollars: return (isEstimated ? "≈" : "") + dollars(value, extraDecimals)
        case .count, .fraction: return text
        }
    }

    /// A duration in words: `691 ms`, `12.3 s`, `1 min 12 s`, `2 h 5 min`, `3 d 4 h`.
    package static func duration(milliseconds: Double?) -> String {
        guard let milliseconds, milliseconds.isFinite, 0..<1e15 ~= milliseconds else { return "-" }
        // The unit is chosen after rounding, so that 59.96 s is not shown as 60.0 s.
        if milliseconds.rounded() < 1000 { return "\(Digits.text(milliseconds, decimals: 0)) ms" }
        if milliseconds < 59_950 { return "\(Digits.text(milliseconds / 1000, decimals: 1)) s" }
        let seconds = Int((milliseconds / 1000).rounded())
        let (minutes, hours) = (seconds / 60, seconds / 3600)
        if minutes < 60 { return "\(minutes) min \(seconds % 60) s" }
        if hours < 24 { return "\(hours) h \(minutes % 60) min" }
        return "\(hours / 24) d \(hours % 24) h"
    }

    /// An amount of memory: `512 bytes`, `1.5 MiB`.
    package static func size(bytes: Int) -> String {
        let units = ["bytes", "KiB", "MiB", "GiB"]
        var (size, unit) = (Double(bytes), 0)
        while size >= 1024, unit < units.count - 1 { (size, unit) = (size / 1024, unit + 1) }
        return "\(Digits.text(size, decimals: unit == 0 ? 0 : 1)) \(units[unit])"
    }

    private static func bare(_ value: Double, _ unit: MetricUnit?, _ extra: Int) -> String {
        switch unit {
        case .milliseconds, .requestsPerSecond:
            return Digits.text(value, decimals: value.magnitude.fineDecimals + extra)
        case .tokensPerSecond: return Digits.text(value, decimals: 1 + extra)
        case .fraction: return Digits.text(value * 100, decimals: 1 + extra) + "%"
        case .dollars: return Digits.text(value, decimals: value.magnitude.dollarDecimals + extra)
        case .count, .tokens:
            let isWhole = value == value.rounded()
            return Digits.text(value, decimals: isWhole ? 0 : value.magnitude.fineDecimals + extra)
        case nil: return Digits.text(value)
        }
    }

    private static func dollars(_ value: Double, _ extra: Int) -> String {
        (value < 0 ? "-$" : "$") + bare(value.magnitude, .dollars, extra)
    }
}

extension Double {
    /// Decimals by size, for times and rates; the bounds leave room for rounding up.
    fileprivate var fineDecimals: Int {
        self < 9.995 ? 2 : self < 999.95 ? 1 : 0
    }

    /// Two decimals, more for small sums so that two significant digits show, ten at most.
    fileprivate var dollarDecimals: Int {
        var decimals = 2
        var bound = 0.1
        while self > 0, self < bound, decimals < 10 {
            decimals += 1
            bound /= 10
        }
        return decimals
    }
}
