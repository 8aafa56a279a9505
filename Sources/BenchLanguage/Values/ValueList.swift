/// What a loop runs over: values, or a range of whole numbers.
package enum ValueList: Sendable, Equatable {
    case values([Value])
    /// `from..through by step`; both ends belong to it.
    case range(from: Operand<Int>, through: Operand<Int>, step: Operand<Int>?, Span)

    /// More turns than this are a slip of the keyboard.
    package static let longestRange = 100_000

    /// The variables in it, in order.
    package var variables: [Variable] {
        switch self {
        case .values(let values): values.flatMap(\.variables)
        case .range(let first, let last, let step, _):
            first.variables + last.variables + (step?.variables ?? [])
        }
    }

    /// The values with their variables filled in; a range counts down when its step does.
    package func resolve(using scope: some Scope) throws(Diagnostic) -> [Scalar] {
        switch self {
        case .values(let values):
            var result: [Scalar] = []
            for value in values { result.append(try value.resolve(using: scope)) }
            return result
        case .range(let first, let last, let step, let span):
            let from = try first.resolve(using: scope)
            let through = try last.resolve(using: scope)
            let by = try step?.resolve(using: scope) ?? 1
            guard by != 0 else {
                throw .error("a step of 0 never ends", at: step?.span ?? span)
            }
            return try ValueList.numbers(from, through, by, span)
        }
    }

    private static func numbers(
        _ from: Int,
        _ through: Int,
        _ step: Int,
        _ span: Span
    ) throws(Diagnostic) -> [Scalar] {
        var result: [Scalar] = []
        var number = from
        while step > 0 ? number <= through : number >= through {
            guard result.count < longestRange else {
                throw .error("the range has more than \(longestRange) numbers", at: span)
            }
            result.append(.number(Double(number)))
            let next = number.addingReportingOverflow(step)
            guard !next.overflow else { break }
            number = next.partialValue
        }
        return result
    }
}
