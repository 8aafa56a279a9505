internal import BenchLanguage
internal import History
internal import Rendering

extension Command {
    static let showSchema = Command(
        forms: ["show schema \(Show.output)"],
        summary: "list the views and columns that SQL can ask",
        examples: ["show schema"],
        action: { call, session in
            let rows = Schema.views.flatMap { view in
                Schema.columns(of: view).map {
                    [Cell.text(view), .text($0.name), .text($0.meaning)]
                }
            }
            let columns = [Column("view"), Column("column"), Column("meaning")]
            try Show.emit(Table(columns: columns, rows: rows), call, session)
        }
    )
}
