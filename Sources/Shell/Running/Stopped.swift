private import Synchronization
internal import Terminal

/// Whether a signal stopped what is going on, and the exit code that goes with it.
final class Stopped: Sendable {
    private let value = Mutex<Int32?>(nil)

    /// The code of the first signal, nil when none came.
    var code: Int32? { value.withLock { $0 } }

    /// Takes the signals that ask to stop, until the token is cancelled.
    ///
    /// - Parameter react: ends the work; gets the exit code and the number of presses in a row, on
    ///   a thread of its own.
    func listen(
        _ react: @escaping @Sendable (_ code: Int32, _ count: Int) -> Void = { _, _ in }
    ) -> Interrupts.Token {
        Interrupts.install().onSignal { [self] signal, count in
            let code = 128 + signal.number
            value.withLock { $0 = $0 ?? code }
            react(code, count)
        }
    }
}

extension Session {
    /// The end of everything that the statement would still have done, because of a signal.
    ///
    /// At the prompt Ctrl-C ends the statement alone; a script, and the shell on other signals,
    /// end with the code.
    func stopped(by code: Int32) -> ScriptEnd {
        if !isInteractive || code != ExitCode.interrupted { stopCode = code }
        return ScriptEnd()
    }
}
