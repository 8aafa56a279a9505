internal import GRDB

extension History {
    /// How a suite is named: the newest one, by its number, or by the name it was given.
    package enum Reference: Hashable, Sendable, CustomStringConvertible {
        case last
        case number(Int)
        /// Without the `@`; the suite that got that name last.
        case name(String)

        package var description: String {
            switch self {
            case .last: "'last'"
            case .number(let number): "\(number)"
            case .name(let name): "'@\(name)'"
            }
        }
    }
}

extension Database {
    /// The number of the suite that is meant.
    func number(of reference: History.Reference) throws -> Int {
        let condition =
            switch reference {
            case .last: "1 ORDER BY number DESC"
            case .number: "number = ?"
            case .name: "name = ? ORDER BY coalesce(named_at, created_at) DESC, number DESC"
            }
        let statement = try PreparedStatement(
            "SELECT number FROM benchmark_suites WHERE \(condition) LIMIT 1",
            on: self
        )
        switch reference {
        case .last: break
        case .number(let number): try statement.bind(number, at: 1)
        case .name(let name): try statement.bind(.text(name), at: 1)
        }
        guard try statement.step(), let number = statement.value(at: 0).integer else {
            let newest = try? reference == .last ? nil : self.number(of: .last)
            throw HistoryError.noSuchSuite(reference, newest: newest)
        }
        return number
    }
}
