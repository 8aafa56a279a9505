import LLMClient
import Measurement
import MockProvider
import Testing

struct TLSTests {
    private static let response =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
        + "Content-Length: \(Stream.complete.utf8.count)\r\n\r\n" + Stream.complete

    @Test func aServerThatDoesNotSpeakIt() async throws {
        try await withBench { bench in
            let url = "https://127.0.0.1:\(bench.mock.port)/v1"
            let failure = await bench.send(try bench.prepared(url: url)).outcome.failure
            #expect(failure?.kind == .tls)
            #expect(
                failure?.message == "no TLS with 127.0.0.1:\(bench.mock.port): it does not speak "
                    + "TLS; is it http rather than https?"
            )
        }
    }

    @Test func aServerThatNeverShakesHands() async throws {
        let silent = try await SilentServer.start()
        var timeouts = Timeouts(total: 60)
        timeouts.connect = 1
        try await withBench { bench in
            let prepared = try bench.prepared(
                url: "https://127.0.0.1:\(silent.port)",
                timeouts: timeouts
            )
            let run = await bench.send(prepared)
            let message = "no TLS with 127.0.0.1:\(silent.port) within 1 s"
            #expect(run.outcome == .error(Failure(.timeout, message)))
            #expect(run.end >= 1000)
        }
        await silent.stop()
    }

    @Test(.enabled(if: Certificates.canBeMade, "the openssl command is missing"))
    func aCertificateIsTrustedOnlyWhenItsAuthorityIsNamed() async throws {
        let certificates = try Certificates()
        defer { certificates.remove() }
        let (certificate, key) = certificates.server
        let server = try await TLSServer.start(
            certificate: certificate,
            key: key,
            response: Self.response
        )

        try await withBench { bench in
            let url = "https://localhost:\(server.port)/v1"
            let failure = await bench.send(try bench.prepared(url: url)).outcome.failure
            #expect(failure?.kind == .tls)
            #expect(
                failure?.message == "no TLS with localhost:\(server.port): its certificate is not "
                    + "trusted; SSL_CERT_FILE names a CA of your own"
            )
        }
        try await withBench(authorityFile: certificates.authority) { bench in
            for (lane, host) in ["localhost", "127.0.0.1"].enumerated() {
                let prepared = try bench.prepared(url: "https://\(host):\(server.port)/v1")
                let run = await bench.send(prepared, lane: lane)
                #expect(run.outcome == .success)
                #expect(run.response == "one two")
                #expect(run.phases.connection == .cold)
                #expect(run.phases.tls.map { $0 > 0 } == true)
                #expect(await bench.send(prepared, lane: lane).phases == .warm)
            }
        }
        await server.stop()
    }

    @Test(.enabled(if: Certificates.canBeMade, "the openssl command is missing"))
    func aCertificateForAnotherNameIsRefused() async throws {
        let certificates = try Certificates()
        defer { certificates.remove() }
        let (certificate, key) = certificates.elsewhere
        let server = try await TLSServer.start(
            certificate: certificate,
            key: key,
            response: Self.response
        )
        try await withBench(authorityFile: certificates.authority) { bench in
            for host in ["localhost", "127.0.0.1"] {
                let prepared = try bench.prepared(url: "https://\(host):\(server.port)/v1")
                let failure = await bench.send(prepared).outcome.failure
                #expect(failure?.kind == .tls)
                #expect(
                    failure?.message
                        == "no TLS with \(host):\(server.port): its certificate does not fit the "
                        + "host name"
                )
            }
        }
        await server.stop()
    }

    @Test(
        .enabled(if: Certificates.canBeMade, "the openssl command is missing"),
        arguments: [
            ("20200101000000Z", "20210101000000Z", "its certificate has expired"),
            (
                "20900101000000Z", "20950101000000Z",
                "its certificate is not valid yet; is the clock of this machine right?"
            ),
        ]
    )
    func aCertificateOfAnotherTime(start: String, end: String, words: String) async throws {
        let certificates = try Certificates()
        defer { certificates.remove() }
        let (certificate, key) = try certificates.server(from: start, to: end)
        let server = try await TLSServer.start(
            certificate: certificate,
            key: key,
            response: Self.response
        )
        try await withBench(authorityFile: certificates.authority) { bench in
            let prepared = try bench.prepared(url: "https://localhost:\(server.port)/v1")
            let failure = await bench.send(prepared).outcome.failure
            #expect(failure == Failure(.tls, "no TLS with localhost:\(server.port): \(words)"))
        }
        await server.stop()
    }

    @Test func anAuthorityFileThatCannotBeRead() async throws {
        let silent = try await SilentServer.start()
        try await withBench(authorityFile: "/nonexistent/ca.pem") { bench in
            let prepared = try bench.prepared(url: "https://127.0.0.1:\(silent.port)")
            let failure = await bench.send(prepared).outcome.failure
            #expect(failure?.kind == .tls)
            #expect(
                failure?.message == "cannot read the certificates '/nonexistent/ca.pem' of "
                    + "SSL_CERT_FILE: no such file or directory"
            )
        }
        await silent.stop()
    }

    /// With TLS 1.3 its refusal comes only after the request was sent.
    @Test(.enabled(if: Certificates.canBeMade, "the openssl command is missing"))
    func aServerThatWantsACertificateOfTheClient() async throws {
        let certificates = try Certificates()
        defer { certificates.remove() }
        let (certificate, key) = certificates.server
        let server = try await TLSServer.start(
            certificate: certificate,
            key: key,
            clientAuthority: certificates.authority,
            response: Self.response
        )
        try await withBench(authorityFile: certificates.authority) { bench in
            let url = "https://localhost:\(server.port)/v1"
            let prepared = try bench.prepared(url: url)
            await bench.client.open(prepared, lane: 0)
            let failure = await bench.send(prepared).outcome.failure
            let words = "the server wants a client certificate, which benchsh cannot send"
            #expect(failure == Failure(.tls, words))
        }
        await server.stop()
    }
}
