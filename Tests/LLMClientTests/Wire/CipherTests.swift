import NIOEmbedded
import Testing

@testable import LLMClient

struct CipherTests {
    /// What holds a channel holds a connection's buffers and keys, for every connection closed.
    @Test func aClosedCipherLeavesNothingBehind() throws {
        let context = try TrustStore(authorityFile: nil).context()
        weak var channel: EmbeddedChannel?
        do {
            let cipher = try Cipher(context, host: "localhost")
            channel = Mirror(reflecting: cipher).descendant("channel") as? EmbeddedChannel
            #expect(channel != nil)
            #expect(cipher.nextOutput()?.first == 0x16, "a handshake begins")
            cipher.close()
            while cipher.nextOutput() != nil {}
            cipher.discard()
        }
        #expect(channel == nil)
    }
}
