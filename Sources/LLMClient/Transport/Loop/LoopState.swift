internal import CSocket
private import Glibc

/// What lives on the loop's thread and never leaves it.
final class LoopState {
    /// Where every read puts its bytes, in turn.
    let buffer: UnsafeMutableRawBufferPointer
    var isRunning = true
    /// Stamps what is read.
    @exclusivity(unchecked) var arrivals = ArrivalClock()
    /// Whether something was posted.
    private(set) var hasMail = false

    private let poller: Poller
    /// For what a wait reports.
    private let room: UnsafeMutableBufferPointer<ready>
    private let bell: Int32
    /// By descriptor.
    private var wires: [Wire?] = []
    /// No alarm rings before this; nanoseconds on the monotonic clock.
    private var earliestAlarm = Int64.max
    private var watches: [Int32: LoopWatch] = [:]

    /// Sockets reported by one wait.
    private static let mostAtOnce = 256
    /// Larger than any event of a stream; more than that comes with the next read, in bytes.
    private static let mostOfARead = 64 << 10

    init(_ poller: Poller, bell: Int32) {
        self.poller = poller
        self.bell = bell
        buffer = .allocate(byteCount: Self.mostOfARead, alignment: 16)
        room = .allocate(capacity: Self.mostAtOnce)
        room.initialize(repeating: ready())
    }

    func close() {
        for wire in wires { wire?.close() }
        watches = [:]
        poller.close()
    }

    deinit {
        buffer.deallocate()
        room.deallocate()
    }

    /// Waits once and handles what is ready.
    ///
    /// Alarms ring after the reads: an answer that is there is not late.
    func turn() {
        hasMail = false
        let wait = milliseconds(until: earliestAlarm, arrivals.turn)
        let count = poller.wait(milliseconds: wait, room)
        arrivals.beginTurn()
        handle(count)
        if earliestAlarm <= arrivals.turn { ring(arrivals.turn) }
    }

    private func handle(_ count: Int) {
        var index = 0
        while index < count {
            let socket = room[index].socket
            if let wire = wire(socket) {
                wire.isReady(for: Readiness(rawValue: room[index].events))
            } else if socket == bell {
                var count: UInt64 = 0
                read(bell, &count, MemoryLayout<UInt64>.size)
                hasMail = true
            } else {
                watches[socket]?.ring()
            }
            index += 1
        }
    }

    /// Rounded up, so that nothing rings early.
    private func milliseconds(until time: Int64, _ now: Int64) -> Int32 {
        guard time < .max else { return -1 }
        return Int32(clamping: (max(0, time - now) + 999_999) / 1_000_000)
    }

    // MARK: Wires

    private func wire(_ socket: Int32) -> Wire? {
        let index = Int(socket)
        return index < wires.count ? wires[index] : nil
    }

    /// The wire that a reference speaks of, while it is open.
    func wire(_ reference: WireReference) -> Wire? {
        let wire = wire(reference.socket)
        return wire?.reference === reference ? wire : nil
    }

    func add(_ wire: Wire, _ interest: Readiness) throws(SocketError) {
        try poller.add(wire.reference.socket, interest)
        let index = Int(wire.reference.socket)
        while wires.count <= index { wires.append(nil) }
        wires[index] = wire
    }

    func change(_ wire: Wire, _ interest: Readiness) {
        try? poller.change(wire.reference.socket, interest)
    }

    /// Forgets a wire whose socket is about to be closed.
    func remove(_ wire: Wire) {
        let index = Int(wire.reference.socket)
        if index < wires.count, wires[index] === wire { wires[index] = nil }
    }

    // MARK: Alarms

    func noteAlarm(_ time: Int64) {
        earliestAlarm = min(earliestAlarm, time)
    }

    private func ring(_ now: Int64) {
        earliestAlarm = .max
        for wire in wires {
            guard let wire, wire.alarm < .max else { continue }
            if wire.alarm <= now { wire.alarmRang() } else { noteAlarm(wire.alarm) }
        }
    }

    // MARK: Watching

    /// Begins to note how late the thread is; nil when the system has no timer to give.
    func watch() -> Int32? {
        guard let watch = LoopWatch(), (try? poller.add(watch.timer, .reading)) != nil else {
            return nil
        }
        watches[watch.timer] = watch
        return watch.timer
    }

    /// Every lag since the watch began.
    func endWatch(_ timer: Int32) -> LagHistogram {
        watches.removeValue(forKey: timer)?.lags ?? LagHistogram()
    }
}
