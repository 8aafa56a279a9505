internal import Measurement

/// Opens connections and times each phase: look-up, TCP, TLS.
///
/// Through a proxy, look-up and TCP are those of the proxy, and the time until it gives a tunnel
/// counts as TCP.
struct Connector: Sendable {
    let loop: SocketLoop
    let trust: TrustStore
    let proxies: ProxyRules

    func open(_ endpoint: Endpoint, _ timeouts: Timeouts) async throws(Failure) -> Connection {
        var phases = Phases(connection: .cold)
        let proxy = try proxy(for: endpoint)
        let next = proxy?.endpoint ?? endpoint
        let begun = MonotonicTime.now()
        let deadline = begun.nanoseconds + Timeouts.nanoseconds(timeouts.connect)
        let role = proxy == nil ? "" : "the proxy "
        let addresses = try await Resolver.addresses(of: next, as: role, timeouts)
        let resolved = MonotonicTime.now()
        phases.dns = resolved.milliseconds(since: begun)

        let wire = try await connect(role + next.name, addresses, timeouts, deadline)
        do throws(Failure) {
            if let proxy {
                try await tunnel(wire, through: proxy, to: endpoint, timeouts, deadline)
            }
            let connected = MonotonicTime.now()
            phases.connect = connected.milliseconds(since: resolved)
            if endpoint.isEncrypted {
                try await encrypt(wire, endpoint, timeouts, deadline)
                phases.tls = MonotonicTime.now().milliseconds(since: connected)
            }
        } catch {
            loop.post { state in state.wire(wire)?.close() }
            throw error
        }
        return Connection(loop: loop, wire: wire, phases: phases)
    }

    private func proxy(for endpoint: Endpoint) throws(Failure) -> Proxy? {
        do throws(EndpointError) {
            return try proxies.proxy(for: endpoint)
        } catch {
            throw Failure(
                .connect,
                "the proxy of the environment cannot be used: \(error.description)"
            )
        }
    }

    // MARK: Steps

    /// Tries each address in turn and reports the last failure.
    ///
    /// A silent one does not hide the others: they share the time, and who is not the last gets
    /// no more than a lost packet needs to be sent again.
    func connect(
        _ name: String,
        _ addresses: [SocketAddress],
        _ timeouts: Timeouts,
        _ deadline: Int64
    ) async throws(Failure) -> WireReference {
        var failure = Failure(.connect, "\(name) has no address")
        for (index, address) in addresses.enumerated() where !Task.isCancelled {
            let opening = opening(
                .connect,
                late: "no connection to \(name)",
                failed: Failure(.connect, "cannot connect to \(name)"),
                timeouts
            )
            let end = Self.end(of: deadline, sharedBy: addresses.count - index)
            let begun = await loop.ask { state in
                Wire.connecting(to: address, opening, until: end, on: state)
            }
            guard let begun else {
                throw Failure(.connect, "the system gives this process no more sockets or threads")
            }
            do throws(Failure) {
                try await answer(of: opening)
                if let wire = begun { return wire }
            } catch {
                failure = error
                if let wire = begun { loop.post { state in state.wire(wire)?.close() } }
            }
        }
        throw failure
    }

    private static func end(of deadline: Int64, sharedBy count: Int) -> Int64 {
        guard count > 1 else { return deadline }
        let now = MonotonicTime.now().nanoseconds
        return now + min((deadline - now) / Int64(count), 2_000_000_000)
    }

    private func tunnel(
        _ wire: WireReference,
        through proxy: Proxy,
        to endpoint: Endpoint,
        _ timeouts: Timeouts,
        _ deadline: Int64
    ) async throws(Failure) {
        let text = "no tunnel through the proxy \(proxy.endpoint.name)"
        let opening = opening(
            .tunnel,
            late: text,
            failed: Failure(.connect, text),
            timeouts
        )
        try await step(wire, opening) { wire in
            wire.tunnel(through: proxy, to: endpoint, opening, until: deadline)
        }
    }

    private func encrypt(
        _ wire: WireReference,
        _ endpoint: Endpoint,
        _ timeouts: Timeouts,
        _ deadline: Int64
    ) async throws(Failure) {
        let context = try trust.context()
        let text = "no TLS with \(endpoint.name)"
        let opening = opening(.encrypt, late: text, failed: Failure(.tls, text), timeouts)
        try await step(wire, opening) { wire in
            wire.encrypt(context, host: endpoint.host, opening, until: deadline)
        }
    }

    /// Begins something on a wire and waits until it is done.
    private func step(
        _ wire: WireReference,
        _ opening: Opening,
        begin: @escaping @Sendable (Wire) -> Void
    ) async throws(Failure) {
        let isTaken = loop.post { state in
            if let wire = state.wire(wire) { begin(wire) } else { opening.fail(ConnectionEnded()) }
        }
        if !isTaken { opening.fail(ConnectionEnded()) }
        try await answer(of: opening)
    }

    private func answer(of opening: Opening) async throws(Failure) {
        try await opening.first.answer().get()
    }

    private func opening(
        _ step: Opening.Step,
        late: String,
        failed: Failure,
        _ timeouts: Timeouts
    ) -> Opening {
        let wait = JSONValue.number(timeouts.connect).text
        return Opening(
            step,
            FirstAnswer(),
            late: Failure(.timeout, "\(late) within \(wait) s"),
            failed: failed
        )
    }
}
