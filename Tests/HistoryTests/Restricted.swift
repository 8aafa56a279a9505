import Glibc

/// Runs `body` with the rights of nobody on this thread, so that permissions bind root as well.
///
/// Linux keeps the identity for file access per thread; the C library has no header in Swift's
/// module for it, hence the look-up by name.
func restricted<Value>(_ body: () throws -> Value) throws -> Value {
    guard geteuid() == 0 else { return try body() }
    typealias SetIdentity = @convention(c) (UInt32) -> Int32
    guard let symbol = dlsym(nil, "setfsuid") else { throw NoSuchSymbol() }
    let setIdentity = unsafeBitCast(symbol, to: SetIdentity.self)
    _ = setIdentity(65_534)
    defer { _ = setIdentity(0) }
    return try body()
}

struct NoSuchSymbol: Error {}
