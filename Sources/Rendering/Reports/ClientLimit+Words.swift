import Measurement
import Text

extension ClientLimit {
    /// What the instrument did to the figures, by how much, and what to do about it.
    var words: String {
        switch self {
        case .lateReads(let p99, let isOurLoad):
            let lag = Figure.phrase(p99, unit: .milliseconds)
            return "answers were read \(lag) late (p99): times may be too high by that; "
                + (isOurLoad
                    ? "lower the concurrency"
                    : "other programs keep the machine busy, so close them and run again")
        case .busyProcessor(let used, let cores):
            return
                "benchsh used \(Digits.text(used, decimals: 1)) of \(Count.text(cores, "core")): "
                + "times may be too high; lower the concurrency"
        case .idleLanes(let p99, let inFlight, let concurrency):
            let pause = Figure.phrase(p99, unit: .milliseconds)
            let mean = Digits.text(inFlight, decimals: 1)
            return "lanes waited \(pause) between runs (p99): fewer than \(concurrency) were in "
                + "flight (mean \(mean)); lower the concurrency"
        }
    }
}
