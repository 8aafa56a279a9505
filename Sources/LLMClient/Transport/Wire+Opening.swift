private import CSocket
private import Glibc
internal import Measurement
internal import NIOSSL

/// A step on the way to an open wire, and who waits for it.
struct Opening: Sendable {
    enum Step {
        case connect, tunnel, encrypt
    }

    let step: Step
    let first: FirstAnswer<Void>
    /// What it means that the time is up.
    let late: Failure
    /// What it means that the step failed, but for the reason.
    let failed: Failure
    /// Of the proxy's answer.
    var parser = ResponseParser()
    /// Whether the proxy was told a user and a password.
    var hasCredentials = false

    init(_ step: Step, _ first: FirstAnswer<Void>, late: Failure, failed: Failure) {
        self.step = step
        self.first = first
        self.late = late
        self.failed = failed
    }

    func fail(_ error: any Error) {
        first.give(
            .failure(Failure(failed.kind, "\(failed.message): \(describe(error))"))
        )
    }
}

extension Wire {
    /// Begins to connect to an address; nil when not even that is possible.
    static func connecting(
        to address: SocketAddress,
        _ opening: Opening,
        until deadline: Int64,
        on loop: LoopState
    ) -> WireReference? {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = socket(address.family, type | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else {
            opening.fail(SocketError.last)
            return nil
        }
        var one: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, size)
        // Where it is refused, reads are stamped when they are made.
        _ = arrivals_note(descriptor)
        let wire = Wire(WireReference(socket: descriptor), on: loop)
        wire.opening = opening
        wire.stepBegan = MonotonicTime.now().nanoseconds
        wire.setAlarm(deadline)
        do throws(SocketError) {
            let code = address.withPointer { connect(descriptor, $0, $1) }
            guard code == 0 || errno == EINPROGRESS else { throw .last }
            // A connection that is made can be written to.
            try loop.add(wire, .writing)
        } catch {
            opening.fail(error)
            wire.opening = nil
            wire.close()
            return nil
        }
        return wire.reference
    }

    func connectionIsMade() {
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(reference.socket, SOL_SOCKET, SO_ERROR, &code, &size)
        guard code == 0 else {
            opening?.fail(SocketError(code: code))
            close()
            return
        }
        loop.change(self, .reading)
        finishOpening()
    }

    /// Asks a proxy for a tunnel.
    func tunnel(
        through proxy: Proxy,
        to endpoint: Endpoint,
        _ opening: Opening,
        until deadline: Int64
    ) {
        self.opening = opening
        self.opening?.hasCredentials = proxy.authorization != nil
        stepBegan = MonotonicTime.now().nanoseconds
        setAlarm(deadline)
        send(Array(proxy.tunnelRequest(to: endpoint).utf8))
    }

    func takeTunnel(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes
        do throws(ResponseError) {
            while opening?.parser.head == nil, !rest.isEmpty {
                if try opening?.parser.nextPiece(&rest) == nil { break }
            }
        } catch {
            opening?.fail(error)
            close()
            return
        }
        guard let head = opening?.parser.head else { return }
        if 200..<300 ~= head.status {
            finishOpening()
        } else {
            opening?.fail(
                ProxyRefusal(
                    status: head.status,
                    hadCredentials: opening?.hasCredentials == true
                )
            )
            close()
        }
    }

    /// Shakes hands for TLS.
    func encrypt(
        _ context: NIOSSLContext,
        host: String,
        _ opening: Opening,
        until deadline: Int64
    ) {
        self.opening = opening
        setAlarm(deadline)
        do {
            cipher = try Cipher(context, host: host)
        } catch {
            opening.fail(error)
            close()
            return
        }
        sendEncrypted()
    }

    func finishOpening() {
        clearAlarm()
        let first = opening?.first
        if opening?.step != .encrypt {
            roundTrip = max(roundTrip, MonotonicTime.now().nanoseconds - stepBegan)
        }
        opening = nil
        // Nobody waits for it any more.
        if first?.give(.success(())) != true { close() }
    }
}
