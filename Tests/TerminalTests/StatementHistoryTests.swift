import Glibc
import Terminal
import Testing

@Suite struct StatementHistoryTests {
    @Test(arguments: [
        "run 5", "set prompt \"\"\"\ntwo\nlines\n\"\"\"", "back\\slash", "\\n is no newline", "a\\",
        "日本 é 🎉", "tab\there", "\\\\n\n\\",
    ])
    func aStatementComesBackAsItWas(statement: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("history")
        #expect(StatementHistory(path: path).append(statement) == nil)
        #expect(contents(of: path).filter { $0 == "\n" }.count == 1)
        #expect(StatementHistory(path: path).entries == [statement])
    }

    @Test func blankAndRepeatedStatementsAreSkipped() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("history")
        let history = StatementHistory(path: path)
        for statement in ["a", "a", " \n", "", "b", "a"] { _ = history.append(statement) }
        #expect(history.entries == ["a", "b", "a"])
        #expect(contents(of: path) == "a\nb\na\n")
    }

    @Test func twoShellsShareTheFile() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("history")
        let first = StatementHistory(path: path)
        let second = StatementHistory(path: path)
        _ = first.append("one")
        _ = second.append("two")
        _ = first.append("three")
        #expect(StatementHistory(path: path).entries == ["one", "two", "three"])
    }

    @Test func theNewestAreKeptAndOtherShellsWriteOn() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("history")
        let other = StatementHistory(path: path)
        write((0..<(StatementHistory.limit + 5)).map { "run \($0)\n" }.joined(), to: path)
        let history = StatementHistory(path: path)
        #expect(history.entries.count == StatementHistory.limit)
        #expect(history.entries.first == "run 5")
        _ = other.append("after")
        let reread = StatementHistory(path: path)
        #expect(reread.entries.first == "run 6" && reread.entries.last == "after")
    }

    @Test func nothingIsLostWhenShellsStartAndWriteAtOnce() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("history")
        let old = (0..<StatementHistory.limit).map { "old \($0)\n" }.joined()
        write(old, to: path)
        await withTaskGroup { group in
            for shell in 0..<4 {
                group.addTask {
                    for number in 0..<10 {
                        _ = StatementHistory(path: path).append("new \(shell).\(number)")
                    }
                }
            }
        }
        let new = StatementHistory(path: path).entries.filter { $0.hasPrefix("new") }
        #expect(new.count == 40 && Set(new).count == 40)
    }

    @Test func theFileIsTheUsersAlone() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("history")
        write("old\n", to: path)
        chmod(path, 0o644)
        _ = StatementHistory(path: path).append("new")
        var status = stat()
        stat(path, &status)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    @Test func aTornLastLineStaysApart() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("history")
        write("whole\ntor", to: path)
        _ = StatementHistory(path: path).append("next")
        #expect(StatementHistory(path: path).entries == ["whole", "tor", "next"])
    }

    @Test func aFileThatCannotBeUsedIsAWarning() throws {
        let folder = try TemporaryFolder()
        let pipe = folder.file("pipe")
        mkfifo(pipe, 0o600)
        write("x", to: folder.file("plain"))
        let cases = [
            (folder.path, "is a directory"), (pipe, "it is not a plain file"),
            (folder.file("plain") + "/below", "not a directory"),
        ]
        for (path, reason) in cases {
            let history = StatementHistory(path: path)
            #expect(history.warning?.contains("'\(path)': \(reason)") == true)
            #expect(history.append("kept for the session") == nil)
            #expect(history.entries == ["kept for the session"])
        }
    }

    @Test func withoutAPathThereIsNoFile() {
        let history = StatementHistory(path: nil)
        #expect(history.append("a") == nil)
        #expect(history.warning == nil && history.entries == ["a"])
    }
}
