private import FoundationEssentials

/// An HTTP proxy through which connections are tunnelled.
package struct Proxy: Hashable, Sendable {
    let endpoint: Endpoint
    /// The value of `Proxy-Authorization`, nil without a user.
    let authorization: String?

    /// Reads `http://[user:password@]host:port`; other schemes are refused by name.
    init(_ url: String) throws(EndpointError) {
        let text = url.contains("://") ? url : "http://" + url
        guard var parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased()
        else {
            throw EndpointError("the proxy's url cannot be read; write http://host:port")
        }
        guard scheme == "http" else {
            throw EndpointError("a proxy by '\(scheme)' is not supported; use http://host:port")
        }
        authorization = parts.user.map { user in
            let pair = "\(user):\(parts.password ?? "")"
            return "Basic " + Data(pair.utf8).base64EncodedString()
        }
        parts.user = nil
        parts.password = nil
        parts.path = ""
        endpoint = try Endpoint(parts.string ?? "")
    }
}

/// Which connections go through a proxy: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`.
package struct ProxyRules: Sendable {
    private let variable: @Sendable (String) -> String?

    /// - Parameter variable: looks up a variable of the environment.
    package init(_ variable: @escaping @Sendable (String) -> String?) {
        self.variable = variable
    }

    /// No proxies at all.
    package static let none = ProxyRules { _ in nil }

    /// The proxy for an endpoint, nil to connect to it directly.
    ///
    /// Loopback never goes through one. Names in lower case win, as with other programs.
    func proxy(for endpoint: Endpoint) throws(EndpointError) -> Proxy? {
        guard !endpoint.isLoopback else { return nil }
        guard !ProxyExceptions(value("NO_PROXY") ?? "").contain(endpoint) else { return nil }
        let name = endpoint.isEncrypted ? "HTTPS_PROXY" : "HTTP_PROXY"
        guard let url = value(name) ?? value("ALL_PROXY") else { return nil }
        return try Proxy(url)
    }

    private func value(_ name: String) -> String? {
        variable(name.lowercased()) ?? variable(name)
    }
}

extension Endpoint {
    fileprivate var isLoopback: Bool {
        host == "localhost" || host == "::1" || (host.hasPrefix("127.") && host.last != ".")
    }
}
