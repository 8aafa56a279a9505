internal import BenchLanguage
internal import Rendering

extension Command {
    static let showVariables = Command(
        forms: ["show variables \(Show.output)"],
        summary: "list the variables",
        examples: ["show variables"],
        action: { call, session in
            let rows = session.variables.sorted { $0.key < $1.key }.map { name, value in
                [Cell.text("$" + name), .text(value.text)]
            }
            let columns = [Column("variable"), Column("value", isNumeric: false)]
            try Show.emit(Table(columns: columns, rows: rows), call, session)
        }
    )
}
