internal import Rendering

/// Tells how long a statement took, as `set timing` has it.
@MainActor
struct Stopwatch {
    /// What is quicker needs no word.
    private static let slow = Duration.milliseconds(500)

    private let session: Session
    private let start = ContinuousClock.now
    private let timeWithPeople: Duration

    init(_ session: Session) {
        self.session = session
        timeWithPeople = session.output.timeWithPeople
    }

    /// - Parameter isTold: whether the statement itself said how long it took.
    func tell(isTold: Bool = false) {
        let output = session.output
        // The time in which somebody reads or thinks is not the statement's.
        let taken = ContinuousClock.now - start - (output.timeWithPeople - timeWithPeople)
        let isWanted =
            switch session.settings.text("timing") {
            case "on": true
            case "off": false
            default: output.saysToTerminal && taken >= Self.slow && !isTold
            }
        guard isWanted else { return }
        let words = Figure.duration(milliseconds: taken / .milliseconds(1))
        output.note(output.messageStyle(.dim, "(\(words))"))
    }
}
