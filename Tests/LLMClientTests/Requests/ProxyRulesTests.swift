import Testing

@testable import LLMClient

/// Which connections go through a proxy, by the variables of the environment.
struct ProxyRulesTests {
    private struct Case: CustomTestStringConvertible {
        let url: String
        let variables: [String: String]
        /// Host and port of the proxy, nil for a direct connection.
        let proxy: String?

        init(_ url: String, _ variables: [String: String], _ proxy: String?) {
            self.url = url
            self.variables = variables
            self.proxy = proxy
        }

        var testDescription: String { "\(url) with \(variables)" }
    }

    private static let cases: [Case] = [
        Case("https://api.test/v1", [:], nil),
        Case("https://api.test/v1", ["HTTPS_PROXY": "http://p:3128"], "p:3128"),
        Case("https://api.test/v1", ["HTTPS_PROXY": "p:3128"], "p:3128"),
        Case("https://api.test/v1", ["https_proxy": "http://low", "HTTPS_PROXY": "x"], "low:80"),
        Case("https://api.test/v1", ["HTTP_PROXY": "http://p:1"], nil),
        Case("http://api.test/v1", ["HTTP_PROXY": "http://p:1"], "p:1"),
        Case("https://api.test/v1", ["ALL_PROXY": "http://all:2"], "all:2"),
        Case("https://api.test/v1", ["HTTPS_PROXY": "http://p:1", "NO_PROXY": "*"], nil),
        Case("https://api.test/v1", ["HTTPS_PROXY": "http://p:1", "NO_PROXY": "api.test"], nil),
        Case("https://api.test/v1", ["HTTPS_PROXY": "http://p:1", "NO_PROXY": ".test"], nil),
        Case("https://api.test/v1", ["HTTPS_PROXY": "http://p:1", "NO_PROXY": "a, *.test"], nil),
        Case("https://api.test/v1", ["HTTPS_PROXY": "http://p:1", "NO_PROXY": "pi.test"], "p:1"),
        Case(
            "https://api.test/v1",
            ["HTTPS_PROXY": "http://p:1", "NO_PROXY": "api.test:443"],
            nil
        ),
        Case(
            "https://api.test/v1",
            ["HTTPS_PROXY": "http://p:1", "NO_PROXY": "api.test:1"],
            "p:1"
        ),
        Case("http://api.test", ["ALL_PROXY": "p:1", "NO_PROXY": "a b\tapi.test"], nil),
        Case("http://api.test", ["ALL_PROXY": "p:1", "NO_PROXY": "api.test."], nil),
        Case("http://api.test.", ["ALL_PROXY": "p:1", "NO_PROXY": "api.test"], nil),
        Case("http://10.1.2.3", ["ALL_PROXY": "p:1", "NO_PROXY": "10.0.0.0/8"], nil),
        Case("http://11.1.2.3", ["ALL_PROXY": "p:1", "NO_PROXY": "10.0.0.0/8"], "p:1"),
        Case("http://10.1.2.3", ["ALL_PROXY": "p:1", "NO_PROXY": "10.1.2.3"], nil),
        Case("http://10.1.2.3", ["ALL_PROXY": "p:1", "NO_PROXY": "10.0.0.0/99"], "p:1"),
        Case("http://10.net", ["ALL_PROXY": "p:1", "NO_PROXY": "10.0.0.0/8"], "p:1"),
        Case("http://[fd00::1]", ["ALL_PROXY": "p:1", "NO_PROXY": "[fd00::1]"], nil),
        Case("http://[fd00::1]", ["ALL_PROXY": "p:1", "NO_PROXY": "fd00:0::1"], nil),
        Case("http://[fd00::1]:8", ["ALL_PROXY": "p:1", "NO_PROXY": "[fd00::1]:8"], nil),
        Case("http://[fd00::1]:9", ["ALL_PROXY": "p:1", "NO_PROXY": "[fd00::1]:8"], "p:1"),
        Case("http://[fd00::1]", ["ALL_PROXY": "p:1", "NO_PROXY": "fd00::/8"], nil),
        Case("https://127.0.0.1/v1", ["HTTPS_PROXY": "http://p:1"], nil),
        Case("http://localhost:8000", ["ALL_PROXY": "http://p:1"], nil),
        Case("http://[::1]:8000", ["ALL_PROXY": "http://p:1"], nil),
    ]

    @Test(arguments: cases)
    private func choosesTheProxy(_ example: Case) throws {
        let rules = ProxyRules { example.variables[$0] }
        let proxy = try rules.proxy(for: Endpoint(example.url))
        #expect(proxy?.endpoint.name == example.proxy)
    }

    @Test(arguments: ["socks5://p:1", "https://p:1", "http://"])
    func whatCannotBeUsedIsSaid(url: String) throws {
        let rules = ProxyRules { $0 == "HTTPS_PROXY" ? url : nil }
        let endpoint = try Endpoint("https://api.test")
        #expect(throws: EndpointError.self) { try rules.proxy(for: endpoint) }
    }

    @Test func aUserGoesIntoAHeaderAndNowhereElse() throws {
        let proxy = try Proxy("http://me:pass@p:8080")
        #expect(proxy.authorization == "Basic bWU6cGFzcw==")
        #expect(proxy.endpoint.name == "p:8080")
    }
}
