package import FoundationEssentials
package import Measurement

/// Which suites a list shows; what is nil does not restrict.
package struct SuiteFilter: Sendable {
    /// A provider that any target of the suite belongs to.
    package var provider: String?
    /// A model that any target of the suite is.
    package var model: String?
    package var mode: Mode?
    package var status: SuiteStatus?
    package var name: String?
    /// Begun at this time or later.
    package var since: Date?
    /// Begun before this time.
    package var before: Date?
    /// What the prompt holds, in any letter case.
    package var promptText: String?
    /// The best of a figure come first, those without it last; nil for the newest first.
    package var order: Order?
    package var limit: Int?
    /// How many of the newest are left out.
    package var offset: Int

    package init(
        provider: String? = nil,
        model: String? = nil,
        mode: Mode? = nil,
        status: SuiteStatus? = nil,
        name: String? = nil,
        since: Date? = nil,
        before: Date? = nil,
        promptText: String? = nil,
        order: Order? = nil,
        limit: Int? = nil,
        offset: Int = 0
    ) {
        self.provider = provider
        self.model = model
        self.mode = mode
        self.status = status
        self.name = name
        self.since = since
        self.before = before
        self.promptText = promptText
        self.order = order
        self.limit = limit
        self.offset = offset
    }

    /// A column of the view `suites` to sort by.
    package struct Order: Sendable {
        let column: String
        let isDescending: Bool

        /// Nil for a name that is no narrow column of the view.
        package init?(_ name: String, isDescending: Bool) {
            let figure = SuiteFigure.all.first { $0.column == name }?.column
            let field = SuiteColumns.narrow.first { $0.name == name }?.column
            guard let column = figure ?? field else { return nil }
            self.column = column
            self.isDescending = isDescending
        }
    }

    /// What stands behind ORDER BY.
    var ordering: String {
        guard let order else { return "created_at DESC, number DESC" }
        return "\(order.column) IS NULL, \(order.column) \(order.isDescending ? "DESC" : "ASC"), "
            + "created_at DESC, number DESC"
    }

    /// A condition for WHERE with the values of its parameters, in order.
    var condition: (sql: String, values: [SQLValue]) {
        var terms: [String] = []
        var values: [SQLValue] = []
        func require(_ term: String, _ value: String?) {
            guard let value else { return }
            terms.append(term)
            values.append(.text(value))
        }
        if let target = targetCondition {
            terms.append(target.sql)
            values += target.values
        }
        require("s.mode = ?", mode?.rawValue)
        require("s.status = ?", status?.rawValue)
        require("s.name = ?", name)
        require("s.created_at >= ?", since.map(StoredTime.text))
        require("s.created_at < ?", before.map(StoredTime.text))
        // The bar is the escape of LIKE, so that it and the two wildcards stand for themselves.
        require(
            "t.prompt LIKE '%' || ? || '%' ESCAPE '|'",
            promptText.map { text in
                text.reduce(into: "") { pattern, character in
                    if "|%_".contains(character) { pattern.append("|") }
                    pattern.append(character)
                }
            }
        )
        return (terms.isEmpty ? "1" : terms.joined(separator: " AND "), values)
    }

    /// Holds where one and the same target has the provider and the model.
    private var targetCondition: (sql: String, values: [SQLValue])? {
        let values = [provider, model].compactMap { $0.map(SQLValue.text) }
        guard !values.isEmpty else { return nil }
        func both(_ providerColumn: String, _ modelColumn: String) -> String {
            let terms = [
                provider.map { _ in "\(providerColumn) = ?" },
                model.map { _ in "\(modelColumn) = ?" },
            ]
            return terms.compactMap(\.self).joined(separator: " AND ")
        }
        // The first target has columns; the list is opened only where there are more. A target
        // is stored as `provider/model`, and only its first slash separates.
        let first = both("s.provider_id", "s.model")
        let listed = both(
            "substr(value, 1, instr(value, '/') - 1)",
            "substr(value, instr(value, '/') + 1)"
        )
        let sql = """
            (\(first) OR (s.mode = 'comparison'
            AND EXISTS (SELECT 1 FROM json_each(s.targets) WHERE \(listed))))
            """
        return (sql, values + values)
    }
}
