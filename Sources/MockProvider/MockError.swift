/// Why a mock provider could not start.
package enum MockError: Error, Equatable, CustomStringConvertible {
    /// The port is outside 0 ... 65535.
    case invalidPort(Int)
    /// The system refused to listen on the port, with its reason.
    case cannotListen(port: Int, reason: String)

    /// The message for the user.
    package var description: String {
        switch self {
        case .invalidPort(let port):
            "port \(port) is outside 0 ... 65535; take 0 for a free one"
        case .cannotListen(let port, let reason):
            "the mock provider cannot listen on 127.0.0.1:\(port) (\(reason)); take port 0 for a free one"
        }
    }
}
