package import FoundationEssentials

/// One benchmark command: what was asked, and how far it came.
package struct Suite: Hashable, Sendable {
    /// A UUID in lower case; tells suites of different histories apart.
    package var id: String
    /// The short number that people type; given by the history.
    package var number: Int?
    /// The name given with `as NAME`, without the `@`.
    package var name: String?
    /// When it got its name; of several suites of a name the one named last is meant.
    package var namedAt: Date?
    /// What somebody noted about it.
    package var note: String?
    package var mode: Mode
    package var targets: [Target]
    package var request: RequestSettings
    /// Requests in all, over every target.
    package var requests: Int
    /// Requests in flight at most.
    package var concurrency: Int
    /// Seconds after which no further request was sent; nil without a limit.
    package var timeLimit: Double?
    /// What was changed about the mock that answered: `gap=1ms ttft=20ms`, empty for nothing; nil
    /// where no mock did, or that was not stored.
    package var mock: String?
    package var status: SuiteStatus
    package var createdAt: Date
    package var completedAt: Date?
    /// From the first run's start to the last one's end, in milliseconds on the monotonic clock.
    package var wall: Double?
    /// How the instrument fared meanwhile; nil when that was not observed.
    package var conditions: Conditions?
    /// The program and the machine that measured.
    package var origin = Origin()

    package init(
        id: String,
        number: Int? = nil,
        name: String? = nil,
        mode: Mode,
        targets: [Target],
        request: RequestSettings,
        requests: Int,
        concurrency: Int,
        status: SuiteStatus = .running,
        createdAt: Date,
        completedAt: Date? = nil,
        wall: Double? = nil,
        conditions: Conditions? = nil
    ) {
        self.id = id
        self.number = number
        self.name = name
        self.mode = mode
        self.targets = targets
        self.request = request
        self.requests = requests
        self.concurrency = concurrency
        self.status = status
        self.createdAt = createdAt
        self.completedAt = completedAt
        self.wall = wall
        self.conditions = conditions
    }
}

/// How a suite sends its requests.
package enum Mode: String, CaseIterable, Sendable {
    /// One request.
    case single
    /// Several, one after another.
    case multi
    /// Several at a time.
    case concurrent
    /// Several targets, taking turns.
    case comparison
}

/// How far a suite came.
package enum SuiteStatus: String, CaseIterable, Sendable {
    case running, completed, failed, interrupted
}

/// What every request of a suite says, before a provider's rules change it.
package struct RequestSettings: Hashable, Sendable {
    package var prompt: String
    package var system: String?
    package var temperature: Double
    package var maxTokens: Int
    package var thinking: Thinking
    package var connection: ConnectionState
    /// Longest duration of a whole run, in seconds.
    package var timeout: Double

    package init(
        prompt: String,
        system: String? = nil,
        temperature: Double = 0.7,
        maxTokens: Int = 512,
        thinking: Thinking = .off,
        connection: ConnectionState = .warm,
        timeout: Double = 120
    ) {
        self.prompt = prompt
        self.system = system
        self.temperature = temperature
        self.maxTokens = maxTokens
        self.thinking = thinking
        self.connection = connection
        self.timeout = timeout
    }
}

/// Whether a model is asked not to reason before it answers.
package enum Thinking: String, CaseIterable, Sendable {
    /// Send the model's documented switch, where it has one.
    case off
    /// Send nothing: the provider's default.
    case model
}
