import Shell
import Synchronization
import Terminal
import Testing

import BenchLanguage

@MainActor
@Suite struct ResultFlushTests {
    private final class Counting: TextSink {
        let counts = Mutex((writes: 0, flushes: 0, waiting: 0))

        func write(_ text: String) {
            counts.withLock {
                $0.writes += 1
                $0.waiting += 1
            }
        }

        func flush() {
            counts.withLock {
                $0.flushes += 1
                $0.waiting = 0
            }
        }
    }

    /// A thousand rows are no thousand system calls, and none of them is kept back at the end.
    @Test(arguments: [1000, 0])
    func theRowsOfAQueryGoOutTogether(rows: Int) async throws {
        let shell = try ScriptedShell()
        let results = Counting()
        let screen = Screen(descriptor: -1, environment: [:])
        let output = Output(
            results: results,
            messages: Recording().messages,
            screen: screen,
            messageScreen: screen
        )
        let session = try shell.session(recording: Recording(), output: output)
        let query =
            "with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000) "
            + "select i, 1 / (i < \(rows) or 1) from n where i <= \(rows);"
        let text = "set format csv; " + query
        #expect(await Interpreter(session).run(Source(name: "", text: text)))
        await session.close()
        let counts = results.counts.withLock { $0 }
        #expect(counts.writes > rows && counts.flushes < 100 && counts.waiting == 0, "\(counts)")
    }
}
