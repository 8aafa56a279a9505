/// One HTTP header field, its name spelled as sent.
package struct Header: Sendable, Equatable {
    /// The field name.
    package var name: String
    /// The field value.
    package var value: String

    /// Makes a header field.
    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// `Content-Type: text/event-stream`.
    package static let eventStream = Header("Content-Type", "text/event-stream")
    static let json = Header("Content-Type", "application/json")
}
