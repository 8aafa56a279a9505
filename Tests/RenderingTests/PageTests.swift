import Foundation
import Measurement
import Rendering
import Testing

@Suite struct PageTests {
    private static let evil = "<script>alert('x')</script> & \"\u{1B}[2J\u{202E}"

    /// Pages about a suite and a run whose texts all try to break out.
    private static func pages() throws -> [String] {
        var suite = Fixture.suite(requests: 6)
        suite.name = evil
        suite.request.prompt = evil
        var runs = (1...5).map { Fixture.success($0, ttft: 50 + Double($0), notes: [evil]) }
        runs.append(Fixture.failure(6, Failure(.http, evil, httpStatus: 500)))
        for index in runs.indices {
            runs[index].response = evil
            runs[index].finishReason = evil
        }
        let summary = SuiteSummary(runs: runs)
        let plot = try #require(SuitePlot(.ttft, of: suite, summary).plot(.line))
        let side = { (name: String) in ComparisonReport.Side(name: name, summary: summary) }
        let report = ComparisonReport([side(evil), side("other")])
        return [
            Page(suite, summary, instrument: [(evil, evil)]).text,
            Page(runs[0], of: suite).text,
            Page(evil, [.plot(plot), .words([evil])]).text,
            Page(evil, [report], table: RunField.table(of: runs), notes: [evil]).text,
            RunField.table(of: runs).text(as: .html),
        ]
    }

    @Test func everyPageIsWellFormedAndHarmless() throws {
        for page in try Self.pages() {
            #expect(!page.contains("<script") && !page.contains("\u{1B}"))
            #expect(!page.contains("\u{202E}") && page.contains("&lt;script&gt;alert(&#39;x&#39;)"))
            let body = try #require(page.firstRange(of: "<body>"))
            #expect(Self.unbalanced(page[body.lowerBound...]) == [], "\(page)")
        }
    }

    @Test func aPageNeedsNothingElse() throws {
        for page in try Self.pages() {
            for address in ["http://", "https://", "src=", "href=", "url(", "@import"] {
                #expect(!page.contains(address), "\(address)")
            }
            #expect(page.contains("prefers-color-scheme: dark"))
            #expect(page.contains("default-src 'none'"))
        }
    }

    @Test func aTableHasItsCells() {
        let table = Table(
            columns: [Column("ttft_ms", heading: "ttft ms", isNumeric: true), Column("name")],
            rows: [[.number(52.123, .milliseconds), .text("a\nb")], [.missing]]
        )
        let text = table.text(as: .html)
        #expect(text.contains("<th class=\"number\">ttft ms</th><th class=\"text\">name</th>"))
        #expect(text.contains("<td class=\"number\">52.1</td><td class=\"long\">a\nb</td>"))
        #expect(text.contains("<td class=\"number\">-</td><td class=\"text\">-</td>"))
        #expect(text.hasSuffix("</html>\n"))
    }

    @Test func theStallsOfARunAreShaded() {
        var run = Fixture.success(1, tokens: 4)
        run.timeline = Timeline(arrivals: [50_000, 60_000, 70_000, 270_000])
        run.end = 280
        let page = Page(run, of: Fixture.suite()).text
        #expect(page.ranges(of: "class=\"band\"").count == 1)
        #expect(page.contains("<title>200.0 ms of silence</title>"))
        #expect(page.contains("1 stall, 71.4% of the time; between reads usually 10.0 ms"))
    }

    @Test func aSuiteHasItsPictures() throws {
        let page = try Self.pages()[0]
        #expect(page.ranges(of: "<svg").count == 4)
        #expect(page.contains("p50 53.0"))
        #expect(page.contains("<dt>errors</dt><dd>1 of 6 (16.7%)</dd>"))
    }

    @Test func doubtsAreOnThePageToo() {
        let runs = (1...5).map { Fixture.success($0, ttft: 50 + Double($0)) }
        let page = Page(Fixture.suite(), SuiteSummary(runs: runs), instrument: []).text
        #expect(page.contains("<td class=\"number\">54.8?</td>"))
        #expect(page.contains("<p>? too few samples: p95 needs 20, p99 100</p>"))
    }

    @Test func aFailedSuiteHasNoEmptyTable() {
        let summary = SuiteSummary(runs: [Fixture.failure(1, Fixture.slowDown)])
        let page = Page(Fixture.suite(), summary, instrument: []).text
        #expect(page.contains("<p>no successful run</p>"))
        #expect(!page.contains("p95"))
    }

    @Test func aChartThatIsThePageHasOneTitle() throws {
        let runs = (1...5).map { Fixture.success($0, ttft: 50 + Double($0)) }
        let summary = SuiteSummary(runs: runs)
        let plot = try #require(SuitePlot(.ttft, of: Fixture.suite(), summary).plot(.histogram))
        #expect(!Page(plot.title, [.plot(plot)]).text.contains("<figcaption>"))
        #expect(Page("other", [.plot(plot)]).text.contains("<figcaption>\(plot.title)<"))
    }

    /// Elements that are not closed in the order in which they were opened.
    private static func unbalanced(_ markup: Substring) -> [String] {
        var open: [String] = []
        for tag in markup.matches(of: /<(\/?)([a-z0-9]+)[^>]*?(\/?)>/) {
            let name = String(tag.2)
            if ["meta", "br"].contains(name) || !tag.3.isEmpty { continue }
            if tag.1.isEmpty {
                open.append(name)
            } else if open.last == name {
                open.removeLast()
            } else if name != "html" {
                return open + ["/\(name)"]
            }
        }
        return open
    }
}
