"""What every scenario stands on: real binaries in a folder of their own, the simulator as the Internet, a clean end whatever happens.

A scenario is a file beside this one that uses World and asserts. All traffic stays on 127.0.0.0/8; ports are asked of the system. Waiting is always for a
condition, with a deadline; nothing relies on how long something takes.
"""
from __future__ import annotations

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

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("MAILRACE_BIN", ROOT / "build" / "bin"))


def free_port(address: str = "127.0.0.1", udp: bool = False) -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM if udp else socket.SOCK_STREAM) as probe:
        probe.bind((address, 0))
        return probe.getsockname()[1]


def wait_for(condition, what: str, seconds: float = 30.0, pause: float = 0.05):
    """The first true value of condition(); fails when there is none within so many seconds."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(pause)


class Simulator:
    """The pretend Internet: DNS and receivers."""

    DNS_ADDRESS = "127.20.0.53"

    def __init__(self, folder: pathlib.Path, scenario: str | None, seed: int = 1, extra: tuple[str, ...] = ()):
        self.dns_port = free_port(self.DNS_ADDRESS, udp=True)
        self.control_port = free_port()
        self.smtp_port = free_port()
        self.log = open(folder / "simulator.log", "ab")
        command = [str(BIN / "mailrace-simulator"), "run", "--dns", f"{self.DNS_ADDRESS}:{self.dns_port}", "--control",
                   f"127.0.0.1:{self.control_port}", "--smtp-port", str(self.smtp_port), "--seed", str(seed), *extra]
        if scenario is not None:
            path = folder / "internet.scenario"
            path.write_text(scenario)
            command += ["--scenario", str(path)]
        self.process = subprocess.Popen(command, stdout=self.log, stderr=subprocess.STDOUT)
        wait_for(self._answers, "the simulator answers")

    def _answers(self):
        assert self.process.poll() is None, "the simulator ended at once: see simulator.log"
        try:
            return self.ask({"cmd": "stats"})
        except OSError:
            return None

    def ask(self, command: dict) -> dict:
        with socket.create_connection(("127.0.0.1", self.control_port), timeout=10) as connection:
            connection.sendall(json.dumps(command).encode() + b"\n")
            data = b""
            while not data.endswith(b"\n"):
                part = connection.recv(65536)
                if not part:
                    break
                data += part
        return json.loads(data)

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.log.close()


class Daemon:
    """One mailraced with its own state directory; may be killed and started again."""

    def __init__(self, folder: pathlib.Path, config: str, port: int, environment: dict | None = None):
        self.folder = folder
        self.port = port
        self.socket = str(folder / "control.sock")
        self.config = folder / "mailrace.conf"
        self.config.write_text(config)
        self.environment = {**os.environ, **(environment or {})}
        self.log = open(folder / "mailraced.log", "ab")
        self.process: subprocess.Popen | None = None

    def start(self, seconds: float = 60.0):
        self.process = subprocess.Popen([str(BIN / "mailraced"), "--config", str(self.config)], stdout=self.log, stderr=subprocess.STDOUT,
                                        env=self.environment)
        wait_for(self.ready, "the daemon is ready", seconds)
        return self

    def ready(self) -> bool:
        assert self.process.poll() is None, f"the daemon ended with {self.process.returncode}: see {self.folder}/mailraced.log"
        try:
            return self.call("status.get").get("state", "ready") == "ready" and self.accepts()
        except (RuntimeError, OSError):
            return False

    def accepts(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
                return connection.recv(3) == b"220"
        except OSError:
            return False

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, seconds: float = 60.0) -> int:
        if self.process is None or self.process.poll() is not None:
            return 0 if self.process is None else self.process.returncode
        self.process.terminate()
        return self.process.wait(seconds)

    def ctl(self, *arguments: str, check: bool = True) -> str:
        done = subprocess.run([str(BIN / "mailracectl"), "--socket", self.socket, *arguments], capture_output=True, text=True, timeout=120, check=False)
        if check and done.returncode != 0:
            raise RuntimeError(f"mailracectl {' '.join(arguments)}: {done.stderr or done.stdout}")
        return done.stdout

    def call(self, method: str, **params) -> dict:
        """One call over the socket, as any client would make it."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(60)
            connection.connect(self.socket)
            stream = connection.makefile("rw", encoding="utf-8", newline="\n")
            for number, (name, arguments) in enumerate([("session.hello", {"client": "scenario", "protocol": [1, 0]}), (method, params)], 1):
                stream.write(json.dumps({"jsonrpc": "2.0", "id": number, "method": name, "params": arguments}) + "\n")
                stream.flush()
                while True:
                    line = stream.readline()
                    if not line:
                        raise RuntimeError("the daemon closed the connection")
                    answer = json.loads(line)
                    if answer.get("id") == number:
                        break
                if "error" in answer:
                    raise RuntimeError(f"{name}: {answer['error']}")
        return answer["result"]

    def events(self, filter_text: str, limit: int = 1000) -> list[dict]:
        page = self.call("events.page", filter=filter_text, limit=limit)
        return [dict(zip(page["columns"], row)) for row in page["rows"]]

    def status(self) -> dict:
        return self.call("status.get")

    def close(self):
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.log.close()


class World:
    """A simulator and a daemon that lives on it. Use as a context manager; the folder is kept when the scenario fails."""

    def __init__(self, scenario: str | None = None, settings: str = "", seed: int = 1, simulator_options: tuple[str, ...] = (), name: str | None = None,
                 start: bool = True):
        self.name = name or pathlib.Path(sys.argv[0]).stem
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix=f"mailrace-{self.name}-"))
        self.parts: list = []
        self.simulator = Simulator(self.folder, scenario, seed, simulator_options)
        self.parts.append(self.simulator)
        self.port = free_port()
        self.daemon = Daemon(self.folder, self.configuration(settings), self.port)
        if start:
            self.daemon.start()

    def configuration(self, settings: str) -> str:
        return "\n".join([
            "host-name mta1.sender.example",
            f"smtp-listener 127.0.0.1:{self.port}",
            f"control-socket {self.folder}/control.sock",
            f"name-server {self.simulator.DNS_ADDRESS}:{self.simulator.dns_port}",
            f"<spool {self.folder}/spool>",
            "</spool>",
            "<source 127/8>",
            "    always-allow-relaying yes",
            "</source>",
            "<domain *>",
            f"    default-smtp-port {self.simulator.smtp_port}",
            "</domain>",
            settings, ""])

    def feed(self, *arguments: str, check: bool = True, timeout: float = 300) -> dict:
        """Runs the simulator's sender to its end; its books."""
        done = subprocess.run([str(BIN / "mailrace-simulator"), "feed", "--to", f"127.0.0.1:{self.port}", "--json", *arguments],
                              capture_output=True, text=True, timeout=timeout, check=False)
        if check and done.returncode != 0:
            raise AssertionError(f"feed failed: {done.stderr or done.stdout}")
        return json.loads(done.stdout.strip().splitlines()[-1])

    def start_feed(self, *arguments: str) -> subprocess.Popen:
        log = open(self.folder / "feed.log", "ab")
        return subprocess.Popen([str(BIN / "mailrace-simulator"), "feed", "--to", f"127.0.0.1:{self.port}", "--json", *arguments],
                                stdout=subprocess.PIPE, stderr=log, text=True)

    def drained(self, seconds: float = 60.0) -> dict:
        """Waits until nothing is queued; the daemon's books."""
        def empty():
            status = self.daemon.status()
            return status if status["queued"] == 0 else None
        return wait_for(empty, "the queue is empty", seconds, 0.1)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.daemon.close()
        for part in self.parts:
            part.stop()
        if kind is None:
            shutil.rmtree(self.folder, ignore_errors=True)
        else:
            print(f"scenario {self.name} failed; its folder is {self.folder}", file=sys.stderr)
            for log in ("mailraced.log", "simulator.log", "feed.log"):
                path = self.folder / log
                if path.exists():
                    print(f"--- the end of {log}", file=sys.stderr)
                    print("\n".join(path.read_text(errors="replace").splitlines()[-25:]), file=sys.stderr)
        return False


def books_agree(status: dict):
    """received = delivered + bounced + queued, in recipients, by the daemon's own books."""
    assert status["received"] == status["delivered"] + status["bounced"] + status["queued"], status
