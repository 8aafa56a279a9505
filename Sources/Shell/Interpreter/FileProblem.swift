private import FoundationEssentials

/// Why a file could not be used, in a few words.
package enum FileProblem {
    /// The reason, without the file's name.
    package static func words(_ error: any Error) -> String {
        guard let error = error as? CocoaError else { return "\(error)" }
        return switch error.code {
        case .fileNoSuchFile, .fileReadNoSuchFile: "there is no such file or directory"
        case .fileReadNoPermission, .fileWriteNoPermission: "permission denied"
        case .fileWriteOutOfSpace: "the disk is full"
        default: "it cannot be used; is it a directory?"
        }
    }
}
