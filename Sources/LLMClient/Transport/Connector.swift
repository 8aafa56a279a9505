internal import Measurement
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// Opens connections and times each phase: look-up, TCP, TLS.
///
/// Through a proxy, look-up and TCP are those of the proxy, and the time until it gives a tunnel
/// counts as TCP.
struct Connector: Sendable {
    let group: MultiThreadedEventLoopGroup
    let trust: TrustStore
    let proxies: ProxyRules

    func open(_ endpoint: Endpoint, _ timeouts: Timeouts) async throws(Failure) -> Connection {
        var phases = Phases(connection: .cold)
        let proxy = try proxy(for: endpoint)
        let next = proxy?.endpoint ?? endpoint
        let begun = MonotonicTime.now()
        let addresses = try await Resolver.addresses(
            of: next,
            timeouts,
            on: group.any()
        )
        let resolved = MonotonicTime.now()
        phases.dns = resolved.milliseconds(since: begun)

        let channel = try await connect(next, addresses, timeouts)
        do throws(Failure) {
            if let proxy { try await tunnel(channel, through: proxy, to: endpoint, timeouts) }
            let connected = MonotonicTime.now()
            phases.connect = connected.milliseconds(since: resolved)
            if endpoint.isEncrypted {
                try await encrypt(channel, endpoint, timeouts)
                phases.tls = MonotonicTime.now().milliseconds(since: connected)
            }
        } catch {
            try? await channel.close().get()
            throw error
        }
        return Connection(channel: channel, phases: phases)
    }

    private func proxy(for endpoint: Endpoint) throws(Failure) -> Proxy? {
        do throws(EndpointError) {
            return try proxies.proxy(for: endpoint)
        } catch {
            throw Failure(.connect, "HTTPS_PROXY cannot be used: \(error.description)")
        }
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

    private func tunnel(
        _ channel: any Channel,
        through proxy: Proxy,
        to endpoint: Endpoint,
        _ timeouts: Timeouts
    ) async throws(Failure) {
        try await step("no tunnel through \(proxy.endpoint.name)", .connect, channel, timeouts) {
            pipeline,
            promise in
            let handshake = ProxyHandshake(proxy, to: endpoint, tunnel: promise)
            try pipeline.addHandler(handshake, position: .first)
        }
    }

    private func encrypt(
        _ channel: any Channel,
        _ endpoint: Endpoint,
        _ timeouts: Timeouts
    ) async throws(Failure) {
        let context = try trust.context()
        try await step("no TLS with \(endpoint.name)", .tls, channel, timeouts) {
            pipeline,
            promise in
            try pipeline.handler(type: ConnectionHandler.self).handshake = promise
            try pipeline.addHandler(
                Self.tlsHandler(context, host: endpoint.host),
                position: .first
            )
        }
    }

    /// Begins something on the channel's loop and waits until it is done, at most
    /// `timeouts.connect`.
    private func step(
        _ name: String,
        _ kind: ErrorKind,
        _ channel: any Channel,
        _ timeouts: Timeouts,
        begin:
            @escaping @Sendable (
                ChannelPipeline.SynchronousOperations, EventLoopPromise<Void>
            ) throws -> Void
    ) async throws(Failure) {
        let promise = channel.eventLoop.makePromise(of: Void.self)
        let alarm = channel.eventLoop.scheduleTask(
            in: .nanoseconds(Timeouts.nanoseconds(timeouts.connect))
        ) {
            promise.fail(ChannelError.connectTimeout(.seconds(0)))
        }
        defer { alarm.cancel() }
        channel.eventLoop.execute {
            do {
                try begin(channel.pipeline.syncOperations, promise)
            } catch {
                promise.fail(error)
            }
        }
        let first = FirstAnswer<Void>()
        promise.futureResult.whenComplete { result in
            let answer = result.mapError { error in
                if case ChannelError.connectTimeout = error {
                    let wait = JSONValue.number(timeouts.connect).text
                    return Failure(.timeout, "\(name) within \(wait) s")
                }
                return Failure(kind, "\(name): \(describe(error))")
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
