internal import BenchLanguage
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
}
