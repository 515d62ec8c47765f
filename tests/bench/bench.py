"""What the measurements share: temporary folders, free ports, processes that are always ended, waiting with a deadline, one line a figure."""
import contextlib
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

# A termination ends the children and removes the folders as an exception does.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("MAILRACE_BIN", ROOT / "build" / "bin"))


def program(name):
    path = BIN / name
    if not path.exists():
        sys.exit(f"{path} is missing: build with `cmake --preset release && cmake --build --preset release`, or name the folder in MAILRACE_BIN")
    return str(path)


def figure(name, value, unit, digits=0):
    print(f"{name:<44} {value:>14,.{digits}f} {unit}", flush=True)


def free_port():
    with contextlib.closing(socket.socket()) as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


@contextlib.contextmanager
def folder(parent):
    """A folder on the disk to be measured. Readable by all: Postfix works under its own user."""
    path = pathlib.Path(tempfile.mkdtemp(prefix="mailrace-bench-", dir=parent))
    path.chmod(0o755)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def wait_until(what, condition, seconds, pause=0.02):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds:.0f} s for {what}")
        time.sleep(pause)


def listening(port):
    try:
        with socket.create_connection(("127.0.0.1", port), 1):
            return True
    except OSError:
        return False


class Process:
    """A child that is asked to stop, and killed when it does not."""

    def __init__(self, arguments, log, patience=30):
        self.patience = patience
        with open(log, "ab") as out:
            self.child = subprocess.Popen(arguments, stdout=out, stderr=out, stdin=subprocess.DEVNULL)
        self.pid = self.child.pid

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self, with_signal=signal.SIGTERM):
        if self.child.poll() is None:
            self.child.send_signal(with_signal)
            try:
                self.child.wait(self.patience)
            except subprocess.TimeoutExpired:
                self.child.kill()
                self.child.wait()

    def memory(self):
        """Resident anonymous bytes: what the process holds itself, without its program text and mapped files."""
        for line in pathlib.Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("RssAnon:"):
                return int(line.split()[1]) * 1024
        return 0

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Daemon(Process):
    def __init__(self, config, directory):
        self.socket = directory / "control.sock"
        self.log = directory / "mailraced.log"
        super().__init__([program("mailraced"), "--config", str(config), "--state-directory", str(directory)], self.log, patience=120)

    def call(self, *arguments):
        done = subprocess.run([program("mailracectl"), "--socket", str(self.socket), "--json", "--timeout", "120", *arguments],
                              capture_output=True, text=True)
        return json.loads(done.stdout) if done.returncode == 0 and done.stdout.strip() else None

    def status(self):
        return self.call("show", "status")

    def wait_ready(self, port, seconds=120):
        def ready():
            if self.child.poll() is not None:
                raise RuntimeError("mailraced ended:\n" + self.log.read_text()[-2000:])
            return listening(port)
        wait_until("mailraced", ready, seconds)


class Sink(Process):
    """Postfix's smtp-sink; its running counter is exact and says when the last message has come."""

    def __init__(self, directory):
        self.port = free_port()
        self.counter = directory / f"sink-{self.port}.count"
        user = ["-u", "nobody"] if os.geteuid() == 0 else []
        super().__init__(["smtp-sink", *user, "-c", f"127.0.0.1:{self.port}", "1000"], self.counter)
        try:
            wait_until("smtp-sink", lambda: listening(self.port), 10)
        except TimeoutError:
            self.stop()
            raise

    def received(self):
        with open(self.counter, "rb") as f:
            f.seek(max(0, os.path.getsize(self.counter) - 200))
            tail = f.read().decode(errors="replace")
        at = tail.rfind("mesg=")
        digits = "".join(c if c.isdigit() else " " for c in tail[at + 5:]) if at >= 0 else ""
        return int(digits.split()[0]) if digits.split() else 0
