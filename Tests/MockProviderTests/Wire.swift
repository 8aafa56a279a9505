import Glibc

/// A client of blocking simplicity: sends requests on sockets of its own and reads what comes.
final class Wire {
    private let descriptor: Int32

    /// Connects to a port on loopback, with room for only so many unread bytes when given.
    init(port: Int, receiveBuffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure.system("socket", errno) }
        if var size = receiveBuffer {
            setsockopt(
                descriptor,
                SOL_SOCKET,
                SO_RCVBUF,
                &size,
                socklen_t(MemoryLayout<Int32>.size)
            )
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { [descriptor] in
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Failure.system("connect", errno) }
    }

    deinit { close(descriptor) }

    enum Failure: Error {
        case system(String, Int32)
        case timedOut(got: String)
    }

    func send(_ text: String) throws {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let sent = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { throw Failure.system("send", errno) }
            bytes = bytes.dropFirst(sent)
        }
    }

    /// Reads one response, to the end of its body or of the connection.
    func receive() throws -> Received {
        var received = Received()
        while !received.isComplete { try read(into: &received) }
        return received
    }

    /// Reads once and returns what came, whole or not.
    func receiveSome() throws -> String {
        var received = Received()
        try read(into: &received)
        return received.text
    }

    /// Whether anything arrives, or the connection ends, within a time.
    func hears(within milliseconds: Int32) -> Bool {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&waiting, 1, milliseconds) > 0
    }

    private func read(into received: inout Received) throws {
        guard hears(within: 20_000) else { throw Failure.timedOut(got: received.text) }
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count > 0 {
            received.append(buffer[..<count], at: Wire.now())
        } else {
            received.end = count == 0 ? .closed : .reset
        }
    }

    /// Monotonic nanoseconds.
    static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}

extension Wire {
    /// Sends one request on a new connection and reads the response.
    static func exchange(_ request: String, port: Int) throws -> Received {
        let wire = try Wire(port: port)
        try wire.send(request)
        return try wire.receive()
    }

    /// A chat request for a model; `fields` are more JSON members, each with a comma before it.
    static func chat(
        _ model: String,
        stream: Bool = true,
        fields: String = "",
        headers: String = ""
    ) -> String {
        post(
            #"{"model":"\#(model)","stream":\#(stream),"#
                + #""messages":[{"role":"user","content":"three small words"}]\#(fields)}"#,
            headers: headers
        )
    }

    static func post(_ body: String, headers: String = "") -> String {
        "POST /v1/chat/completions HTTP/1.1\r\nHost: mock\r\n\(headers)"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    static let withUsage = #","stream_options":{"include_usage":true}"#
}
