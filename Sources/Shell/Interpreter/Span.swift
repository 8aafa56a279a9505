internal import BenchLanguage

/// A place in a statement; the standard library has a type of the same name that is not meant here.
typealias Span = BenchLanguage.Span
