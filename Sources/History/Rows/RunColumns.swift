internal import Measurement

/// How a run lies in `benchmark_runs` and, with its wide parts, in `run_details`.
enum RunColumns {
    /// The fields that are columns of `benchmark_runs`; the view makes the preview of the answer.
    static let narrow = Run.fields.filter { $0.name != "response_preview" }

    static let wide = Run.wideFields

    /// The run in the current row of a query of its stored fields, in their order.
    static func run(in statement: borrowing PreparedStatement) -> Run {
        var run = Run.blank
        for (index, field) in Run.storedFields.enumerated() {
            field.restore(statement.value(at: index), in: &run)
        }
        return run
    }
}
