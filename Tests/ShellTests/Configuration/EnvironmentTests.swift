import BenchLanguage
import Shell
import Testing

@Suite struct EnvironmentTests {
    @Test(
        arguments: [
            ([:], "", nil),
            (["A": "process"], "", "process"),
            ([:], "A=file", "file"),
            (["A": "process"], "A=file", "process"),
            (["A": ""], "A=file", "file"),
            (["A": " \t\n"], "A=file", "file"),
            (["A": ""], "A=", nil),
            ([:], "A='  '", nil),
            (["A": " spaced "], "", " spaced "),
        ] as [([String: String], String, String?)]
    )
    func theEnvironmentWinsAndBlankMeansUnset(
        process: [String: String],
        file: String,
        value: String?
    ) {
        let environment = Environment(
            process: process,
            dotEnv: Source(name: ".env", text: file)
        )
        #expect(environment["A"] == value)
        if let value {
            #expect(environment.variables["A"] == value)
        } else {
            let blank = environment.variables["A", default: ""]
            #expect(blank.filter { !$0.isWhitespace } == "")
        }
    }

    @Test func withoutAFileThereIsNothingToTell() {
        #expect(Environment(process: [:]).diagnostics.isEmpty)
        #expect(Environment(process: [:])["A"] == nil)
    }

    @Test func whatIsWrongInTheFileIsPassedOn() {
        let environment = Environment(
            process: [:],
            dotEnv: Source(name: ".env", text: "nonsense\nA=1")
        )
        #expect(environment.diagnostics.count == 1)
        #expect(environment["A"] == "1")
    }
}
