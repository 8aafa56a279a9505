private import Glibc
internal import Measurement
internal import NIOSSL
private import Synchronization

/// The certificates that servers are checked against, read once when first needed.
final class TrustStore: Sendable {
    private let authorityFile: String?
    private let made = Mutex<NIOSSLContext?>(nil)

    /// The system's roots, and those in a PEM file beside them when one is named.
    init(authorityFile: String?) {
        self.authorityFile = authorityFile
    }

    func context() throws(Failure) -> NIOSSLContext {
        let result = made.withLock { made -> Result<NIOSSLContext, Failure> in
            if let made { return .success(made) }
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.applicationProtocols = ["http/1.1"]
            if let authorityFile {
                configuration.additionalTrustRoots = [.file(authorityFile)]
            }
            do {
                let context = try NIOSSLContext(configuration: configuration)
                made = context
                return .success(context)
            } catch {
                return .failure(
                    Failure(.tls, authorityFile.map(Self.complaint) ?? describe(error))
                )
            }
        }
        return try result.get()
    }

    /// What is wrong with a file that no certificates could be read from.
    private static func complaint(_ file: String) -> String {
        let reason =
            access(file, R_OK) == 0 ? "it holds none in PEM" : SocketError.last.words
        return "cannot read the certificates '\(file)' of SSL_CERT_FILE: \(reason)"
    }
}
