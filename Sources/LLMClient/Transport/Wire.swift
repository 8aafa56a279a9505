private import CSocket
private import Glibc
internal import Measurement
private import Synchronization

/// Names a wire to the other threads.
final class WireReference: Sendable {
    let socket: Int32
    private let open = Atomic(true)
    private let left = Atomic(false)
    private let lost = Mutex<Failure?>(nil)

    init(socket: Int32) {
        self.socket = socket
    }

    var isOpen: Bool { open.load(ordering: .relaxed) }

    func noteClosed() { open.store(false, ordering: .relaxed) }

    /// Whether the server closed it soon after its last word, with nothing under way.
    var wasLeft: Bool { left.load(ordering: .relaxed) }

    func noteLeft() { left.store(true, ordering: .relaxed) }

    /// What broke it with nothing under way; nil when it was closed in order.
    var loss: Failure? { lost.withLock(\.self) }

    func noteLoss(_ failure: Failure) { lost.withLock { $0 = failure } }
}

/// One socket: reads, stamps, decrypts, and hands on to whatever goes on over it.
///
/// Lives on the loop's thread. One exchange at a time; between them the wire belongs to its lane.
final class Wire {
    let reference: WireReference
    unowned let loop: LoopState
    /// When the deadline of what goes on is to be looked at, on the monotonic clock.
    private(set) var alarm = Int64.max

    /// The step of opening that goes on.
    var opening: Opening?
    var exchanging: Exchanging?
    var cipher: Cipher?
    private var unsent: ArraySlice<UInt8> = []
    /// When what was read last arrived, or the request was sent.
    var latest: Int64 = 0
    /// When the step of opening that goes on began.
    var stepBegan: Int64 = 0
    /// How long the way there and back takes, as connecting measured it; nanoseconds.
    var roundTrip: Int64 = 0
    /// Packets that had come out of order when it was last asked.
    private var outOfOrder: UInt32 = 0
    /// Whether the loop is to tell when there is room to send again.
    private var awaitsRoom = false

    init(_ reference: WireReference, on loop: LoopState) {
        self.reference = reference
        self.loop = loop
    }

    func setAlarm(_ time: Int64) {
        alarm = time
        loop.noteAlarm(time)
    }

    func clearAlarm() { alarm = .max }

    func alarmRang() {
        alarm = .max
        if let opening {
            opening.first.give(.failure(opening.late))
            close()
        } else {
            lookAtDeadline()
        }
    }

    func isReady(for readiness: Readiness) {
        // Asked first, as it nearly always holds: a read must not look at how the wire was opened.
        if exchanging == nil, opening?.step == .connect { return connectionIsMade() }
        if readiness.contains(.writing) { sendRest() }
        if readiness != .writing { readOnce() }
    }

    // MARK: Reading

    /// Whether an idle wire is still open, by what has come over it until now.
    func isAlive() -> Bool {
        readOnce()
        return reference.isOpen
    }

    private func readOnce() {
        var noted: Int64 = 0
        let room = loop.buffer
        let count = Int(
            receive_noted(reference.socket, room.baseAddress, Int64(room.count), &noted)
        )
        guard count > 0 else {
            if count == 0 {
                ended(cipher?.endOfInput())
            } else if errno != EAGAIN, errno != EINTR {
                ended(SocketError.last)
            }
            return
        }
        let arrival = loop.arrivals.arrival(
            noted: noted,
            after: latest,
            isOutOfOrder: isOutOfOrder()
        )
        latest = arrival
        let bytes = UnsafeRawBufferPointer(rebasing: room[..<count])
        guard let cipher else { return take(bytes, arrival) }
        let failure = cipher.receive(bytes) { take($0, arrival) }
        sendEncrypted()
        if let failure {
            ended(failure)
        } else if cipher.isEnded {
            ended(nil)
        } else if opening?.step == .encrypt, cipher.isEstablished {
            finishOpening()
        }
    }

    /// Whether packets came out of order since the last call.
    private func isOutOfOrder() -> Bool {
        let count = packets_out_of_order(reference.socket)
        defer { outOfOrder = count }
        return count != outOfOrder
    }

    private func take(_ bytes: UnsafeRawBufferPointer, _ arrival: Int64) {
        if let exchanging {
            receive(bytes, exchanging, arrival)
        } else if opening?.step == .tunnel {
            takeTunnel(bytes)
        } else {
            // Bytes nobody asked for: the next exchange on this wire could not be trusted.
            close()
        }
    }

    /// Servers that keep a connection keep it longer than this, in nanoseconds.
    private static let soon: Int64 = 1_000_000_000

    /// The socket has ended, well or with an error.
    private func ended(_ error: (any Error)?) {
        if let opening {
            opening.fail(error ?? ConnectionEnded())
        } else if exchanging != nil {
            exchangeLost(error, byServer: true)
        } else {
            if let error { reference.noteLoss(lossBeforeAnswer(error)) }
            if MonotonicTime.now().nanoseconds - latest < Self.soon { reference.noteLeft() }
        }
        close()
    }

    // MARK: Sending

    func send(_ bytes: [UInt8]) {
        if let cipher {
            cipher.send(bytes)
            sendEncrypted()
        } else {
            write(bytes[...])
        }
    }

    func sendEncrypted() {
        while let bytes = cipher?.nextOutput() { write(bytes[...]) }
    }

    private func write(_ bytes: ArraySlice<UInt8>) {
        // The socket's number may belong to somebody else by now.
        guard reference.isOpen else { return }
        unsent += bytes
        if !awaitsRoom { sendRest() }
    }

    /// A failure is left to the next read, which knows whether an answer came all the same.
    private func sendRest() {
        while !unsent.isEmpty {
            let count = unsent.withUnsafeBytes { bytes in
                Glibc.send(
                    reference.socket,
                    bytes.baseAddress,
                    bytes.count,
                    Int32(MSG_NOSIGNAL)
                )
            }
            if count > 0 {
                unsent = unsent.dropFirst(count)
            } else if errno == EAGAIN {
                if !awaitsRoom { loop.change(self, [.reading, .writing]) }
                awaitsRoom = true
                return
            } else if errno != EINTR {
                unsent = []
            }
        }
        if awaitsRoom { loop.change(self, .reading) }
        awaitsRoom = false
        unsent = []
    }

    // MARK: Closing

    func close() {
        guard reference.isOpen else { return }
        if let cipher {
            cipher.close()
            sendEncrypted()
            cipher.discard()
        }
        reference.noteClosed()
        alarm = .max
        opening?.fail(ConnectionEnded())
        opening = nil
        if exchanging != nil { exchangeLost(nil, byServer: false) }
        loop.remove(self)
        Glibc.close(reference.socket)
    }
}
