import FoundationEssentials
import Testing

@testable import History

@Suite struct StoredTimeTests {
    @Test(arguments: [Double.infinity, -.infinity, .nan, 1e300])
    func timesOutOfRangeStillHaveAText(seconds: Double) {
        #expect(StoredTime.date(StoredTime.text(Date(timeIntervalSince1970: seconds))) != nil)
    }
}
