package import Measurement

/// A suite with the figures that were stored when it ended, without its runs.
package struct SuiteRow: Sendable {
    package let suite: Suite
    /// By column of the view `suites` (`p95_ttft_ms`); what is null, or not known yet, is absent.
    package let figures: [String: Double]
}
