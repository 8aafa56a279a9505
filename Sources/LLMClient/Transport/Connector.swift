internal import Measurement
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// Opens connections and times each phase: look-up, TCP, TLS.
struct Connector: Sendable {
    let group: MultiThreadedEventLoopGroup
    let trust: TrustStore

    func open(_ endpoint: Endpoint, _ timeouts: Timeouts) async throws(Failure) -> Connection {
        var phases = Phases(connection: .cold)
        let begun = MonotonicTime.now()
        let addresses = try await Resolver.addresses(
            of: endpoint,
            timeouts,
            on: group.any()
        )
        let resolved = MonotonicTime.now()
        phases.dns = resolved.milliseconds(since: begun)

        let channel = try await connect(endpoint, addresses, timeouts)
        let connected = MonotonicTime.now()
        phases.connect = connected.milliseconds(since: resolved)
        guard endpoint.isEncrypted else { return Connection(channel: channel, phases: phases) }

        do throws(Failure) {
            try await encrypt(channel, endpoint, timeouts)
        } catch {
            try? await channel.close().get()
            throw error
        }
        phases.tls = MonotonicTime.now().milliseconds(since: connected)
        return Connection(channel: channel, phases: phases)
    }

    /// Tries each address in turn and reports the last failure.
    private func connect(
        _ endpoint: Endpoint,
        _ addresses: [SocketAddress],
        _ timeouts: Timeouts
    ) async throws(Failure) -> any Channel {
        let bootstrap = ClientBootstrap(group: group)
            .connectTimeout(.nanoseconds(Timeouts.nanoseconds(timeouts.connect)))
            .channelOption(ChannelOptions.socketOption(.tcp_nodelay), value: 1)
            // A second read per wake-up would mostly find nothing to read.
            .channelOption(ChannelOptions.maxMessagesPerRead, value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ConnectionHandler())
                }
            }
        var failure = Failure(.connect, "'\(endpoint.host)' has no address")
        for address in addresses where !Task.isCancelled {
            switch await Self.attempt(bootstrap.connect(to: address), endpoint, timeouts) {
            case .success(let channel): return channel
            case .failure(let next): failure = next
            }
        }
        throw failure
    }

    private static func attempt(
        _ connecting: EventLoopFuture<any Channel>,
        _ endpoint: Endpoint,
        _ timeouts: Timeouts
    ) async -> Result<any Channel, Failure> {
        let first = FirstAnswer<any Channel>()
        connecting.whenComplete { result in
            let answer = result.mapError { error in
                if case ChannelError.connectTimeout = error {
                    let wait = JSONValue.number(timeouts.connect).text
                    return Failure(.timeout, "no connection to \(endpoint.name) within \(wait) s")
                }
                return Failure(
                    .connect,
                    "cannot connect to \(endpoint.name): \(describe(error))"
                )
            }
            // Nobody waits for it any more.
            if !first.give(answer), case .success(let channel) = result {
                channel.close(promise: nil)
            }
        }
        return await first.answer()
    }

    private func encrypt(
        _ channel: any Channel,
        _ endpoint: Endpoint,
        _ timeouts: Timeouts
    ) async throws(Failure) {
        let context = try trust.context()
        let handshake = channel.eventLoop.makePromise(of: Void.self)
        let alarm = channel.eventLoop.scheduleTask(
            in: .nanoseconds(Timeouts.nanoseconds(timeouts.connect))
        ) {
            handshake.fail(ChannelError.connectTimeout(.seconds(0)))
        }
        defer { alarm.cancel() }
        channel.eventLoop.execute {
            do {
                let pipeline = channel.pipeline.syncOperations
                try pipeline.handler(type: ConnectionHandler.self).handshake = handshake
                try pipeline.addHandler(
                    Self.tlsHandler(context, host: endpoint.host),
                    position: .first
                )
            } catch {
                handshake.fail(error)
            }
        }
        let first = FirstAnswer<Void>()
        handshake.futureResult.whenComplete { result in
            let answer = result.mapError { error in
                if case ChannelError.connectTimeout = error {
                    let wait = JSONValue.number(timeouts.connect).text
                    return Failure(
                        .timeout,
                        "no TLS handshake with \(endpoint.name) within \(wait) s"
                    )
                }
                return Failure(
                    .tls,
                    "no TLS with \(endpoint.name): \(describe(error)); a private CA is named by "
                        + "SSL_CERT_FILE"
                )
            }
            first.give(answer)
        }
        try await first.answer().get()
    }

    /// An address instead of a name has no place in SNI.
    private static func tlsHandler(
        _ context: NIOSSLContext,
        host: String
    ) throws -> NIOSSLClientHandler {
        do {
            return try NIOSSLClientHandler(context: context, serverHostname: host)
        } catch let error as NIOSSLExtraError where error == .cannotUseIPAddressInSNI {
            return try NIOSSLClientHandler(context: context, serverHostname: nil)
        }
    }
}
