"""The processes of the benchmark: the reference server, the yardstick and benchsh."""

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import tempfile
import termios
import threading
import time
from dataclasses import dataclass
from pathlib import Path

LONGEST = 90  # seconds; whatever runs longer is killed


@dataclass(frozen=True)
class Load:
    """What a client is asked to do; times in milliseconds."""

    lanes: int
    requests: int  # of each lane
    gap: float = 10
    tokens: int = 100
    jitter: int = 0  # percent
    ttft: float = 50

    @property
    def model(self):
        return f"m-{self.ttft * 1000:.0f}-{self.gap * 1000:.0f}-{self.tokens}-{self.jitter}"

    @property
    def events(self):
        return self.lanes * self.requests * self.tokens


@dataclass
class Usage:
    """What a process cost."""

    seconds: float
    cpu: float
    peak_mb: float


class Server:
    """A reference server of its own for each measurement, so that its log speaks of that alone."""

    def __init__(self, tools):
        self.log = {}
        self._path = Path(tempfile.mkstemp(prefix="reference-")[1])
        self._process = subprocess.Popen(
            [tools / "server", self._path], stdout=subprocess.PIPE, text=True
        )
        self.port = int(self._process.stdout.readline())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(10)
        self._process.stdout.close()
        text = self._path.read_text()
        self._path.unlink()
        self.log = json.loads(text) if text else {}


def yardstick(tools, port, load):
    """Runs the bare client and returns what it printed."""
    arguments = [tools / "yardstick", port, load.lanes, load.requests, load.model]
    done = subprocess.run(
        [str(argument) for argument in arguments],
        stdout=subprocess.PIPE, check=True, timeout=LONGEST,
    )
    return json.loads(done.stdout)


def peak_mb(pid):
    """The high-water mark of resident memory; None once the process has gone."""
    return _status(pid, "VmHWM")


def resident_mb(pid):
    return _status(pid, "VmRSS")


def _status(pid, name):
    try:
        text = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return None
    found = re.search(rf"{name}:\s+(\d+) kB", text)
    return int(found.group(1)) / 1024 if found else None


class Terminal:
    """A pseudo-terminal whose output is taken away as fast as it comes."""

    def __init__(self):
        self._ours, self.theirs = pty.openpty()
        fcntl.ioctl(self.theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self.output = b""

    def read_until(self, text, seconds=10):
        """Whether the text came."""
        end = time.monotonic() + seconds
        while text not in self.output:
            ready, _, _ = select.select([self._ours], [], [], max(0, end - time.monotonic()))
            if not ready or not self._take():
                return False
        return True

    def drain(self):
        while self._take():
            pass

    def _take(self):
        try:
            piece = os.read(self._ours, 65536)
        except OSError:
            return False
        self.output = (self.output + piece)[-65536:]
        return bool(piece)

    def type(self, text):
        os.write(self._ours, text)

    def close(self):
        os.close(self._ours)


class Benchsh:
    """The program under test, in a home of its own."""

    def __init__(self, binary, home):
        self.binary = str(binary)
        self.home = Path(home)

    @property
    def _environment(self):
        return {"HOME": str(self.home), "PATH": os.environ["PATH"], "TERM": "xterm",
                "LANG": "C.UTF-8"}

    def version(self):
        return subprocess.run([self.binary, "--version"], stdout=subprocess.PIPE, text=True,
                              check=True).stdout.strip()

    def run(self, port, load, live=False):
        """Sends a load; returns its usage and the history's file."""
        database = self.home / "bench.db"
        for stale in self.home.glob("bench.db*"):
            stale.unlink()
        script = f"""
            set max_concurrency 10000
            set max_runs 1000000
            set prompt "count"
            add provider reference url "http://127.0.0.1:{port}/v1" model {load.model}
            use reference/{load.model}
            run concurrent {load.lanes * load.requests}x{load.lanes}
        """
        arguments = [self.binary, "-X", "--db", str(database), "-c", script]
        return self._measure(arguments, live), database

    def _measure(self, arguments, live):
        terminal = Terminal() if live else None
        output = terminal.theirs if live else subprocess.DEVNULL
        begun = time.monotonic()
        process = subprocess.Popen(
            arguments, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            env=self._environment, cwd=self.home,
        )
        if live:
            os.close(terminal.theirs)
            threading.Thread(target=terminal.drain, daemon=True).start()
        peak = 0.0
        over = threading.Event()

        def watch():
            nonlocal peak
            while not over.wait(0.02):
                peak = max(peak, peak_mb(process.pid) or 0)
                if time.monotonic() - begun > LONGEST:
                    os.kill(process.pid, signal.SIGKILL)

        watcher = threading.Thread(target=watch)
        watcher.start()
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.monotonic() - begun
        over.set()
        watcher.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise SystemExit(f"benchsh left with {process.returncode}: {arguments[-1]}")
        return Usage(seconds, used.ru_utime + used.ru_stime, peak)

    def start(self):
        """Opens the prompt: milliseconds until it stands there, and resident memory then."""
        terminal = Terminal()
        begun = time.monotonic_ns()
        process = subprocess.Popen(
            [self.binary, "--color", "never", "--db", str(self.home / "start.db")],
            stdin=terminal.theirs, stdout=terminal.theirs, stderr=terminal.theirs,
            env=self._environment, cwd=self.home, start_new_session=True,
        )
        os.close(terminal.theirs)
        came = terminal.read_until(b"benchsh> ")
        milliseconds = (time.monotonic_ns() - begun) / 1e6
        time.sleep(0.2)
        memory = resident_mb(process.pid)
        terminal.type(b"\x04")
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        terminal.close()
        if not came:
            raise SystemExit(f"no prompt came: {terminal.output!r}")
        return milliseconds, memory
