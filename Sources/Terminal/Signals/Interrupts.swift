import CLibEdit
import Glibc
import Synchronization

/// The requests to stop that reach the process from outside.
///
/// One who wants them asks with ``onSignal(_:_:)``; the last to have asked gets them. A signal that
/// nobody asked for restores the terminal and ends the process.
package final class Interrupts: Sendable {
    /// A request to stop: SIGINT, SIGTERM, SIGHUP.
    package enum Signal: CaseIterable, Sendable {
        case interrupt, terminate, hangUp

        /// The number that the system has for it; 128 more is the exit code.
        package var number: Int32 {
            switch self {
            case .interrupt: SIGINT
            case .terminate: SIGTERM
            case .hangUp: SIGHUP
            }
        }
    }

    /// Gets each signal, and its place in a row of presses at most two seconds apart, from 1.
    ///
    /// Runs on a thread of its own.
    package typealias Delivery = @Sendable (_ signal: Signal, _ count: Int) -> Void

    /// Keeps a delivery in place until it is cancelled or let go.
    package final class Token: Sendable {
        private let interrupts: Interrupts
        private let id: Int

        fileprivate init(_ interrupts: Interrupts, id: Int) {
            self.interrupts = interrupts
            self.id = id
        }

        deinit { cancel() }

        /// Gives the signals back to whoever had them before; harmless when repeated.
        package func cancel() { interrupts.remove(id) }
    }

    private struct Claim {
        var id: Int
        var signals: Set<Signal>
        var delivery: Delivery
        var presses: [Signal: PressCount] = [:]
    }

    private struct State {
        var claims: [Claim] = [] {
            didSet {
                for signal in Signal.allCases {
                    let isClaimed = claims.contains { $0.signals.contains(signal) }
                    cle_signals_route(signal.number, isClaimed)
                }
            }
        }
        var nextID = 0
    }

    private static let shared = Interrupts()
    private let state = Mutex(State())

    /// Starts to catch signals, once for the process, and ignores SIGPIPE.
    ///
    /// Ignored signals stay ignored in children: a pager needs SIGPIPE set back.
    @discardableResult
    package static func install() -> Interrupts { shared }

    /// Gives the terminal back as it was found, for a process that is about to end at once.
    package static func restoreTerminal() { cle_restore_terminal() }

    private init() {
        signal(SIGPIPE, SIG_IGN)
        guard let pipe = WakePipe() else { return }
        cle_signals_catch(pipe.writing)
        startThread { [self] in
            while true { deliverNext(from: pipe) }
        }
    }

    /// Directs `signals` to `delivery` while the token lives.
    package func onSignal(
        _ signals: Set<Signal> = Set(Signal.allCases),
        _ delivery: @escaping Delivery
    ) -> Token {
        let id = state.withLock { state in
            state.nextID += 1
            state.claims.append(Claim(id: state.nextID, signals: signals, delivery: delivery))
            return state.nextID
        }
        return Token(self, id: id)
    }

    private func remove(_ id: Int) {
        state.withLock { $0.claims.removeAll { $0.id == id } }
    }

    private func deliverNext(from pipe: WakePipe) {
        var waiting = pollfd(fd: pipe.reading, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, -1) > 0 else { return }
        for byte in pipe.take() {
            for signal in Signal.allCases where signal.number == Int32(byte) { deliver(signal) }
        }
    }

    private func deliver(_ signal: Signal) {
        let now = ContinuousClock.now
        let claimed = state.withLock { state -> (delivery: Delivery, count: Int)? in
            let index = state.claims.lastIndex { $0.signals.contains(signal) }
            guard let index else { return nil }
            let count = state.claims[index].presses[signal, default: PressCount()].press(at: now)
            return (state.claims[index].delivery, count)
        }
        // Outside of the lock: a delivery may cancel its own token.
        if let claimed { claimed.delivery(signal, claimed.count) }
    }
}

/// Runs `body` on a thread of its own; false when the system has none left.
@discardableResult
private func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
    final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
    let passed = Unmanaged.passRetained(Body(body))
    var thread = pthread_t()
    let code = pthread_create(
        &thread,
        nil,
        { argument in
            if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
            return nil
        },
        passed.toOpaque()
    )
    guard code == 0 else {
        passed.release()
        return false
    }
    pthread_detach(thread)
    return true
}
