/// What a mock provider remembers of its own work.
struct Records: Sendable {
    let requests = RequestLog()
    let lateness = LatenessRecorder()
    let load = LoadGauge()
}
