/// Something that may stand at a place in a statement.
package enum Expected: Sendable, Equatable {
    /// A keyword, and the slot that follows it, if one does.
    case keyword(String, then: Slot?)
    case slot(Slot)
    /// A sign such as `,` or `<`.
    case symbol(String)
    /// The end of the statement.
    case end
}
