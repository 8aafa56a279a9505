/// What a mock provider remembers of its own work.
struct Records: Sendable {
    let requests = RequestLog()
    let lateness = LatenessRecorder()
    /// Of the first token of each answer alone.
    let firstTokenLateness = LatenessRecorder()
    let load = LoadGauge()
}
