private import Glibc

/// The process's limit on open files, which is also one on connections.
package enum OpenFiles {
    /// Files that are open besides connections, generously counted.
    private static let reserve = 64

    /// Raises the soft limit so that this many connections fit.
    ///
    /// - Returns: how many fit, which is less where the hard limit is in the way.
    package static func makeRoom(forConnections count: Int) -> Int {
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(resource, &limit) == 0 else { return count }
        let wanted = rlim_t(count + reserve)
        if limit.rlim_cur < wanted {
            limit.rlim_cur = min(wanted, limit.rlim_max)
            setrlimit(resource, &limit)
            getrlimit(resource, &limit)
        }
        return limit.rlim_cur >= wanted ? count : max(0, Int(limit.rlim_cur) - reserve)
    }
}
