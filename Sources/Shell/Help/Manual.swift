internal import BenchLanguage
internal import Measurement
internal import Text

/// What the program says of itself outside of the shell; from the declarations of flags, commands,
/// settings and metrics, and the pages of help.
package enum Manual {
    /// A flag of the command line.
    package struct Flag: Sendable {
        /// As it is written: `-c, --command STATEMENTS`.
        package let form: String
        /// One line.
        package let summary: String

        /// A flag as it is written, and what it does.
        package init(form: String, summary: String) {
            self.form = form
            self.summary = summary
        }
    }

    /// What `--help` prints: one screen.
    package static func usage(_ flags: [Flag]) -> String {
        let width = flags.map(\.form.displayWidth).max() ?? 0
        return """
            benchsh [FLAGS] [FILE ...]   runs scripts in order, without one opens a prompt

            \(flags.map { "  \($0.form.padded(to: width))  \($0.summary)" }
                .joined(separator: "\n"))

            Exit: 0 ok, 1 an expectation failed, 2 usage (nothing sent), 3 a command failed

            """
    }

    /// What `--man` prints: a page for `man -l -`.
    @MainActor
    package static func page(_ flags: [Flag]) -> String {
        var roff = Roff()
        roff.section("name")
        roff.paragraph("benchsh - a shell for benchmarking LLM APIs")
        roff.section("synopsis")
        roff.paragraph("`benchsh` [FLAGS] [FILE ...]")
        roff.section("description")
        roff.paragraph(
            "benchsh sends requests to endpoints that speak the OpenAI chat-completions protocol, "
                + "measures the streams that come back, compares targets by a significance test, "
                + "and keeps every run in a history that SQL can ask. Without a FILE and with a "
                + "terminal it opens a prompt; otherwise it runs the scripts in order. The FILE - "
                + "is standard input."
        )
        roff.section("options")
        for flag in flags { roff.entry(flag.form, flag.summary) }
        roff.section("commands")
        for command in Command.all {
            roff.subsection(command.name)
            roff.paragraph(command.summary)
            roff.verbatim(command.forms)
            if !command.details.isEmpty { roff.paragraph(command.details) }
            roff.paragraph("Examples:")
            roff.verbatim(
                command.examples.flatMap { $0.split(separator: "\n").map(String.init) }
            )
        }
        roff.section("settings")
        for setting in Setting.all { roff.entry(setting.name, HelpText.words(on: setting)) }
        roff.section("metrics")
        for metric in Metric.all { roff.entry(metric.name, HelpText.words(on: metric)) }
        for metric in SuiteMetric.all { roff.entry(metric.name, metric.definition) }
        let first = ["exit-codes": "exit status", "environment": "environment", "files": "files"]
        let rest = Topics.all.keys.filter { first[$0] == nil }.sorted()
        for name in ["exit-codes", "environment", "files"] + rest {
            roff.section(first[name] ?? name)
            roff.page(Topics.all[name] ?? "")
        }
        return ".TH BENCHSH 1 \"\" \"benchsh \(Program.version)\" \"User Commands\"\n" + roff.text
    }
}
