internal import GRDB
private import Statistics

/// The aggregate functions that SQL of the user's has beside SQLite's own.
///
/// All ignore NULLs and are NULL over nothing; percentiles interpolate linearly.
enum Aggregates {
    static let all: [DatabaseFunction] = [
        DatabaseFunction("p50", argumentCount: 1, aggregate: FixedPercentile<P50>.self),
        DatabaseFunction("median", argumentCount: 1, aggregate: FixedPercentile<P50>.self),
        DatabaseFunction("p95", argumentCount: 1, aggregate: FixedPercentile<P95>.self),
        DatabaseFunction("p99", argumentCount: 1, aggregate: FixedPercentile<P99>.self),
        DatabaseFunction("percentile", argumentCount: 2, aggregate: FreePercentile.self),
        DatabaseFunction("stddev", argumentCount: 1, aggregate: StandardDeviation.self),
        DatabaseFunction("histogram", argumentCount: 1, aggregate: Shape.self),
    ]

    static let names = all.map(\.name)
}

/// A percentile that is part of a function's name.
private protocol Share {
    static var share: Double { get }
}

private enum P50: Share { static let share = 0.5 }
private enum P95: Share { static let share = 0.95 }
private enum P99: Share { static let share = 0.99 }

private struct FixedPercentile<Fixed: Share>: DatabaseAggregate {
    private var samples = Samples()

    mutating func step(_ values: [DatabaseValue]) throws {
        try samples.add(values.first)
    }

    func finalize() -> (any DatabaseValueConvertible)? {
        samples.distribution.percentile(Fixed.share)
    }
}

/// `percentile(x, q)` with one `q` from 0 to 100 for all rows, as SQLite's own extension has it.
private struct FreePercentile: DatabaseAggregate {
    private var samples = Samples()
    private var percent: Double?

    mutating func step(_ values: [DatabaseValue]) throws {
        guard values.count == 2, let asked = values[1].number, (0...100).contains(asked),
            percent == nil || percent == asked
        else { throw invalid("percentile(x, q) takes one q from 0 to 100, such as 95") }
        percent = asked
        try samples.add(values[0])
    }

    func finalize() -> (any DatabaseValueConvertible)? {
        percent.flatMap { samples.distribution.percentile($0 / 100) }
    }
}

/// The sample standard deviation, with divisor n − 1.
private struct StandardDeviation: DatabaseAggregate {
    private var samples = Samples()

    mutating func step(_ values: [DatabaseValue]) throws {
        try samples.add(values.first)
    }

    func finalize() -> (any DatabaseValueConvertible)? {
        samples.distribution.standardDeviation
    }
}

/// `histogram(x)`: the shape of a distribution on one line.
///
/// Sixteen equal bins from `min(x)` to `max(x)`, a block for each, the fullest one full; an empty
/// bin is a blank. Equal values are one full block.
private struct Shape: DatabaseAggregate {
    private static let bins = 16
    private static let blocks = Array("▁▂▃▄▅▆▇█")

    private var samples = Samples()

    mutating func step(_ values: [DatabaseValue]) throws {
        try samples.add(values.first)
    }

    func finalize() -> (any DatabaseValueConvertible)? {
        guard let counts = samples.distribution.histogram(bins: Self.bins)?.counts,
            let most = counts.max(), most > 0
        else { return nil }
        return String(
            counts.map { count in
                let step = (count * Self.blocks.count - 1) / most
                return count == 0 ? " " : Self.blocks[min(step, Self.blocks.count - 1)]
            }
        )
    }
}

private struct Samples {
    private var values: [Double] = []

    var distribution: Distribution { Distribution(values) }

    mutating func add(_ value: DatabaseValue?) throws {
        guard let value, !value.isNull else { return }
        guard let number = value.number else {
            throw invalid("percentiles, median, stddev and histogram take numbers")
        }
        values.append(number)
    }
}

extension DatabaseValue {
    fileprivate var number: Double? {
        switch storage {
        case .int64(let integer): Double(integer)
        case .double(let double): double
        case .null, .string, .blob: nil
        }
    }
}

private func invalid(_ message: String) -> DatabaseError {
    DatabaseError(resultCode: .SQLITE_ERROR, message: message)
}
