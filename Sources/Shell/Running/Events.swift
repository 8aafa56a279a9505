internal import BenchLanguage
internal import Terminal

extension Session {
    /// Writes a line for programs that watch; a sink that fails is closed, and the suite goes on.
    func emit(_ event: @autoclosure () -> String) {
        guard let sink = events else { return }
        do throws(WriteFailure) {
            try sink.write(event() + "\n")
            try sink.flush()
        } catch {
            events = nil
            tally.failedCommands += 1
            let problem = Diagnostic.error("the events file takes no more lines", at: nil)
            output.report(problem)
            keep(error: problem, at: nil)
        }
    }
}
