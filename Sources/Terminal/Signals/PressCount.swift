/// Counts signals that come in quick succession: the second within two seconds means it more.
struct PressCount {
    private static let window = Duration.seconds(2)
    private var count = 0
    private var last: ContinuousClock.Instant?

    /// The number of this press in its row, from 1.
    mutating func press(at now: ContinuousClock.Instant) -> Int {
        let follows = last.map { now - $0 <= Self.window } ?? false
        count = follows ? count + 1 : 1
        last = now
        return count
    }
}
