import Dispatch
import Glibc
import Synchronization
import Terminal
import Testing

@Suite struct TextOutputTests {
    @Test func textWaitsForAFlush() throws {
        let pipe = makePipe()
        _ = fcntl(pipe.reading, F_SETFL, O_NONBLOCK)
        let output = TextOutput(descriptor: pipe.writing, capacity: 8)
        try output.write("four")
        #expect(readAll(pipe.reading).isEmpty)
        try output.write("more")
        #expect(readAll(pipe.reading) == Array("fourmore".utf8))
        try output.write("x")
        try output.flush()
        #expect(readAll(pipe.reading) == Array("x".utf8))
    }

    @Test func aFullPipeThatDoesNotBlockGetsEverything() throws {
        let pipe = makePipe()
        _ = fcntl(pipe.writing, F_SETFL, O_NONBLOCK)
        let text = String(repeating: "0123456789", count: 100_000)
        let received = Received()
        let reader = startThread {
            let bytes = readAll(pipe.reading)
            received.bytes.withLock { $0 = bytes }
        }
        let output = TextOutput(descriptor: pipe.writing)
        try output.write(text)
        try output.flush()
        close(pipe.writing)
        reader.wait()
        #expect(received.bytes.withLock { $0 } == Array(text.utf8))
    }

    @Test func aReaderThatHasGoneIsAnErrorEveryTime() {
        signal(SIGPIPE, SIG_IGN)
        let pipe = makePipe()
        close(pipe.reading)
        let output = TextOutput(descriptor: pipe.writing)
        #expect(throws: WriteFailure.closedByReader) {
            try output.write("x")
            try output.flush()
        }
        #expect(throws: WriteFailure.closedByReader) { try output.write("y") }
    }

    @Test func aDescriptorThatCannotBeWrittenNamesTheReason() {
        let output = TextOutput(descriptor: -1, capacity: 0)
        #expect(throws: WriteFailure.failed(reason: "bad file descriptor")) {
            try output.write("x")
        }
    }
}

/// What a reading thread hands back.
private final class Received: Sendable {
    let bytes = Mutex<[UInt8]>([])
}
