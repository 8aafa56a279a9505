private import FoundationEssentials

/// Where a provider listens: the parts of its base URL.
package struct Endpoint: Hashable, Sendable {
    let isEncrypted: Bool
    /// A name or an address, without the brackets of IPv6.
    let host: String
    let port: Int
    /// Without a slash at the end.
    let basePath: String

    /// Takes a base URL apart.
    ///
    /// Nothing is added to its path: whether it ends in `/v1` is the provider's affair.
    package init(_ url: String) throws(EndpointError) {
        guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased() else {
            throw EndpointError("'\(url)' is not a url; write it like \"http://127.0.0.1:8000/v1\"")
        }
        guard scheme == "http" || scheme == "https" else {
            throw EndpointError("'\(scheme)' is not supported in '\(url)'; use http or https")
        }
        guard var host = parts.host, !host.isEmpty else {
            throw EndpointError("'\(url)' names no host")
        }
        // An escape in the host may stand for a line break, which would end its header.
        guard host.utf8.allSatisfy({ 0x21...0x7e ~= $0 }) else {
            throw EndpointError("the host in '\(url)' holds characters that no host has")
        }
        guard parts.user == nil, parts.password == nil else {
            throw EndpointError("a url must not hold a user or a password; use key env NAME")
        }
        guard parts.query == nil, parts.fragment == nil else {
            throw EndpointError(
                "a base url has no '?' and no '#'; /chat/completions is added to it"
            )
        }
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        let port = parts.port ?? (scheme == "https" ? 443 : 80)
        guard 1...65535 ~= port else { throw EndpointError("port \(port) is out of range") }
        guard !parts.percentEncodedPath.hasSuffix("/chat/completions") else {
            throw EndpointError("leave /chat/completions out of a base url; it is added to it")
        }
        isEncrypted = scheme == "https"
        self.host = host
        self.port = port
        var path = parts.percentEncodedPath
        while path.hasSuffix("/") { path.removeLast() }
        basePath = path
    }

    /// The value of the `Host` header: the port only where it is not the scheme's own.
    var authority: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == (isEncrypted ? 443 : 80) ? name : "\(name):\(port)"
    }

    /// Host and port, for messages.
    var name: String { "\(host.contains(":") ? "[\(host)]" : host):\(port)" }
}

/// A base URL that cannot be used, and why.
package struct EndpointError: Error, Hashable {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
