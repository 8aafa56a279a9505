internal import FoundationEssentials

extension Run {
    /// What the fields of a stored run are put into.
    package static let blank = Run(
        number: 0,
        target: Target(provider: "", model: ""),
        outcome: .cancelled,
        end: 0
    )

    /// The fields that a run is rebuilt from; the others follow from them.
    package static let storedFields = (fields + wideFields).filter { $0.restore != nil }
}

extension Suite {
    /// What the fields of a stored suite are put into.
    package static let blank = Suite(
        id: "",
        mode: .single,
        targets: [],
        request: RequestSettings(prompt: ""),
        requests: 0,
        concurrency: 0,
        createdAt: Date(timeIntervalSince1970: 0)
    )

    /// The fields that a suite is rebuilt from; the others follow from them.
    package static let storedFields =
        (fields + instrumentFields + wideFields).filter { $0.restore != nil }
}
