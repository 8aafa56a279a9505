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
