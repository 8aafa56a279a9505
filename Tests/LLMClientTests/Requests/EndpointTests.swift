import Testing

@testable import LLMClient

struct EndpointTests {
    struct Good: Sendable {
        let url: String
        let host: String
        let port: Int
        let path: String
        var isEncrypted = false
        let authority: String
    }

    @Test(arguments: [
        Good(
            url: "http://127.0.0.1:8000/v1",
            host: "127.0.0.1",
            port: 8000,
            path: "/v1",
            authority: "127.0.0.1:8000"
        ),
        Good(
            url: "https://api.openai.com/v1/",
            host: "api.openai.com",
            port: 443,
            path: "/v1",
            isEncrypted: true,
            authority: "api.openai.com"
        ),
        Good(
            url: "HTTPS://api.deepseek.com",
            host: "api.deepseek.com",
            port: 443,
            path: "",
            isEncrypted: true,
            authority: "api.deepseek.com"
        ),
        Good(url: "http://lab//", host: "lab", port: 80, path: "", authority: "lab"),
        Good(url: "http://lab:80/v1", host: "lab", port: 80, path: "/v1", authority: "lab"),
        Good(
            url: "https://lab:80/",
            host: "lab",
            port: 80,
            path: "",
            isEncrypted: true,
            authority: "lab:80"
        ),
        Good(
            url: "http://[::1]:11434/v1",
            host: "::1",
            port: 11434,
            path: "/v1",
            authority: "[::1]:11434"
        ),
        Good(
            url: "https://[2001:db8::1]",
            host: "2001:db8::1",
            port: 443,
            path: "",
            isEncrypted: true,
            authority: "[2001:db8::1]"
        ),
        Good(
            url: "http://lab/a%20b/c",
            host: "lab",
            port: 80,
            path: "/a%20b/c",
            authority: "lab"
        ),
    ])
    func takesApart(good: Good) throws {
        let endpoint = try Endpoint(good.url)
        #expect(endpoint.host == good.host)
        #expect(endpoint.port == good.port)
        #expect(endpoint.basePath == good.path)
        #expect(endpoint.isEncrypted == good.isEncrypted)
        #expect(endpoint.authority == good.authority)
    }

    @Test(arguments: [
        ("", "'' is not a url; write it like \"http://127.0.0.1:8000/v1\""),
        ("lab", "'lab' is not a url; write it like \"http://127.0.0.1:8000/v1\""),
        ("/v1", "'/v1' is not a url; write it like \"http://127.0.0.1:8000/v1\""),
        (
            "localhost:8000/v1",
            "'localhost' is not supported in 'localhost:8000/v1'; use http or https"
        ),
        ("ftp://lab", "'ftp' is not supported in 'ftp://lab'; use http or https"),
        ("http://", "'http://' names no host"),
        ("http:///v1", "'http:///v1' names no host"),
        ("https:lab", "'https:lab' names no host"),
        ("http://me@lab", "a url must not hold a user or a password; use key env NAME"),
        ("http://me:secret@lab", "a url must not hold a user or a password; use key env NAME"),
        ("http://lab?a=b", "a base url has no '?' and no '#'; /chat/completions is added to it"),
        ("http://lab/#a", "a base url has no '?' and no '#'; /chat/completions is added to it"),
        ("http://lab:0", "port 0 is out of range"),
        ("http://lab:65536", "port 65536 is out of range"),
    ])
    func refuses(url: String, message: String) {
        let error = #expect(throws: EndpointError.self) { try Endpoint(url) }
        #expect(error?.description == message)
    }

    /// What would break out of the `Host` header or the request line never gets that far.
    @Test(arguments: [
        "http://a%0d%0aX-Evil:1/v1", "http://a b/v1", "http://lab/v1\r\nX: 1", "http://a%00b/",
        "http://lab:99999999999999999999/", "http://lab:-1/", "http://[::1/", "http://%/",
    ])
    func neverLetsControlCharactersThrough(url: String) {
        guard let endpoint = try? Endpoint(url) else { return }
        let text = endpoint.authority + endpoint.basePath
        #expect(text.utf8.allSatisfy { 0x21...0x7e ~= $0 }, "\(text.debugDescription)")
    }
}
