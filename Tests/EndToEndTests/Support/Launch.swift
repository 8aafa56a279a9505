import Glibc

/// How the built program is started.
enum Launch {
    struct Failure: Error {
        let program: String
        let code: Int32
    }

    /// Built into the same folder as the tests.
    static let program: String = {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        let bytes = buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }
        let path = String(decoding: bytes, as: UTF8.self)
        return "/" + path.split(separator: "/").dropLast().joined(separator: "/") + "/benchsh"
    }()

    /// Where the standard descriptors lead: a path to open, or a descriptor of ours.
    enum Stream {
        case path(String, Int32)
        case descriptor(Int32)
    }

    /// POSIX_SPAWN_SETSID, a GNU extension that Swift does not see.
    private static let setSession: Int16 = 0x80

    /// Starts the arguments' first in a folder, with nothing inherited but the three streams.
    static func start(
        _ arguments: [String],
        in folder: String,
        environment: [String: String],
        streams: [Stream],
        leadsSession: Bool = false
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        // A test runs on a thread that blocks signals, which the program would inherit.
        var blocked = sigset_t()
        sigemptyset(&blocked)
        posix_spawnattr_setsigmask(&attributes, &blocked)
        let flags = Int16(POSIX_SPAWN_SETSIGMASK) | (leadsSession ? setSession : 0)
        posix_spawnattr_setflags(&attributes, flags)
        for (number, stream) in streams.enumerated() {
            switch stream {
            case .path(let path, let mode):
                posix_spawn_file_actions_addopen(&actions, Int32(number), path, mode, 0o600)
            case .descriptor(let descriptor):
                posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
            }
        }
        // There is no portable way to start in another folder, so a shell goes there first.
        let words = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder] + arguments
        var texts = words.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in texts + variables { free(text) } }
        var process = pid_t()
        let code = posix_spawn(&process, "/bin/sh", &actions, &attributes, &texts, &variables)
        guard code == 0 else { throw Failure(program: arguments.first ?? "", code: code) }
        return process
    }
}
