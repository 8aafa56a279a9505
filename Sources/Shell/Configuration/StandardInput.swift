private import Glibc
internal import Terminal

/// The process's standard input as a script.
enum StandardInput {
    /// Reads until the end.
    static func bytes() -> [UInt8] {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = read(STDIN_FILENO, &block, block.count)
            if count > 0 {
                bytes += block[..<count]
            } else if count == 0 || errno != EINTR {
                return bytes
            }
        }
    }
}

extension Screen {
    static var standardInputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }
}

extension TextOutput {
    /// Appends to a file, made when it is missing; nil when that cannot be.
    static func file(_ path: String) -> TextOutput? {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        return descriptor < 0 ? nil : TextOutput(descriptor: descriptor)
    }
}
