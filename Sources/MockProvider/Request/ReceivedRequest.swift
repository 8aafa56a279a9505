import NIOCore
import NIOHTTP1
import Synchronization

/// One request as the mock provider read it, with every secret left out.
package struct ReceivedRequest: Sendable, Equatable {
    /// The method, such as `POST`.
    package let method: String
    /// The request target, query included.
    package let target: String
    /// The headers in order; the value of one that may hold a key is `***`.
    package let headers: [Header]
    /// The scheme of the Authorization header, such as `Bearer`; nil when there was none.
    package let authorizationScheme: String?
    /// The body, at most its first 64 KiB.
    package let body: [UInt8]
    /// The ordinal of the connection, from 1: equal for two requests that shared one.
    package let connection: Int

    init(head: HTTPRequestHead, body: ByteBuffer, connection: Int) {
        method = head.method.rawValue
        target = head.uri
        headers = head.headers.map { name, value in
            Header(name, Self.secretNames.contains(name.lowercased()) ? "***" : value)
        }
        authorizationScheme = head.headers.first(name: "authorization").map {
            // Without a space the whole value may be the key.
            $0.contains(" ") ? String($0.prefix { $0 != " " }) : ""
        }
        self.body = Array(body.readableBytesView.prefix(64 * 1024))
        self.connection = connection
    }

    private static let secretNames: Set<String> = [
        "authorization", "proxy-authorization", "api-key", "x-api-key", "cookie",
    ]
}

/// The latest requests, oldest first.
final class RequestLog: Sendable {
    private static let capacity = 1000
    private let ring = Mutex<(entries: [ReceivedRequest], oldest: Int)>(([], 0))

    func append(_ request: ReceivedRequest) {
        ring.withLock {
            if $0.entries.count < Self.capacity {
                $0.entries.append(request)
            } else {
                $0.entries[$0.oldest] = request
                $0.oldest = ($0.oldest + 1) % Self.capacity
            }
        }
    }

    var requests: [ReceivedRequest] {
        ring.withLock { Array($0.entries[$0.oldest...] + $0.entries[..<$0.oldest]) }
    }
}
