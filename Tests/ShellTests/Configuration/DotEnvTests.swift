import BenchLanguage
import Shell
import Testing

@Suite struct DotEnvTests {
    @Test(arguments: [
        ("A=1", ["A": "1"]),
        ("A=1\nB=2\n", ["A": "1", "B": "2"]),
        ("A=1\r\nB=2\r\n", ["A": "1", "B": "2"]),
        ("\u{feff}A=1", ["A": "1"]),
        ("A=1\nA=2", ["A": "2"]),
        ("  A =  spaced out  \t", ["A": "spaced out"]),
        ("export A=1", ["A": "1"]),
        ("export  A=1", ["A": "1"]),
        ("export\tA=1", ["A": "1"]),
        ("export=1", ["export": "1"]),
        ("exported=1", ["exported": "1"]),
        ("# A=1\n  # B=2\n\n\t\nC=3", ["C": "3"]),
        ("A=1 # a comment", ["A": "1"]),
        ("A=1\t# a comment", ["A": "1"]),
        ("A=1#2", ["A": "1#2"]),
        ("A=# nothing", ["A": ""]),
        ("A=", ["A": ""]),
        ("A==b=", ["A": "=b="]),
        ("A=\"x # y\" # z", ["A": "x # y"]),
        ("A='x # y'", ["A": "x # y"]),
        (#"A="say \"hi\"\n\t\\ \$HOME""#, ["A": "say \"hi\"\n\t\\ $HOME"]),
        (#"A="keep \q""#, ["A": #"keep \q"#]),
        (#"A='raw \n'"#, ["A": #"raw \n"#]),
        (#"A='it"s'"#, ["A": #"it"s"#]),
        (#"A=it's"#, ["A": "it's"]),
        ("A=\"\"", ["A": ""]),
        ("A=$B", ["A": "$B"]),
        ("A=clé 🔑", ["A": "clé 🔑"]),
        ("_9=x", ["_9": "x"]),
    ])
    func linesMakeVariables(text: String, values: [String: String]) {
        let file = DotEnv(Source(name: ".env", text: text))
        #expect(file.values == values)
        #expect(file.diagnostics.isEmpty)
    }

    /// The other lines still count.
    @Test(arguments: [
        ("A=1\nno sign\nB=2", 2, "a line without '='"),
        ("A=1\r\n\r\n\r\nno sign\r\nB=2", 4, "a line without '='"),
        ("A=1\nB=2\n9LIVES=x", 3, "this is not a variable's name"),
        ("MY KEY=x\nA=1\nB=2", 1, "this is not a variable's name"),
        ("A=1\nB=2\n=x", 3, "this is not a variable's name"),
        ("A=1\nB=2\nC=\"open", 3, "C: the quote is not closed"),
        ("A=1\nB=2\nC=\"open\\\"", 3, "C: the quote is not closed"),
        ("A=1\nB=2\nC='a' b", 3, "C: text after the closing quote"),
        ("A=1\nB=2\nexport", 3, "a line without '='"),
        ("A=1\nB=2\nexport ", 3, "a line without '='"),
    ])
    func aMalformedLineIsToldWithItsNumber(text: String, line: Int, message: String) throws {
        let file = DotEnv(Source(name: ".env", text: text))
        let diagnostic = try #require(file.diagnostics.first)
        #expect(file.diagnostics.count == 1)
        #expect(diagnostic.message == message)
        #expect(diagnostic.severity == .warning)
        let span = try #require(diagnostic.span)
        #expect(span.source.position(of: span.range.lowerBound).line == line)
        #expect(diagnostic.rendered().contains(".env:\(line):"))
        #expect(file.values == ["A": "1", "B": "2"])
    }

    /// A key must not reach the screen by way of a message about it.
    @Test(arguments: [
        "KEY=\"sk-secret", "KEY='sk-secret' x", "9KEY=sk-secret", "sk-secret", "sk-secret==",
    ])
    func aMessageDoesNotShowTheValue(text: String) throws {
        let file = DotEnv(Source(name: ".env", text: text))
        let diagnostic = try #require(file.diagnostics.first)
        #expect(!diagnostic.rendered().contains("secret"))
        #expect(!diagnostic.json().contains("secret"))
    }

    @Test func bytesThatAreNotTextDoNoHarm() {
        let file = DotEnv(Source(name: ".env", bytes: [0xff, 0x3d, 0xfe, 0x0a, 0x41, 0x3d, 0x31]))
        #expect(file.values == ["A": "1"])
        #expect(file.diagnostics.count == 1)
    }
}
