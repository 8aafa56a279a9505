internal import Measurement

/// How a run lies in `benchmark_runs` and, with its wide parts, in `run_details`.
enum RunColumns {
    /// The fields that are columns of `benchmark_runs`; the view makes the preview of the answer.
    static let narrow = Run.fields.filter { $0.name != "response_preview" }

    static let wide = Run.wideFields

    /// What a run is rebuilt from.
    static let restored = (narrow + wide).filter { $0.restore != nil }

    /// The run in the current row of a query of `restored`, in that order.
    static func run(in statement: borrowing PreparedStatement) -> Run {
        var run = Run(
            number: 0,
            target: Target(provider: "", model: ""),
            outcome: .cancelled,
            end: 0
        )
        for (index, field) in restored.enumerated() {
            field.restore(statement.value(at: index), in: &run)
        }
        return run
    }
}
