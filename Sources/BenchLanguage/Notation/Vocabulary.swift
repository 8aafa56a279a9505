/// The names that the language does not know by itself but checks; an empty list is not checked.
package struct Vocabulary: Sendable {
    /// A metric that expressions may name.
    package struct Metric: Sendable {
        /// The name in lower case.
        package let name: String
        /// What it measures; times are in milliseconds.
        package let dimension: Dimension
        /// Whether each run has a value of its own, so that `p95` of it makes sense.
        package let isPerRun: Bool

        /// Describes a metric.
        package init(_ name: String, _ dimension: Dimension, isPerRun: Bool = true) {
            self.name = name
            self.dimension = dimension
            self.isPerRun = isPerRun
        }
    }

    /// What SETTING may be.
    package var settings: [String] = []
    /// What METRIC and expressions may name.
    package var metrics: [Metric] = []
    /// What FORMAT may be.
    package var formats: [String] = []
    /// What MODE may be.
    package var modes: [String] = []
    /// Only for advice, since a script can add providers.
    package var providers: [String] = []
    /// Words that only lead to a suggestion, the first that may stand at the place: `temp` suggests
    /// `temperature`.
    package var synonyms: [String: [String]] = [:]

    /// Makes an empty vocabulary.
    package init() {}

    func words(for slot: Slot) -> [String] {
        switch slot {
        case .setting: settings
        case .metric: metrics.map(\.name)
        case .format: formats
        case .mode: modes
        default: []
        }
    }
}
