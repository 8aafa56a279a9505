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
                let source = authorityFile.map { " '\($0)'" } ?? ""
                return .failure(
                    Failure(.tls, "cannot read the certificates\(source): \(describe(error))")
                )
            }
        }
        return try result.get()
    }
}
