private import Glibc

/// The process's limit on open files, which is also one on connections.
package enum OpenFiles {
    /// Files that will be opened besides connections, generously counted.
    private static let reserve = 64

    /// The fewest that the rest of the program does with.
    private static let leastReserve = 12

    /// Files that are open now, those included that were inherited from whoever started us.
    private static var openNow: Int {
        guard let directory = opendir("/proc/self/fd") else { return 0 }
        defer { closedir(directory) }
        var count = 0
        while readdir(directory) != nil { count += 1 }
        return count
    }

    /// Raises the soft limit so that this many connections fit.
    ///
    /// - Returns: how many fit, which is less where the hard limit is in the way.
    package static func makeRoom(forConnections count: Int) -> Int {
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(resource, &limit) == 0 else { return count }
        let open = openNow
        let wanted = rlim_t(count + open + reserve)
        if limit.rlim_cur < wanted {
            limit.rlim_cur = min(wanted, limit.rlim_max)
            setrlimit(resource, &limit)
            getrlimit(resource, &limit)
        }
        if limit.rlim_cur >= wanted { return count }
        return min(count, max(0, Int(limit.rlim_cur) - open - leastReserve))
    }
}
