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
            // What was taken in from elsewhere has a high number and may be old.
            case .last: "1 ORDER BY created_at DESC, number DESC"
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
            throw HistoryError.noSuchSuite(reference, newest: try? highestNumber())
        }
        return number
    }

    /// The number that was given last; nil without any suite.
    func highestNumber() throws -> Int? {
        let statement = try PreparedStatement("SELECT max(number) FROM benchmark_suites", on: self)
        return try statement.step() ? statement.value(at: 0).integer : nil
    }
}
