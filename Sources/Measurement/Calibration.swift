package import FoundationEssentials
private import Statistics

/// What the instrument adds on one machine at one load, measured against a server whose times are
/// known.
///
/// Times are in milliseconds. Both ends share the machine, so they are upper bounds.
package struct Calibration: Hashable, Sendable {
    package var createdAt: Date
    /// Requests that were in flight at a time.
    package var concurrency: Int
    /// Requests that were measured.
    package var requests: Int
    /// How much later than the server's the times to the first token were, on average.
    package var ttftAddedMean: Double
    package var ttftAddedP99: Double
    /// How much longer than the server's the pooled 99th percentile of the gaps was.
    package var gapAddedP99: Double
    package var loopLagP99: Double?
    /// How many cores the machine had.
    package var cores: Int?
    /// The benchsh that measured; given by the history.
    package var version: String?

    package init(
        createdAt: Date,
        concurrency: Int,
        requests: Int,
        ttftAddedMean: Double,
        ttftAddedP99: Double,
        gapAddedP99: Double,
        loopLagP99: Double? = nil,
        cores: Int? = nil,
        version: String? = nil
    ) {
        self.createdAt = createdAt
        self.concurrency = concurrency
        self.requests = requests
        self.ttftAddedMean = ttftAddedMean
        self.ttftAddedP99 = ttftAddedP99
        self.gapAddedP99 = gapAddedP99
        self.loopLagP99 = loopLagP99
        self.cores = cores
        self.version = version
    }
}

extension Calibration {
    /// The pace that the server was told to keep, and by how much it missed it.
    package struct Truth: Hashable, Sendable {
        package var ttft: Double
        package var gap: Double
        /// How late the server wrote first tokens, on average; by its own account.
        package var lateness: Double

        package init(ttft: Double, gap: Double, lateness: Double) {
            self.ttft = ttft
            self.gap = gap
            self.lateness = lateness
        }
    }

    /// Holds what was reported against the truth; nil when there is no gap to measure.
    package init?(
        of summary: SuiteSummary,
        against truth: Truth,
        concurrency: Int,
        conditions: Conditions,
        at date: Date
    ) {
        let ttft = summary.distribution(of: .ttft)
        guard let mean = ttft.mean, let p99 = ttft.percentile(0.99),
            let gap = summary.distribution(of: .gap).percentile(0.99)
        else { return nil }
        let due = truth.ttft + truth.lateness
        self.init(
            createdAt: date,
            concurrency: concurrency,
            requests: summary.successes.count,
            ttftAddedMean: mean - due,
            ttftAddedP99: p99 - due,
            gapAddedP99: gap - truth.gap,
            loopLagP99: conditions.loopLagP99,
            cores: conditions.cores
        )
    }

    /// How far off a time to the first token may be: 99 in 100 are no further.
    package var ttftUncertainty: Double { max(abs(ttftAddedMean), abs(ttftAddedP99)) }
}

extension Calibration {
    /// Every value of a calibration.
    package static let fields: [Field<Calibration>] = [
        .time("created_at", \.createdAt, "when it was made, UTC"),
        .integer("concurrency", \.concurrency, "requests in flight"),
        .integer("requests", \.requests, "requests that were measured"),
        .real("ttft_added_mean_ms", \.ttftAddedMean, .milliseconds, "added to ttft, mean (ms)"),
        .real("ttft_added_p99_ms", \.ttftAddedP99, .milliseconds, "added to ttft, p99 (ms)"),
        .real("gap_added_p99_ms", \.gapAddedP99, .milliseconds, "added to gaps, p99 (ms)"),
        .real("loop_lag_p99_ms", \.loopLagP99, .milliseconds, "how late the loop was, p99 (ms)"),
        .integer("machine_cores", \.cores, "how many cores the machine had"),
        .text("benchsh_version", \.version, "the program that measured"),
    ]
}
