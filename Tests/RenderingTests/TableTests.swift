import Foundation
import Measurement
import Rendering
import Testing
import Text

@Suite struct TableTests {
    /// One column for each kind of cell, filled in the first row and missing in the second.
    private static let kinds = Table(
        columns: [
            Column("word"), Column("count"), Column("guess"), Column(Metric.ttft),
            Column("notes"), Column("created_at", heading: "created"),
        ],
        rows: [
            [
                .text("a|\"b\",\n\u{1B}[31m"), .integer(64), .estimate(65),
                .number(52.123456789, .milliseconds), .list(["x", "y, z"]), .time(Fixture.date),
            ],
            [.missing, .missing, .missing, .missing, .list([]), .missing],
        ]
    )

    private static let goldens: [OutputFormat: String] = [
        .table: #"""
        word              count  guess  ttft ms  notes    created
        ----------------  -----  -----  -------  -------  --------------------
        a|"b",\n\x1b[31m     64    ≈65     52.1  x; y, z  2026-11-23 19:46:00Z
        -                     -      -        -  -        -

        """#,
        .line: #"""
        word     a|"b",\n\x1b[31m
        count    64
        guess    ≈65
        ttft ms  52.1
        notes    x; y, z
        created  2026-11-23 19:46:00Z

        word     -
        count    -
        guess    -
        ttft ms  -
        notes    -
        created  -

        """#,
        .csv: """
        word,count,guess,ttft_ms,notes,created_at
        "a|""b"",\n\u{1B}[31m",64,65,52.123456789,"x; y, z",2026-11-23T19:46:00.123Z
        ,,,,,

        """,
        .json: #"""
        [
        {"word":"a|\"b\",\n\u001b[31m","count":64,"guess":65,"ttft_ms":52.123456789,"notes":["x","y, z"],"created_at":"2026-11-23T19:46:00.123Z"},
        {"word":null,"count":null,"guess":null,"ttft_ms":null,"notes":[],"created_at":null}
        ]

        """#,
        .jsonl: #"""
        {"word":"a|\"b\",\n\u001b[31m","count":64,"guess":65,"ttft_ms":52.123456789,"notes":["x","y, z"],"created_at":"2026-11-23T19:46:00.123Z"}
        {"word":null,"count":null,"guess":null,"ttft_ms":null,"notes":[],"created_at":null}

        """#,
        .markdown: #"""
        | word                | count | guess | ttft ms | notes   | created              |
        | ------------------- | ----: | ----: | ------: | ------- | -------------------- |
        | a\|"b",\\n\\x1b[31m |    64 |   ≈65 |    52.1 | x; y, z | 2026-11-23 19:46:00Z |
        | -                   |     - |     - |       - | -       | -                    |

        """#,
        .html: #"""
        <table>
        <thead><tr><th class="text">word</th><th class="text">count</th><th class="text">guess</th><th class="number">ttft ms</th><th class="text">notes</th><th class="text">created</th></tr></thead>
        <tbody>
        <tr><td class="long">a|&quot;b&quot;,
        \x1b[31m</td><td class="number">64</td><td class="number">≈65</td><td class="number">52.1</td><td class="text">x; y, z</td><td class="text">2026-11-23 19:46:00Z</td></tr>
        <tr><td class="text">-</td><td class="text">-</td><td class="text">-</td><td class="number">-</td><td class="text">-</td><td class="text">-</td></tr>
        </tbody>
        </table>

        """#,
    ]

    @Test("Every format writes every kind of cell", arguments: OutputFormat.allCases)
    func golden(format: OutputFormat) {
        #expect(Self.shortened(Self.kinds.text(as: format)) == Self.goldens[format])
    }

    /// Of a page only the table; the rest is the same on every page.
    private static func shortened(_ text: String) -> String {
        guard let start = text.firstRange(of: "<table>"),
            let end = text.firstRange(of: "</table>")
        else { return text }
        return String(text[start.lowerBound..<end.upperBound]) + "\n"
    }

    @Test("A table without rows", arguments: OutputFormat.allCases)
    func empty(format: OutputFormat) {
        let expected: [OutputFormat: String] = [
            .table: "a  b\n-  -\n", .line: "", .csv: "a,b\n", .json: "[]\n", .jsonl: "",
            .markdown: "| a    | b    |\n| ---- | ---- |\n",
            .html: """
            <table>
            <thead><tr><th class="text">a</th><th class="text">b</th></tr></thead>
            <tbody>
            </tbody>
            </table>

            """,
        ]
        let table = Table(columns: [Column("a"), Column("b")])
        #expect(Self.shortened(table.text(as: format)) == expected[format])
    }

    @Test("Rows come as they are written", arguments: OutputFormat.allCases)
    func streaming(format: OutputFormat) {
        let columns = [Column("n"), Column("text")]
        var writer = TableWriter(format)
        var text = writer.begin(columns)
        let head = text
        var first = ""
        for n in 0..<2500 {
            let part = writer.row([.integer(n), .text("row \(n)")])
            if n == 0 { first = part }
            // Once the sample is full nothing is held back any more.
            if n > 1000 { #expect(!part.isEmpty) }
            text += part
        }
        text += writer.end()
        let rows = (0..<2500).map { [Cell.integer($0), .text("row \($0)")] }
        #expect(text == Table(columns: columns, rows: rows).text(as: format))
        let holdsBack = format == .table || format == .markdown
        #expect((head + first).isEmpty == holdsBack)
        #expect(text.contains("row 2499"))
    }

    @Test func shortAndLongRowsFitTheColumns() {
        let table = Table(
            columns: [Column("a"), Column("b")],
            rows: [[.integer(1)], [.integer(1), .integer(2), .integer(3)], []]
        )
        #expect(table.text(as: .csv) == "a,b\n1,\n1,2\n,\n")
    }

    @Test(
        "CSV quotes what RFC 4180 asks for",
        arguments: [
            ("plain", "plain"), ("", "\"\""), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""),
            ("\"", "\"\"\"\""), ("a\nb", "\"a\nb\""), ("a\r\nb", "\"a\r\nb\""), ("日本 ", "日本 "),
        ]
    )
    func csv(text: String, field: String) {
        let table = Table(columns: [Column("x")], rows: [[.text(text)]])
        #expect(table.text(as: .csv) == "x\n\(field)\n")
    }

    @Test(
        "Tables too wide for the terminal become lines",
        arguments: [(20, true), (69, true), (70, false), (80, false), (200, false)]
    )
    func width(width: Int, isLine: Bool) {
        let text = Self.kinds.text(as: .table, width: width)
        #expect(text == Self.kinds.text(as: isLine ? .line : .table))
    }

    @Test func columnsAlignByDisplayWidth() {
        let table = Table(
            columns: [Column("名前"), Column("n")],
            rows: [
                [.text("日本語"), .integer(1)], [.text("e\u{301}"), .integer(22)],
                [.text("👩‍💻!"), .missing],
            ]
        )
        #expect(
            table.text(as: .table) == """
                名前     n
                ------  --
                日本語   1
                e\u{301}       22
                👩‍💻!      -

                """
        )
    }

    @Test func textAmongNumbersLeansLeft() {
        let table = Table(columns: [Column("x")], rows: [[.integer(1)], [.text("long")]])
        #expect(table.text(as: .table) == "x\n----\n1\nlong\n")
    }

    @Test func colourIsForHeadingsOnly() {
        let table = Table(columns: [Column("a")], rows: [[.integer(1)]])
        let coloured = table.text(as: .table, style: Style(isColoured: true))
        #expect(coloured == "\u{1B}[1ma\u{1B}[0m\n\u{1B}[2m-\u{1B}[0m\n1\n")
        for format in [OutputFormat.csv, .json, .jsonl, .markdown] {
            let text = table.text(as: format, style: Style(isColoured: true))
            #expect(!text.contains("\u{1B}"))
        }
    }

    @Test func markupOfServersIsQuotedInMarkdown() {
        let table = Table(columns: [Column("x")], rows: [[.text("<b>*a*`\\|")]])
        #expect(table.text(as: .markdown).contains(#"| \<b>\*a\*\`\\\| |"#))
    }

    @Test func repeatedNamesStayApartInJSON() throws {
        let table = Table(
            columns: [Column("avg"), Column("avg"), Column("avg_2")],
            rows: [[.integer(1), .integer(2), .integer(3)]]
        )
        let text = table.text(as: .jsonl)
        #expect(text == "{\"avg\":1,\"avg_2\":2,\"avg_2_2\":3}\n")
    }

    @Test(
        "Times that a calendar cannot hold are null",
        arguments: [Double.infinity, -1e300, 1e300, .nan]
    )
    func times(seconds: Double) {
        let cell = Cell.time(Date(timeIntervalSince1970: seconds))
        #expect(cell.json.text == "null")
        let table = Table(columns: [Column("t")], rows: [[cell]])
        #expect(table.text(as: .line) == "t  -\n")
    }

    @Test func csvOnAScreenDoesNotSteerIt() {
        let table = Table(columns: [Column("x")], rows: [[.text("a\u{1B}[2J\nb\u{9B}")]])
        #expect(table.text(as: .csv) == "x\n\"a\u{1B}[2J\nb\u{9B}\"\n")
        #expect(table.text(as: .csv, width: 80) == "x\n\"a\\x1b[2J\nb\\x9b\"\n")
    }
}
