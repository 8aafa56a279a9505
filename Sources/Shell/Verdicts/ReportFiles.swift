internal import BenchLanguage
package import FoundationEssentials
package import Rendering

/// The files that tell a CI system what the scripts came to.
///
/// They are there from the start and say that the program has not ended, so that what a killed
/// program leaves behind is neither missing nor the success of the day before.
package struct ReportFiles: Sendable {
    /// One `--report-…`.
    package struct File: Sendable {
        package let format: TestReport.Format
        package let path: String

        package init(_ format: TestReport.Format, path: String) {
            self.format = format
            self.path = path
        }

        /// JUnit's XML in the file at a path.
        package static func junit(_ path: String) -> File { File(.junit, path: path) }
        /// One JSON object in the file at a path.
        package static func json(_ path: String) -> File { File(.json, path: path) }
        /// The Test Anything Protocol in the file at a path.
        package static func tap(_ path: String) -> File { File(.tap, path: path) }
    }

    private let files: [File]
    package let proceedings: Proceedings

    package init(_ files: [File], startedAt: Date) {
        self.files = files
        proceedings = Proceedings(startedAt: startedAt)
    }

    /// Writes that the program has not ended; what cannot be written is told before any request.
    func begin() -> Diagnostic? {
        let paths = files.map(\.path)
        if let twice = paths.first(where: { path in paths.count { $0 == path } > 1 }) {
            return .error("two reports go to '\(twice)'", at: nil, label: "name another file")
        }
        if paths.contains("-") {
            return .error("a report goes to a file, not to '-'", at: nil, label: "name a file")
        }
        // What went into a stream could not be taken back.
        let replaceable = files.filter { !WholeFile.isStream($0.path) }
        return write(
            unended("benchsh has not ended, or was killed", exitCode: nil),
            to: replaceable
        )
    }

    /// Writes what it all came to.
    func end(_ exitCode: Int32, milliseconds: Double, _ tally: Tally) -> Diagnostic? {
        write(
            proceedings.report(exitCode: exitCode, milliseconds: milliseconds, tally),
            to: files
        )
    }

    /// Writes what is known when a second signal ends the program at once; from any thread.
    func abandon(_ code: Int32) {
        _ = write(unended("benchsh was made to leave at once", exitCode: code), to: files)
    }

    private func unended(_ message: String, exitCode: Int32?) -> TestReport {
        var report = proceedings.report(exitCode: exitCode, milliseconds: 0)
        let script = max(0, report.scripts.count - 1)
        report.cases.append(
            TestCase(
                .command,
                .error,
                script: script,
                file: report.scripts.last ?? "benchsh",
                name: "the end of the scripts",
                message: message
            )
        )
        return report
    }

    private func write(_ report: TestReport, to files: [File]) -> Diagnostic? {
        var problem: Diagnostic?
        for file in files {
            do {
                try WholeFile.write(report.text(as: file.format), to: file.path)
            } catch {
                // The others are written all the same.
                problem =
                    problem
                    ?? .error(
                        "cannot write the report '\(file.path)': \(FileProblem.words(error))",
                        at: nil
                    )
            }
        }
        return problem
    }
}
