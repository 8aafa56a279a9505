import Shell
import Testing

@Suite struct PathsTests {
    @Test(
        arguments: [
            (nil, ["HOME": "/h"], "/h/.local/share/benchsh/bench.db"),
            (nil, ["HOME": "/h", "XDG_DATA_HOME": "/d"], "/d/benchsh/bench.db"),
            (nil, ["HOME": "/h", "XDG_DATA_HOME": "d"], "/h/.local/share/benchsh/bench.db"),
            (nil, ["HOME": "/h", "XDG_DATA_HOME": " "], "/h/.local/share/benchsh/bench.db"),
            (nil, [:], "./.local/share/benchsh/bench.db"),
            (nil, ["DATABASE_URL": "sqlite:///relative.db"], "relative.db"),
            (nil, ["DATABASE_URL": "sqlite:////absolute.db"], "/absolute.db"),
            (nil, ["DATABASE_URL": "sqlite+aiosqlite:///./a.db"], "./a.db"),
            (nil, ["DATABASE_URL": "/plain/path.db"], "/plain/path.db"),
            (nil, ["DATABASE_URL": "plain.db"], "plain.db"),
            (nil, ["DATABASE_URL": "u.db", "BENCHSH_DB": "b.db"], "b.db"),
            ("o.db", ["DATABASE_URL": "u.db", "BENCHSH_DB": "b.db"], "o.db"),
        ] as [(String?, [String: String], String)]
    )
    func theHistoryLies(option: String?, variables: [String: String], path: String) {
        let environment = Environment(process: variables)
        #expect(Paths.history(option: option, environment) == path)
    }

    @Test(arguments: [
        (["HOME": "/h"], "/h/.local/state/benchsh/history", "/h/.config/benchsh/init.bench"),
        (
            ["HOME": "/h", "XDG_STATE_HOME": "/s", "XDG_CONFIG_HOME": "/c"],
            "/s/benchsh/history", "/c/benchsh/init.bench"
        ),
        (
            ["HOME": "/h", "BENCHSH_HISTORY": "/x"], "/x", "/h/.config/benchsh/init.bench"
        ),
    ])
    func statementsAndTheInitFileLie(
        variables: [String: String],
        statements: String,
        initFile: String
    ) {
        let environment = Environment(process: variables)
        #expect(Paths.statements(environment) == statements)
        #expect(Paths.initFile(environment) == initFile)
    }
}
