// Typed readers, one a kind of argument: the first that fits, or nil when it was left out.
extension Call {
    /// The word in NAME, WORD, SETTING, METRIC, FORMAT, MODE or PROVIDER.
    package func word(_ slot: Slot, after keyword: String? = nil) -> Word? {
        words(slot, after: keyword).first
    }

    /// Every word in a slot.
    package func words(_ slot: Slot, after keyword: String? = nil) -> [Word] {
        arguments(slot, after: keyword).compactMap {
            if case .word(let word) = $0 { word } else { nil }
        }
    }

    /// The text in STRING.
    package func text(after keyword: String? = nil) -> TextTemplate? {
        first(.string, keyword) { if case .text(let text) = $0 { text } else { nil } }
    }

    /// The value in VALUE.
    package func value(after keyword: String? = nil) -> Value? { values(after: keyword).first }

    /// Every value in VALUE.
    package func values(after keyword: String? = nil) -> [Value] {
        arguments(.value, after: keyword).compactMap {
            if case .value(let value) = $0 { value } else { nil }
        }
    }

    /// The list or range in VALUES.
    package func valueList(after keyword: String? = nil) -> ValueList? {
        first(.values, keyword) { if case .values(let list) = $0 { list } else { nil } }
    }

    /// The target in TARGET.
    package func target(after keyword: String? = nil) -> Operand<TargetReference>? {
        targets(after: keyword).first
    }

    /// Every target in TARGET.
    package func targets(after keyword: String? = nil) -> [Operand<TargetReference>] {
        arguments(.target, after: keyword).compactMap {
            if case .target(let target) = $0 { target } else { nil }
        }
    }

    /// The suite in SUITE.
    package func suite(after keyword: String? = nil) -> Operand<SuiteReference>? {
        suites(after: keyword).first
    }

    /// Every suite in SUITE.
    package func suites(after keyword: String? = nil) -> [Operand<SuiteReference>] {
        arguments(.suite, after: keyword).compactMap {
            if case .suite(let suite) = $0 { suite } else { nil }
        }
    }

    /// The count in COUNT.
    package func count(after keyword: String? = nil) -> Count? {
        first(.count, keyword) { if case .count(let count) = $0 { count } else { nil } }
    }

    /// The whole number in INT.
    package func integer(after keyword: String? = nil) -> Operand<Int>? {
        first(.integer, keyword) { if case .integer(let number) = $0 { number } else { nil } }
    }

    /// The number in NUMBER.
    package func number(after keyword: String? = nil) -> Operand<Double>? {
        first(.number, keyword) { if case .number(let number) = $0 { number } else { nil } }
    }

    /// The length of time in DURATION or AGE.
    package func duration(after keyword: String? = nil) -> Operand<Nanoseconds>? {
        first(.duration, keyword) { if case .duration(let time) = $0 { time } else { nil } }
            ?? first(.age, keyword) { if case .duration(let time) = $0 { time } else { nil } }
    }

    /// The condition in CONDITION.
    package var condition: Condition? {
        first(.condition, nil) { if case .condition(let it) = $0 { it } else { nil } }
    }

    /// The expression in EXPRESSION.
    package var expression: Expression? {
        first(.expression, nil) { if case .expression(let it) = $0 { it } else { nil } }
    }

    /// Every SETTING with the VALUE behind it, in order.
    package func assignments(after keyword: String? = nil) -> [(setting: Word, value: Value)] {
        Array(zip(words(.setting, after: keyword), values(after: keyword)))
    }

    private func first<Content>(
        _ slot: Slot,
        _ keyword: String?,
        _ read: (Argument) -> Content?
    ) -> Content? {
        arguments(slot, after: keyword).lazy.compactMap(read).first
    }
}
