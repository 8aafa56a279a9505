/// A place in a record that any thread may use.
package typealias Place<Record, Value> = any WritableKeyPath<Record, Value> & Sendable

/// Reads a place of a record.
///
/// A key path copies the whole record first, which was a quarter of what storing a run cost, so a
/// stored place is read where it lies.
func reader<Record, Value>(_ place: Place<Record, Value>) -> @Sendable (Record) -> Value {
    guard let offset = MemoryLayout<Record>.offset(of: place) else {
        return { $0[keyPath: place] }
    }
    return { record in
        withUnsafeBytes(of: record) { $0.load(fromByteOffset: offset, as: Value.self) }
    }
}
