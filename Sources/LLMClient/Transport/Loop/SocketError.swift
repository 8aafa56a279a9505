internal import Glibc

/// A system call that failed.
struct SocketError: Error, Hashable {
    let code: Int32

    /// The failure of the call that was made last.
    static var last: SocketError { SocketError(code: errno) }

    var words: String { String(cString: strerror(code)).lowercased() }
}

/// The other side ended the connection.
struct ConnectionEnded: Error {}
