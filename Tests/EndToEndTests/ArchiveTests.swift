import Glibc
import Testing

/// What was measured leaves the program and comes back, and others can read it.
@Suite struct ArchiveTests {
    private static let statements =
        "set mock tokens 5; run 3 on mock/fast as base; compare mock/fast, mock/steady 2; "
        + "set mock error_rate 1; run 2 on mock/flaky; note suite 1 \"it's\""

    private func prepared() throws -> Sandbox {
        let sandbox = try Sandbox()
        // The last suite fails, and so does the command.
        #expect(try sandbox.run("--keep-going", "-c", Self.statements).code == 3)
        return sandbox
    }

    /// Every value of both views, but the numbers that each history gives.
    private func everything(in sandbox: Sandbox, _ database: String) throws -> [String] {
        try ["suites", "runs"].flatMap { view in
            let ended = try sandbox.run(
                "-q",
                "--db",
                database,
                "-c",
                "set format jsonl; select * from \(view) order by \(view == "runs" ? "suite, run" : "created_at");"
            )
            #expect(ended.code == 0, "\(ended.errors)")
            return ended.output.split(separator: "\n").map { line in
                String(line.replacing(/"suite":[0-9]+,/, with: ""))
            }
        }
    }

    /// Wherever it is started from.
    @Test func pathsAreRelativeToTheScript() throws {
        let sandbox = try Sandbox()
        mkdir(sandbox.folder + "/sub", 0o755)
        sandbox.write("A prompt.", to: "sub/prompt.txt")
        sandbox.write(
            """
            set prompt from "prompt.txt"
            run on mock/fast
            export suite last to "x.json"
            show runs as csv to "runs.csv"
            set output "out.txt"
            print "here"
            set output screen
            import "x.json"
            """,
            to: "sub/all.bench"
        )
        sandbox.write("merge \"none.db\"", to: "sub/merge.bench")
        let ended = try sandbox.run("sub/all.bench")
        #expect(ended.errors.contains("suite 1 was here already"), "\(ended.errors)")
        #expect(try sandbox.run("sub/merge.bench").errors.contains("sub/none.db"))
        for name in ["x.json", "runs.csv", "out.txt"] {
            #expect(!Sandbox.contents(of: "\(sandbox.folder)/sub/\(name)").isEmpty, "\(name)")
            #expect(Sandbox.contents(of: "\(sandbox.folder)/\(name)").isEmpty, "\(name)")
        }
    }

    @Test func anExportComesBackToTheLastDigit() throws {
        let sandbox = try prepared()
        let exported = try sandbox.run("-q", "-c", "export suite 1, 2, 3 to \"all.json\"")
        #expect(exported.code == 0, "\(exported.errors)")
        let imported = try sandbox.run("--db", "new.db", "-c", "import \"all.json\"")
        #expect(imported.code == 0, "\(imported.errors)")
        #expect(imported.errors.contains("took in suite 3 with 2 runs"))
        let before = try everything(in: sandbox, sandbox.database)
        #expect(before.count == 3 + 9)
        #expect(try everything(in: sandbox, "new.db") == before)
        // A second time changes nothing.
        let again = try sandbox.run("--db", "new.db", "-c", "import \"all.json\"")
        #expect(again.errors.contains("suite 3 was here already"))
        #expect(try everything(in: sandbox, "new.db") == before)
        let once = Sandbox.contents(of: sandbox.folder + "/all.json")
        let twice = try sandbox.run("-q", "--db", "new.db", "-c", "export suite 1, 2, 3")
        #expect(twice.output == once)
    }

    @Test func aMergeTakesAnotherHistoryIn() throws {
        let sandbox = try prepared()
        let merged = try sandbox.run("--db", "new.db", "-c", "merge \"data/benchsh/bench.db\"")
        #expect(merged.errors.contains("took in 3 suites"), "\(merged.errors)")
        let before = try everything(in: sandbox, sandbox.database)
        #expect(try everything(in: sandbox, "new.db") == before)
        let again = try sandbox.run("--db", "new.db", "-c", "merge \"data/benchsh/bench.db\"")
        #expect(again.errors.contains("took in 0 suites, 3 were here already"))
    }

    /// The formats are those of everybody: Python's own readers agree with each other.
    @Test func othersCanReadIt() throws {
        let sandbox = try prepared()
        let script = """
            command -v python3 >/dev/null || { echo no python; exit; }
            "$benchsh" -q -c 'show runs of 2 as csv to "runs.csv"'
            "$benchsh" -q -c 'show runs of 2 as jsonl to "runs.jsonl"'
            "$benchsh" -q -c 'show chunks of 2 as csv to "chunks.csv"'
            "$benchsh" -q -c 'show chunks of 2 as jsonl to "chunks.jsonl"'
            "$benchsh" -q -c 'export suite 2 to "suite.json"'
            python3 - <<'END'
            import csv, json, sqlite3
            def rows(name): return list(csv.DictReader(open(name, newline="")))
            def lines(name): return [json.loads(line) for line in open(name)]
            def agree(table, objects):
                assert len(table) == len(objects) > 0
                for row, one in zip(table, objects):
                    assert list(row) == list(one)
                    for key, value in one.items():
                        if isinstance(value, (int, float)): assert float(row[key]) == value, key
                        elif value is None: assert row[key] == "", key
                        elif isinstance(value, str): assert row[key] == value, key
            agree(rows("runs.csv"), lines("runs.jsonl"))
            agree(rows("chunks.csv"), lines("chunks.jsonl"))
            suite = json.load(open("suite.json"))["suites"][0]
            runs = suite["runs"]
            assert [run["ttft_ms"] for run in runs] == [run["ttft_ms"] for run in lines("runs.jsonl")]
            file = sqlite3.connect("data/benchsh/bench.db")
            stored = file.execute("select ttft_ms, timeline from runs where suite = 2 order by run")
            for run, (ttft, timeline) in zip(runs, stored):
                assert run["ttft_ms"] == ttft and run["timeline"] == json.loads(timeline)
            chunks = file.execute("select count(*) from chunks where suite = 2").fetchone()[0]
            assert chunks == len(rows("chunks.csv")) == sum(len(run["timeline"]) for run in runs)
            print("agreed")
            END
            """
        let ended = try sandbox.shell(script)
        guard !ended.output.contains("no python") else {
            print("not tested, since there is no python3: what others read")
            return
        }
        #expect(ended.output == "agreed\n", "\(ended.errors)")
    }
}
