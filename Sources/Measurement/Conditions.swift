/// How the instrument itself fared while a suite ran.
package struct Conditions: Hashable, Sendable {
    /// How late a timer of the reading thread fired, in milliseconds: 99 in 100 times less than this.
    package var loopLagP99: Double?
    /// The latest that it fired, in milliseconds.
    package var loopLagMax: Double?
    /// Share of the reads that the kernel stamped as they arrived, 0…1; the others were stamped when
    /// they were made, and are as late as the thread was.
    package var stampedOnArrival: Double?
    /// CPU time of the process over wall time; 1 is one core in full.
    package var cpu: Double?
    /// How many cores the machine had.
    package var cores: Int?

    package init(
        loopLagP99: Double? = nil,
        loopLagMax: Double? = nil,
        stampedOnArrival: Double? = nil,
        cpu: Double? = nil,
        cores: Int? = nil
    ) {
        self.loopLagP99 = loopLagP99
        self.loopLagMax = loopLagMax
        self.stampedOnArrival = stampedOnArrival
        self.cpu = cpu
        self.cores = cores
    }
}

extension SuiteSummary {
    /// Share of the chunks that came with an earlier one in the same read, 0…1; nil without chunks.
    ///
    /// The server, the network or a late client puts several into one read; their times cannot be
    /// told apart.
    package var coalescedShare: Double? {
        let chunks = successes.reduce(0) { $0 + $1.timeline.chunks }
        guard chunks > 0 else { return nil }
        let reads = successes.reduce(0) { $0 + $1.timeline.reads }
        return 1 - Double(reads) / Double(chunks)
    }

    /// How long lanes stood idle between one run and their next, in milliseconds.
    ///
    /// Opening a connection for the next run is the server's and the network's time, not idleness.
    package var lanePauses: [Double] {
        Dictionary(grouping: runs, by: \.lane).values.flatMap { lane in
            let ordered = lane.sorted { $0.startOffset < $1.startOffset }
            return zip(ordered, ordered.dropFirst()).map { earlier, later in
                let opening = [later.phases.dns, later.phases.connect, later.phases.tls]
                let pause = later.startOffset - earlier.startOffset - earlier.end
                return max(0, pause - opening.reduce(0) { $0 + ($1 ?? 0) })
            }
        }
    }
}
