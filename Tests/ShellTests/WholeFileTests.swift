import Foundation
import Testing

@testable import Shell

/// A file holds what was written last, wherever it lies.
@Suite struct WholeFileTests {
    @Test(arguments: ["/dev/shm", NSTemporaryDirectory()])
    func theNewTextTakesThePlaceOfTheOld(folder: String) throws {
        let path = folder + "/benchsh-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        for text in ["a longer text", "short"] {
            try WholeFile.write(text, to: path)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        }
    }
}
