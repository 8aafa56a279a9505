extension Suite {
    /// Every value of a suite but its figures and the wide ones, in the order of the view `suites`.
    package static let fields: [Field<Suite>] = identity + settings

    /// How the instrument fared, and what it was.
    package static let instrumentFields: [Field<Suite>] = conditions + origin

    /// The wide values, which lists leave out.
    package static let wideFields: [Field<Suite>] = [
        .text("system_prompt", \.request.system, "the system message"),
        .text("prompt", \.request.prompt, "the prompt"),
    ]

    private static let identity: [Field<Suite>] = [
        .integer("suite", \.number, "the short number"),
        .text("id", \.id, "a UUID, which tells suites of different histories apart"),
        .text("name", \.name, "the name given with `as` or `name suite`"),
        .time("named_at", \.namedAt, "when it got its name; `@name` is the latest, UTC"),
        .text("note", \.note, "what was noted about it"),
        .word("mode", \.mode, "single, multi, concurrent or comparison"),
        Field("provider_id", .text, "the provider; multi for several") {
            .text($0.one(\.provider))
        },
        Field("model", .text, "the model; multi for several targets") { .text($0.one(\.model)) },
        Field(
            "targets",
            .list,
            "all targets as provider/model, a JSON array",
            value: { .list($0.targets.map(\.description)) },
            restore: { $0.targets = ($1.list ?? []).compactMap(Target.init) }
        ),
        .word("status", \.status, "running, completed, failed or interrupted"),
        .time("created_at", \.createdAt, "when the suite began, UTC"),
        .time("completed_at", \.completedAt, "when the suite ended, UTC"),
        .real(
            "wall_ms",
            \.wall,
            .milliseconds,
            "from the first run's start to the last one's end (ms)"
        ),
    ]

    private static let settings: [Field<Suite>] = [
        .integer("num_runs", \.requests, "requests asked for, over all targets"),
        .integer("concurrency", \.concurrency, "requests in flight at most"),
        .integer("max_tokens", \.request.maxTokens, "the setting"),
        .real("temperature", \.request.temperature, nil, "the setting"),
        .word(
            "thinking",
            \.request.thinking,
            "off: the model was asked not to reason; model: its default"
        ),
        .word("connection", \.request.connection, "warm or cold"),
        .real("timeout_s", \.request.timeout, nil, "longest duration of a run (s)"),
        .real("time_limit_s", \.timeLimit, nil, "after this no further request was sent (s)"),
        .text("mock", \.mock, "what `set mock` had changed about the mock that answered"),
    ]

    private static let conditions: [Field<Suite>] = [
        .condition(
            "loop_lag_p99_ms",
            \.loopLagP99,
            .milliseconds,
            "how late answers were read, 99 in 100 times less (ms)"
        ),
        .condition(
            "loop_lag_max_ms",
            \.loopLagMax,
            .milliseconds,
            "the latest that one was read (ms)"
        ),
        .condition(
            "stamped_on_arrival_share",
            \.stampedOnArrival,
            .fraction,
            "share of the reads that the kernel stamped as they arrived; the others when read"
        ),
        .condition(
            "cpu_cores",
            \.cpu,
            nil,
            "CPU time of benchsh over wall time; 1 is one core in full"
        ),
        Field(
            "machine_cores",
            .integer,
            "how many cores the machine had",
            value: { FieldValue($0.conditions?.cores) },
            restore: { suite, value in
                guard let cores = value.integer else { return }
                suite.conditions = suite.conditions ?? Conditions()
                suite.conditions?.cores = cores
            }
        ),
    ]

    private static let origin: [Field<Suite>] = [
        .text("machine", \.origin.host, "a hash that tells machines apart"),
        .text("machine_system", \.origin.system, "the operating system"),
        .text("machine_processor", \.origin.processor, "the model of the processor"),
        .time("calibrated_at", \.origin.calibratedAt, "when the instrument was calibrated, UTC"),
        .integer(
            "calibrated_concurrency",
            \.origin.calibratedConcurrency,
            "requests in flight of that calibration"
        ),
        .real(
            "calibrated_ttft_ms",
            \.origin.uncertainty,
            .milliseconds,
            "how far off a ttft was by that calibration (ms)"
        ),
        .text("benchsh_version", \.origin.version, "the program that measured"),
    ]

    private func one(_ part: (Target) -> String) -> String {
        targets.count > 1 ? "multi" : targets.first.map(part) ?? ""
    }
}

extension Field<Suite> {
    /// How the instrument fared; a suite of which none is known was not observed.
    fileprivate static func condition(
        _ name: String,
        _ place: Place<Conditions, Double?>,
        _ unit: MetricUnit?,
        _ meaning: String
    ) -> Self {
        Field(name, .real, meaning, in: unit) {
            FieldValue($0.conditions?[keyPath: place])
        } restore: { suite, value in
            guard let real = value.real else { return }
            suite.conditions = suite.conditions ?? Conditions()
            suite.conditions?[keyPath: place] = real
        }
    }
}
