package import FoundationEssentials

/// What produced a suite: the program, the machine, and how well the two were known to measure.
package struct Origin: Hashable, Sendable {
    /// The benchsh that measured; given by the history.
    package var version: String?
    /// A hash that tells machines apart and says nothing else about them.
    package var host: String?
    /// The operating system.
    package var system: String?
    /// The model of the processor.
    package var processor: String?
    /// When the calibration was made that held then.
    package var calibratedAt: Date?
    /// The requests in flight of that calibration.
    package var calibratedConcurrency: Int?
    /// How far off a time to the first token was by it, in milliseconds.
    package var uncertainty: Double?

    package init(
        version: String? = nil,
        host: String? = nil,
        system: String? = nil,
        processor: String? = nil,
        calibratedAt: Date? = nil,
        calibratedConcurrency: Int? = nil,
        uncertainty: Double? = nil
    ) {
        self.version = version
        self.host = host
        self.system = system
        self.processor = processor
        self.calibratedAt = calibratedAt
        self.calibratedConcurrency = calibratedConcurrency
        self.uncertainty = uncertainty
    }
}
