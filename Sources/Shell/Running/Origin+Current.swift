private import FoundationEssentials
private import Glibc
internal import Measurement

extension Origin {
    /// This machine.
    static let current = Origin(
        host: machineHash(),
        system: systemName(),
        processor: processorName()
    )

    /// Tells machines apart without naming them: the hash of a random number that the system drew
    /// when it was installed, and of the host's name, so that copies of one image differ.
    private static func machineHash() -> String? {
        guard let identity = text(of: "/etc/machine-id") ?? text(of: "/var/lib/dbus/machine-id"),
            let name = text(of: "/proc/sys/kernel/hostname")
        else { return nil }
        // FNV-1a: the random number has 128 bits, so that no table of names can undo it.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in (identity + name).utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func systemName() -> String? {
        let distribution = text(of: "/etc/os-release").flatMap { text in
            value(of: "PRETTY_NAME", in: text, after: "=")
        }
        let kernel = text(of: "/proc/sys/kernel/osrelease").map { "Linux \(line($0))" }
        let parts = [distribution, kernel].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private static func processorName() -> String? {
        text(of: "/proc/cpuinfo").flatMap { text in
            value(of: "model name", in: text, after: ":")
                ?? value(of: "Model", in: text, after: ":")
        }
    }

    /// The value of the first line that names it, without blanks and quotes.
    private static func value(
        of name: String,
        in text: String,
        after separator: Character
    ) -> String? {
        for line in text.split(separator: "\n") where line.hasPrefix(name) {
            guard let mark = line.firstIndex(of: separator) else { continue }
            let value = line[line.index(after: mark)...].drop { $0 == " " || $0 == "\"" }
            let kept = value.reversed().drop { $0 == " " || $0 == "\"" }.reversed()
            if !kept.isEmpty { return String(kept) }
        }
        return nil
    }

    private static func line(_ text: String) -> Substring {
        text.prefix { $0 != "\n" }
    }

    private static func text(of path: String) -> String? {
        guard let data = FileManager.default.contents(atPath: path), !data.isEmpty else {
            return nil
        }
        return String(decoding: data, as: UTF8.self)
    }
}
