internal import BenchLanguage
internal import History
internal import Rendering

extension Command {
    static let showSettings = Command(
        forms: ["show settings \(Show.output)"],
        summary: "list the settings, their ranges and defaults",
        examples: ["show settings"],
        action: { call, session in
            let rows = Setting.all.map { setting in
                [
                    Cell.text(setting.name), .text(session.settings[setting.name].text),
                    .text(setting.rangeText(limit: session.settings.limit(of: setting))),
                    .text(session.settings.defaultValue(of: setting).text),
                    .text(setting.summary),
                ]
            }
            let columns = [
                Column("setting"), Column("value", isNumeric: false), Column("range"),
                Column("default", isNumeric: false), Column("summary", heading: "what it does"),
            ]
            try Show.emit(
                Table(columns: columns, rows: rows),
                sparing: ["summary", "default"],
                call,
                session
            )
        }
    )

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
