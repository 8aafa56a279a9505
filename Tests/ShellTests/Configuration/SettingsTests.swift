import BenchLanguage
import Measurement
import Shell
import Testing

@Suite struct SettingsTests {
    @Test(arguments: [
        ("DEFAULT_MAX_TOKENS", "64", "max_tokens", "64"),
        ("DEFAULT_TEMPERATURE", "0", "temperature", "0"),
        ("DEFAULT_TEMPERATURE", "2", "temperature", "2"),
        ("DEFAULT_RUNS", "7", "runs", "7"),
        ("MAX_CONCURRENCY", "50", "max_concurrency", "50"),
        ("REQUEST_TIMEOUT", "30", "timeout", "30s"),
        ("REQUEST_TIMEOUT", "0.5", "timeout", "500ms"),
        ("REQUEST_TIMEOUT", "2m", "timeout", "2m"),
        ("DEFAULT_RUNS", " ", "runs", "3"),
    ])
    func defaultsComeFromTheEnvironment(
        variable: String,
        text: String,
        name: String,
        value: String
    ) throws {
        var settings = Settings(Environment(process: [variable: text]))
        #expect(settings[name].text == value)
        #expect(settings.problems.isEmpty)
        let setting = try #require(Setting.named(name))
        try settings.set(setting, to: setting.defaultValue)
        settings.reset(setting)
        #expect(settings[name].text == value)
    }

    @Test(arguments: [
        ("DEFAULT_MAX_TOKENS", "0", "max_tokens", "512", "max_tokens is 1 to 4096, not '0'"),
        ("DEFAULT_MAX_TOKENS", "5000", "max_tokens", "512", "max_tokens is 1 to 4096, not 5000"),
        ("DEFAULT_MAX_TOKENS", "many", "max_tokens", "512", "max_tokens is 1 to 4096, not 'many'"),
        ("DEFAULT_TEMPERATURE", "3", "temperature", "0.7", "temperature is 0 to 2, not '3'"),
        ("DEFAULT_TEMPERATURE", "nan", "temperature", "0.7", "temperature is 0 to 2, not 'nan'"),
        ("DEFAULT_RUNS", "-1", "runs", "3", "runs is 1 to 100, not '-1'"),
        ("DEFAULT_RUNS", "2.5", "runs", "3", "runs is 1 to 100, not '2.5'"),
        ("DEFAULT_RUNS", "1e99", "runs", "3", "runs is 1 to 100, not"),
        ("MAX_CONCURRENCY", "0", "max_concurrency", "10", "max_concurrency is 1 to 10000, not '0'"),
        ("REQUEST_TIMEOUT", "0", "timeout", "2m", "timeout is 1ms to 1d, not"),
        ("REQUEST_TIMEOUT", "9e9", "timeout", "2m", "timeout is 1ms to 1d, not"),
        ("REQUEST_TIMEOUT", "soon", "timeout", "2m", "timeout is 1ms to 1d, not 'soon'"),
    ])
    func aDefaultThatDoesNotFitIsToldAndLeftOut(
        variable: String,
        text: String,
        name: String,
        value: String,
        problem: String
    ) throws {
        let settings = Settings(Environment(process: [variable: text]))
        #expect(settings[name].text == value)
        try #require(settings.problems.count == 1)
        #expect(settings.problems[0].hasPrefix("\(variable)=\(text): \(problem)"))
    }

    @Test(arguments: [
        ("temperature", "-0.1"), ("temperature", "2.1"), ("temperature", "warm"),
        ("max_tokens", "0"), ("max_tokens", "4097"), ("max_tokens", "1.5"),
        ("max_tokens", "99999999999999999999"),
        ("runs", "101"), ("concurrency", "11"), ("timeout", "0s"), ("timeout", "2d"),
        ("timeout", "30"), ("thinking", "maybe"), ("connection", "luke"), ("format", "xml"),
        ("max_runs", "0"), ("max_concurrency", "10001"), ("max_tokens_limit", "1000001"),
    ])
    func aValueOutOfRangeIsRefusedWithTheRange(name: String, value: String) throws {
        var settings = Settings(Environment(process: [:]))
        let setting = try #require(Setting.named(name))
        let before = settings[name]
        let error = #expect(throws: SettingProblem.self) {
            try settings.set(setting, to: Scalar(word: value))
        }
        #expect(error?.text.hasPrefix("\(name) is ") == true)
        #expect(settings[name] == before)
    }

    @Test func aGuardMovesTheRange() throws {
        var settings = Settings(Environment(process: [:]))
        let limit = try #require(Setting.named("max_tokens_limit"))
        let tokens = try #require(Setting.named("max_tokens"))
        let error = #expect(throws: SettingProblem.self) {
            try settings.set(tokens, to: .number(8192))
        }
        #expect(error?.advice == "to go higher: set max_tokens_limit 8192")
        try settings.set(limit, to: .number(8192))
        try settings.set(tokens, to: .number(8192))
        #expect(settings.request.maxTokens == 8192)
    }

    @Test(arguments: Setting.all.map(\.name))
    func everyDefaultFitsItsOwnRange(name: String) throws {
        var settings = Settings(Environment(process: [:]))
        let setting = try #require(Setting.named(name))
        try settings.set(setting, to: setting.defaultValue)
        #expect(settings[name] == setting.defaultValue)
        #expect(!setting.rangeText().isEmpty)
    }
}
