import Testing

/// The scripts that people start from, against the mock itself and its clock.
@Suite struct ExampleTests {
    private static let folder =
        #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
        + "/scripts/examples"

    @Test(arguments: [
        ["smoke.bench"], ["tour.bench"], ["nightly.bench", "-v", "requests=3"],
        ["sweep.bench", "-v", "requests=4"], ["shootout.bench", "-v", "rounds=1"],
        ["soak.bench", "-v", "piece=20ms"],
    ])
    func anExampleGoesWell(words: [String]) throws {
        let sandbox = try Sandbox()
        let arguments = ["\(Self.folder)/\(words[0])"] + words.dropFirst()
        let ended = try sandbox.start(["--report-json", "r.json"] + arguments).end()
        // How fast this machine is must not decide; what the script says must be understood.
        #expect([0, 1].contains(ended.code), "\(ended.errors)")
        let report = Sandbox.contents(of: sandbox.folder + "/r.json")
        #expect(report.contains(#""error":0,"#) && !report.contains(#""held":0,"#), "\(report)")
    }
}
