private import CSocket
private import Glibc
private import Synchronization

/// The thread that waits on every socket, reads, and stamps what it reads.
///
/// Written here because it is the measuring path: from the readiness of a socket to its stamp it is
/// one system call. Sockets that are ready together are taken in turn, each read, stamped and
/// decoded. What lives on the thread is only reached by posting work to it.
final class SocketLoop: Sendable {
    typealias Work = @Sendable (LoopState) -> Void

    /// Nil once the thread takes no more.
    private let inbox = Mutex<[Work]?>([])
    /// Wakes the thread.
    private let bell: Int32

    /// Starts the thread.
    init() {
        bell = bell_create()
        let poller = try? Poller()
        guard let poller, (try? poller.add(bell, .reading)) != nil,
            startThread({ [self] in work(poller) })
        else {
            poller?.close()
            inbox.withLock { $0 = nil }
            return
        }
    }

    deinit {
        close(bell)
    }

    private func work(_ poller: Poller) {
        let state = LoopState(poller, bell: bell)
        while state.isRunning {
            state.turn()
            if state.hasMail { for work in taken() { work(state) } }
        }
        // What was posted meanwhile still happens: somebody may wait for its answer.
        let last = inbox.withLock { inbox in
            defer { inbox = nil }
            return inbox ?? []
        }
        for work in last { work(state) }
        state.close()
    }

    private func taken() -> [Work] {
        inbox.withLock { inbox in
            guard inbox?.isEmpty == false else { return [] }
            defer { inbox = [] }
            return inbox ?? []
        }
    }

    /// Has the thread do something, after what was posted before; false when it has ended.
    @discardableResult
    func post(_ work: @escaping Work) -> Bool {
        let waiting = inbox.withLock { inbox in
            inbox?.append(work)
            return inbox?.count
        }
        // The bell has rung for what waits already, and is answered before any of it is taken.
        var one: UInt64 = 1
        if waiting == 1 { write(bell, &one, MemoryLayout<UInt64>.size) }
        return waiting != nil
    }

    /// What the body finds on the thread; nil when it has ended.
    func ask<Answer: Sendable>(
        _ body: @escaping @Sendable (LoopState) -> Answer
    ) async -> Answer? {
        await withCheckedContinuation { continuation in
            let isTaken = post { state in continuation.resume(returning: body(state)) }
            if !isTaken { continuation.resume(returning: nil) }
        }
    }

    /// Ends the thread; every connection is closed.
    func end() async {
        _ = await ask { $0.isRunning = false }
    }
}

/// Starts a thread that ends with its body; false when the system has none to give.
private func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
    final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
    let body = Unmanaged.passRetained(Body(body))
    var thread = pthread_t()
    let code = pthread_create(
        &thread,
        nil,
        { raw in
            guard let raw else { return nil }
            Unmanaged<Body>.fromOpaque(raw).takeRetainedValue().run()
            return nil
        },
        body.toOpaque()
    )
    guard code == 0 else {
        body.release()
        return false
    }
    pthread_detach(thread)
    return true
}
