private import Glibc
internal import NIOCore
internal import NIOEmbedded
internal import NIOSSL
internal import NIOTLS

/// The TLS of one wire: ciphertext in, plain text out, and the other way round.
///
/// BoringSSL as NIOSSL wraps it, in a channel without a socket, so that the loop does the reading.
final class Cipher {
    private let channel: EmbeddedChannel
    private let listener = Listener()
    private let handler: NIOSSLClientHandler

    private final class Listener: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        var isEstablished = false

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case TLSUserEvent.handshakeCompleted = event { isEstablished = true }
            context.fireUserInboundEventTriggered(event)
        }
    }

    /// Begins the handshake; what it wants to say is in the output.
    init(_ context: NIOSSLContext, host: String) throws {
        channel = EmbeddedChannel()
        handler = try Self.handler(context, host: host)
        try channel.pipeline.syncOperations.addHandlers([handler, listener])
        // A certificate for an address is checked against the channel's.
        let address = try? NIOCore.SocketAddress(ipAddress: host, port: 0)
        channel.remoteAddress = address
        let nowhere = try address ?? NIOCore.SocketAddress(ipAddress: "0.0.0.0", port: 0)
        channel.connect(to: nowhere, promise: nil)
        channel.embeddedEventLoop.run()
        do {
            try channel.throwIfErrorCaught()
        } catch {
            close()
            discard()
            throw error
        }
    }

    /// An address instead of a name has no place in SNI.
    private static func handler(
        _ context: NIOSSLContext,
        host: String
    ) throws -> NIOSSLClientHandler {
        do {
            return try NIOSSLClientHandler(context: context, serverHostname: host)
        } catch let error as NIOSSLExtraError where error == .cannotUseIPAddressInSNI {
            return try NIOSSLClientHandler(context: context, serverHostname: nil)
        }
    }

    var isEstablished: Bool { listener.isEstablished }

    /// Whether the server said that it will send nothing more.
    var isEnded: Bool { !channel.isActive }

    /// Takes ciphertext and hands on what it held; returns what is wrong with it.
    func receive(
        _ bytes: UnsafeRawBufferPointer,
        _ body: (UnsafeRawBufferPointer) -> Void
    ) -> (any Error)? {
        var failure: (any Error)?
        do {
            try channel.writeInbound(ByteBuffer(bytes: bytes))
        } catch {
            failure = dated(error)
        }
        // What came before the fault still counts.
        while let plain = try? channel.readInbound(as: ByteBuffer.self) {
            plain.withUnsafeReadableBytes(body)
        }
        return failure
    }

    /// BoringSSL says the same of a certificate at the wrong time as of one that nobody trusts.
    private func dated(_ error: any Error) -> any Error {
        guard !isEstablished, let certificate = handler.peerCertificate else { return error }
        let now = time(nil)
        if now > certificate.notValidAfter { return CertificateTime.past }
        return now < certificate.notValidBefore ? CertificateTime.future : error
    }

    /// Takes plain text to be sent.
    func send(_ bytes: [UInt8]) {
        channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
        channel.embeddedEventLoop.run()
    }

    /// Ciphertext that is to be sent; nil when there is no more.
    func nextOutput() -> [UInt8]? {
        (try? channel.readOutbound(as: ByteBuffer.self)).map { Array(buffer: $0) }
    }

    /// The socket ended; returns an error when TLS had not.
    func endOfInput() -> (any Error)? {
        channel.pipeline.fireChannelInactive()
        do {
            try channel.throwIfErrorCaught()
            return nil
        } catch {
            return error
        }
    }

    /// Says goodbye; what it wants to say is in the output.
    func close() {
        channel.close(promise: nil)
        channel.embeddedEventLoop.run()
    }

    /// Ends the wait for the other side's goodbye, which would hold the channel for ever: the time
    /// of a channel without a socket stands still.
    func discard() {
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
    }
}

/// A certificate that is valid at another time.
enum CertificateTime: Error {
    case past, future

    var words: String {
        switch self {
        case .past: "its certificate has expired"
        case .future: "its certificate is not valid yet; is the clock of this machine right?"
        }
    }
}
