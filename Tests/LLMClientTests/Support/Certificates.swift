import Foundation

/// Certificates made for one test, by the `openssl` command.
struct Certificates {
    /// Removed by `remove`.
    private let folder: URL

    /// Whether they can be made on this machine.
    static let canBeMade = (try? run(["version"])) != nil

    /// An authority, and certificates for `localhost` and 127.0.0.1 and for another name.
    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "benchsh-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try request("authority", subject: "/CN=Lab authority", extra: [])
        try request(
            "server",
            subject: "/CN=localhost",
            extra: signed + ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
        )
        try request(
            "elsewhere",
            subject: "/CN=elsewhere.example",
            extra: signed + ["-addext", "subjectAltName=DNS:elsewhere.example"]
        )
    }

    var authority: String { path("authority.pem") }
    var server: (certificate: String, key: String) { (path("server.pem"), path("server.key")) }
    var elsewhere: (certificate: String, key: String) {
        (path("elsewhere.pem"), path("elsewhere.key"))
    }

    /// One for `localhost` that is valid between two times such as `20200101000000Z`.
    func server(
        from start: String,
        to end: String
    ) throws -> (certificate: String, key: String) {
        let name = "server\(start)"
        try Self.run([
            "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout",
            path("\(name).key"), "-out", path("\(name).csr"),
        ])
        let settings = """
            [ca]
            default_ca = lab
            [lab]
            database = \(path("\(name).index"))
            new_certs_dir = \(folder.path)
            rand_serial = yes
            default_md = sha256
            policy = any
            copy_extensions = copy
            [any]
            commonName = supplied
            """
        try Data(settings.utf8).write(to: URL(fileURLWithPath: path("\(name).cnf")))
        try Data().write(to: URL(fileURLWithPath: path("\(name).index")))
        try Self.run([
            "ca", "-batch", "-notext", "-config", path("\(name).cnf"), "-cert", authority,
            "-keyfile", path("authority.key"), "-startdate", start, "-enddate", end, "-in",
            path("\(name).csr"), "-out", path("\(name).pem"),
        ])
        return (path("\(name).pem"), path("\(name).key"))
    }

    func remove() {
        try? FileManager.default.removeItem(at: folder)
    }

    private var signed: [String] {
        [
            "-CA", authority, "-CAkey", path("authority.key"), "-addext",
            "basicConstraints=critical,CA:FALSE",
        ]
    }

    private func path(_ name: String) -> String { folder.appending(path: name).path }

    private func request(_ name: String, subject: String, extra: [String]) throws {
        try Self.run(
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                "-nodes", "-days", "2", "-subj", subject, "-keyout", path("\(name).key"), "-out",
                path("\(name).pem"),
            ] + extra
        )
    }

    private static func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw OpenSSLFailed(arguments: arguments) }
    }

    private struct OpenSSLFailed: Error {
        let arguments: [String]
    }
}
