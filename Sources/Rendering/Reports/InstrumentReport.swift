import FoundationEssentials
package import Measurement
import Text

/// How the instrument fared while a suite ran, and how far its figures can be trusted.
package struct InstrumentReport: Sendable {
    /// Below this share, chunks that shared a read say nothing about the client or the network.
    private static let tellingShare = 0.01

    private let suite: Suite
    private let summary: SuiteSummary
    private let width: Int?
    private let style: Style

    package init(
        _ suite: Suite,
        _ summary: SuiteSummary,
        width: Int? = nil,
        style: Style = .plain
    ) {
        self.suite = suite
        self.summary = summary
        self.width = width
        self.style = style
    }

    /// The report, without line feeds; each line is a label and its words, as in `SuiteReport`.
    package var lines: [String] {
        facts.flatMap { style.labelled($0.label, $0.words, width: width) }
    }

    /// The labels and their words.
    package var facts: [(label: String, words: String)] {
        [
            ("loop lag", loopLag), ("stamps", stamps), ("cpu", cpu), ("chunks", chunks),
            ("accuracy", accuracy),
            ("machine", machine),
        ]
        .compactMap { label, words in words.map { (label: label, words: $0) } }
    }

    /// What measured, where that is known.
    private var machine: String? {
        let origin = suite.origin
        guard origin.processor != nil || origin.system != nil else { return nil }
        let version = origin.version.map { "benchsh \($0)" }
        let parts = [origin.processor, origin.system, version].compactMap(\.self)
        return parts.joined(separator: ", ").onOneLine
    }

    private var loopLag: String? {
        guard let p99 = suite.conditions?.loopLagP99 else { return "not observed" }
        let most = suite.conditions?.loopLagMax.map {
            ", at most \(Figure.phrase($0, unit: .milliseconds))"
        }
        return "p99 \(Figure.phrase(p99, unit: .milliseconds))" + (most ?? "")
    }

    private var stamps: String? {
        guard let share = suite.conditions?.stampedOnArrival else { return nil }
        if share == 1 { return "by the kernel on arrival, so no lag is in the times" }
        let noted = Figure.text(share, unit: .fraction)
        return share == 0
            ? "when read, so the lag is in the times"
            : "\(noted) by the kernel on arrival, the others when read"
    }

    private var cpu: String? {
        guard let used = suite.conditions?.cpu else { return nil }
        let cores = suite.conditions?.cores.map { " of \(Count.text($0, "core"))" }
        return Digits.text(used, decimals: 2) + (cores ?? "")
    }

    private var chunks: String? {
        guard let share = summary.coalescedShare, share > Self.tellingShare else { return nil }
        return "\(Figure.text(share, unit: .fraction)) of the chunks shared a read with another"
    }

    /// By the calibration that held when the suite ran, and no later one.
    private var accuracy: String? {
        guard let uncertainty = suite.origin.uncertainty else {
            return "not calibrated: 'calibrate' measures what this machine adds to later suites"
        }
        let ttft = Figure.phrase(uncertainty, unit: .milliseconds)
        let load = suite.origin.calibratedConcurrency.map { concurrency in
            " at \(concurrency) in flight"
                + (concurrency < suite.concurrency ? ", the most that was tried" : "")
        }
        let day = suite.origin.calibratedAt
            .flatMap { Timestamp.text($0.timeIntervalSince1970) }
            .map { " (calibrated \($0.prefix(10)))" }
        return "± \(ttft) on ttft" + (load ?? "") + (day ?? "")
    }
}
