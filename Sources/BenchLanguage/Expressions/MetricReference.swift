/// A metric in an expression: `p95 ttft for openai of @steady`.
package struct MetricReference: Sendable, Equatable {
    /// How the values of the runs of a suite become one number.
    package enum Aggregate: Sendable, Equatable {
        case average, minimum, maximum, median, total
        /// 0 to 100.
        case percentile(Double)

        static let words = ["avg", "mean", "min", "max", "median", "total", "p50", "p95", "p99"]

        /// Reads `avg`, `mean`, `min`, `max`, `median`, `total`, `p95` or `p99.9`.
        package init?(_ word: String) {
            switch word {
            case "avg", "mean": self = .average
            case "min": self = .minimum
            case "max": self = .maximum
            case "median": self = .median
            case "total": self = .total
            default:
                let digits = word.utf8.dropFirst()
                let isPlain = digits.allSatisfy { Bytes.isDigit($0) || $0 == UInt8(ascii: ".") }
                guard word.utf8.first == UInt8(ascii: "p"), isPlain,
                    let first = digits.first, Bytes.isDigit(first),
                    let rank = Double(String(word.dropFirst())), (0...100).contains(rank)
                else { return nil }
                self = .percentile(rank)
            }
        }
    }

    /// Nil when the text does not say.
    package let aggregate: Aggregate?
    /// The name as the vocabulary has it.
    package let metric: String
    /// What the metric measures.
    package let dimension: Dimension
    /// The target behind `for`.
    package let target: Operand<TargetReference>?
    /// The suite behind `of`.
    package let suite: Operand<SuiteReference>?
    /// From the aggregate through the suite.
    package let span: Span

    /// The variables in it, in order.
    package var variables: [Variable] { (target?.variables ?? []) + (suite?.variables ?? []) }
}
