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

    @Test(arguments: ["BENCHSH_PAGER", "BENCHSH_DB", "DATABASE_URL", "SSL_CERT_FILE", "ALL_PROXY"])
    func theFileDoesNotChooseProgramsFilesOrServers(name: String) {
        let file = Source(name: ".env", text: "\(name)=theirs\nXDG_CONFIG_HOME=/theirs\n")
        let environment = Environment(process: ["HOME": "/me"], dotEnv: file)
        #expect(environment.ofProcess[name] == nil)
        #expect(environment.ofProcess.variables == ["HOME": "/me"])
        #expect(Paths.initFile(environment.ofProcess) == "/me/.config/benchsh/init.bench")
        #expect(environment.diagnostics.map(\.message) == ["\(name) does not count in .env"])
        let own = Environment(process: [name: "mine"], dotEnv: file)
        #expect(own.ofProcess[name] == "mine")
        #expect(own.diagnostics.isEmpty)
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
