import Measurement
import Testing

@testable import Shell

@Suite struct HelpTests {
    @Test(arguments: HelpText.names)
    func everyNameHasAText(name: String) throws {
        let text = try #require(HelpText.topic(name.split(separator: " ").map(String.init)))
        #expect(!text.isEmpty)
        #expect(text.hasSuffix("\n"))
        #expect(!text.contains("\u{1b}") && !text.contains("\t"))
    }

    @Test(arguments: HelpText.names)
    func linesFitAWindow(name: String) {
        let text = HelpText.topic(name.split(separator: " ").map(String.init)) ?? ""
        let isForm = { (line: Substring) in
            Command.all.contains { $0.forms.contains(String(line.dropFirst(2))) }
        }
        for line in text.split(separator: "\n") where !isForm(line) {
            #expect(line.count <= 80, "\(name): \(line)")
        }
    }

    @Test func theOverviewNamesEveryCommandAndTopic() {
        let names = HelpText.overview.split { ",\n".contains($0) }
            .map { $0.split(separator: " ").joined(separator: " ") }
        for name in Command.all.map(\.name) + Topics.all.keys {
            #expect(names.contains { $0 == name || $0.hasSuffix(" " + name) }, "\(name)")
        }
    }

    @Test func theOverviewFitsAScreen() {
        let lines = HelpText.overview.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 24)
        for line in lines { #expect(line.count <= 80, "\(line)") }
    }

    @Test func whatEachCommandDoesIsListed() {
        let text = HelpText.topic(["commands"]) ?? ""
        let words = text.split { " \n".contains($0) }.joined(separator: " ")
        for command in Command.all { #expect(words.contains(command.summary)) }
    }

    @Test func theMetricsAreAllDefined() {
        let text = HelpText.topic(["metrics"]) ?? ""
        for metric in Metric.all {
            #expect(text.contains("\n  \(metric.name)\n"), "\(metric.name)")
            #expect(text.contains("column \(metric.column)") || text.contains(metric.column))
        }
        for metric in SuiteMetric.all { #expect(text.contains("\n  \(metric.name) ")) }
    }

    @Test func theSettingsAreAllExplained() {
        let text = "\n" + (HelpText.topic(["settings"]) ?? "")
        for setting in Setting.all {
            #expect(text.contains("\n  \(setting.name)\n"), "\(setting.name)")
        }
    }

    @Test func everyErrorKindIsExplained() {
        let text = HelpText.topic(["errors"]) ?? ""
        for kind in ErrorKind.allCases { #expect(text.contains("| \(kind.rawValue) ")) }
    }

    @Test func aSettingIsFoundBehindItsVerb() {
        for words in [["set", "output"], ["reset", "runs"], ["set", "mock"]] {
            #expect(HelpText.topic(words)?.contains(words[1]) == true)
        }
        #expect(HelpText.topic(["set", "nonsense"]) == nil)
    }

    @Test(arguments: ["", "nonsense", "run away", "exit-codes-"])
    func anythingElseHasNone(name: String) {
        #expect(HelpText.topic(name.split(separator: " ").map(String.init)) == nil)
    }
}
