private import FoundationEssentials
private import Glibc
internal import Terminal

/// Why a file could not be used, in a few words.
package enum FileProblem {
    /// What is said of a file that is not there.
    static let missing = "there is no such file or directory"

    /// The reason, without the file's name.
    package static func words(_ error: any Error) -> String {
        if let error = error as? WriteFailure { return error.reason }
        if let error = error as? ReadFailure {
            return error.isMissing ? missing : systemMessage(error.code)
        }
        guard let error = error as? CocoaError else { return "\(error)" }
        switch error.code {
        case .fileNoSuchFile, .fileReadNoSuchFile: return missing
        case .fileReadNoPermission, .fileWriteNoPermission: return "permission denied"
        case .fileWriteOutOfSpace: return "the disk is full"
        default:
            guard let system = error.underlying as? POSIXError else {
                return "it cannot be used (error \(error.code.rawValue))"
            }
            return systemMessage(system.code.rawValue)
        }
    }
}
