internal import BenchLanguage
internal import FoundationEssentials

extension Session {
    /// The point in time that lies as long ago as a clause says.
    func moment(_ call: Call, _ keyword: String) throws(Diagnostic) -> Date? {
        guard let age = call.duration(after: keyword) else { return nil }
        let seconds = Double(try age.resolve(using: scope).count) / 1e9
        return surroundings.now().addingTimeInterval(-seconds)
    }
}
