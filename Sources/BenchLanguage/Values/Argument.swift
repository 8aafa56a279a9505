/// What a slot of a statement holds, by the kind of the slot.
///
/// The rare large ones are kept indirect, so that a list of a million values stays small.
package enum Argument: Sendable, Equatable {
    /// NAME, WORD, SETTING, METRIC, FORMAT, MODE, PROVIDER
    case word(Word)
    /// STRING
    case text(TextTemplate)
    /// VALUE
    case value(Value)
    /// VALUES
    indirect case values(ValueList)
    /// TARGET
    case target(Operand<TargetReference>)
    /// SUITE
    case suite(Operand<SuiteReference>)
    /// COUNT
    indirect case count(Count)
    /// INT
    case integer(Operand<Int>)
    /// NUMBER
    case number(Operand<Double>)
    /// DURATION, AGE
    case duration(Operand<Nanoseconds>)
    /// CONDITION
    indirect case condition(Condition)
    /// EXPRESSION
    case expression(Expression)

    /// The variables in it, in order.
    package var variables: [Variable] {
        switch self {
        case .word: []
        case .text(let template): template.variables
        case .value(let value): value.variables
        case .values(let list): list.variables
        case .target(let operand): operand.variables
        case .suite(let operand): operand.variables
        case .count(let count): count.variables
        case .integer(let operand): operand.variables
        case .number(let operand): operand.variables
        case .duration(let operand): operand.variables
        case .condition(let condition): condition.variables
        case .expression(let expression): expression.variables
        }
    }
}
