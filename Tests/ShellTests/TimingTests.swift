import BenchLanguage
import Testing

@testable import Shell

@MainActor
@Suite struct TimingTests {
    @Test(arguments: [("on", true), ("off", false), ("auto", false)])
    func aStatementTellsItsTimeWhenAsked(timing: String, isTold: Bool) async throws {
        let recording = Recording()
        let session = try ScriptedShell().session(recording: recording)
        let text = "set timing \(timing); print 1"
        #expect(await Interpreter(session).run(Source(name: "", text: text)))
        let told = recording.lines.contains { $0.wholeMatch(of: /! \([0-9.]+ m?s\)/) != nil }
        #expect(told == isTold, "\(recording.lines)")
        await session.close()
    }
}
