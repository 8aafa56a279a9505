import FoundationEssentials
import Measurement
import Testing

@testable import History

@Suite struct CalibrationTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private static func calibration(_ concurrency: Int, added: Double = 0.25) -> Calibration {
        Calibration(
            createdAt: Date(timeIntervalSince1970: 1_795_463_160.123),
            concurrency: concurrency,
            requests: 20,
            ttftAddedMean: added,
            ttftAddedP99: added * 3,
            gapAddedP99: 0.5,
            loopLagP99: 0.125,
            cores: 2
        )
    }

    @Test func aCalibrationComesBackWithTheProgramsVersion() throws {
        let history = try History(path: scratch.path, version: "1.2.3")
        #expect(try history.calibration(nearest: 1) == nil)
        try history.record([Self.calibration(10)])
        var expected = Self.calibration(10)
        expected.version = "1.2.3"
        #expect(try History(path: scratch.path).calibration(nearest: 10) == expected)
    }

    @Test func whatWasNotObservedComesBackAsNothing() throws {
        let history = try History(path: scratch.path)
        var bare = Self.calibration(1)
        bare.loopLagP99 = nil
        bare.cores = nil
        try history.record([bare])
        #expect(try history.calibration(nearest: 1) == bare)
    }

    @Test(
        "The smallest load that is no smaller, else the largest",
        arguments: [
            (1, 1), (2, 10), (10, 10), (11, 50), (50, 50), (199, 200), (200, 200), (201, 200),
            (100_000, 200), (0, 1), (-5, 1),
        ]
    )
    func nearest(concurrency: Int, found: Int) throws {
        let history = try History(path: scratch.path)
        try history.record([200, 1, 50, 10].map { Self.calibration($0) })
        #expect(try history.calibration(nearest: concurrency)?.concurrency == found)
    }

    @Test func theNewestOfALoadCounts() throws {
        let history = try History(path: scratch.path)
        try history.record([Self.calibration(1, added: 1), Self.calibration(10, added: 2)])
        try history.record([Self.calibration(1, added: 3)])
        #expect(try history.calibration(nearest: 1)?.ttftAddedMean == 3)
        #expect(try history.calibration(nearest: 5)?.ttftAddedMean == 2)
    }

    @Test func sqlCanAskForThem() throws {
        let history = try History(path: scratch.path)
        try history.record([Self.calibration(1), Self.calibration(10)])
        let rows = try history.answer("SELECT sum(concurrency) FROM calibrations")
        #expect(rows == [[.integer(11)]])
    }

    @Test func nothingIsStoredWhereNothingCanBe() throws {
        _ = try History(path: scratch.path)
        let history = try History(path: scratch.path, busyTimeout: 0.05)
        let other = try RawDatabase(scratch.path)
        try other.execute("BEGIN EXCLUSIVE")
        #expect(throws: HistoryError.locked(path: scratch.path)) {
            try history.record([Self.calibration(1)])
        }
        try other.execute("ROLLBACK")
        #expect(try history.calibration(nearest: 1) == nil)
    }
}
