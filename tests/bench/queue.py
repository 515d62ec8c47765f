"""Queued mail: 1 kB messages to 1,000 domains whose receiver does not answer. Memory of the whole daemon a recipient, then a restart: how fast the spool is
read, and when the first message is delivered. queue.sh [MESSAGES] (default 1,000,000)."""
import argparse
import re
import subprocess
import time

import bench

DOMAINS = 1000


def configure(directory, port, sink):
    config = directory / "mailrace.conf"
    config.write_text(f"""host-name mta1.sender.example
run-as-root yes
control-socket {directory}/control.sock
smtp-listener 127.0.0.1:{port}
<spool {directory}/spool>
</spool>
<source 127/8>
    always-allow-relaying yes
</source>
<domain *>
    smtp-hosts [127.0.0.1]:{sink}
    max-smtp-out 2
    bounce-after 4d
</domain>
""")
    return config


def feed(directory, port, first, messages):
    domains = ",".join(f"many-{i:04}.example" for i in range(DOMAINS))
    with open(directory / "feed.log", "ab") as log:
        subprocess.run([bench.program("mailrace-simulator"), "feed", "--to", f"127.0.0.1:{port}", "--messages", str(messages), "--connections", "40",
                        "--size", "1k", "--recipients-per-message", "1", "--domains", domains, "--pipelining", "--first-sequence", str(first)],
                       check=True, stdout=log, stderr=log)


def settled(daemon):
    """The figure when it has stopped to move: what the intake held for a moment is given back."""
    last = daemon.memory()
    for _ in range(20):
        time.sleep(0.5)
        now = daemon.memory()
        if abs(now - last) < 64 * 1024:
            break
        last = now
    return daemon.memory()


def fill(daemon, directory, port, messages):
    daemon.wait_ready(port)
    empty = daemon.memory()
    # A first part warms up what does not grow with the queue: connections, threads' heaps, the tables of a thousand queues.
    warm = max(DOMAINS, messages // 20)
    feed(directory, port, 1, warm)
    if daemon.call("pause", "queue", "*", "--reason", "measurement") is None:
        raise RuntimeError("the queues cannot be paused")
    before = settled(daemon)
    start = time.monotonic()
    feed(directory, port, warm + 1, messages - warm)
    took = time.monotonic() - start
    queued = daemon.status()["queued"]
    if queued != messages:
        raise RuntimeError(f"{queued} recipients are queued, {messages} were handed in")
    after = settled(daemon)
    bench.figure("queue.accepted", (messages - warm) / took, "msg/s")
    bench.figure("queue.memory", after / 2**20, "MiB")
    bench.figure("queue.memory.each", (after - before) / (messages - warm), "bytes/recipient")
    return empty


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("messages", type=int, nargs="?", default=1_000_000)
    options.add_argument("--directory", default="/var/tmp", help="the disk to be measured")
    chosen = options.parse_args()
    with bench.folder(chosen.directory) as directory:
        port, sink = bench.free_port(), bench.free_port()
        config = configure(directory, port, sink)
        with bench.Daemon(config, directory) as daemon:
            empty = fill(daemon, directory, port, chosen.messages)
        with bench.Sink(directory) as receiver:
            config = configure(directory, port, receiver.port)
            start = time.monotonic()
            with bench.Daemon(config, directory) as daemon:
                measure_restart(daemon, receiver, chosen.messages, start, empty)


def measure_restart(daemon, receiver, messages, start, empty):
    def lines():
        if daemon.child.poll() is not None:
            raise RuntimeError("mailraced ended:\n" + daemon.log.read_text()[-2000:])
        return re.findall(r".*spool read.*", daemon.log.read_text())[1:]
    bench.wait_until("the spool", lines, 600, 0.005)
    line = lines()[-1]
    found, milliseconds = (int(re.search(name + r'\W+(\d+)', line).group(1)) for name in ("messages", "milliseconds"))
    if found != messages:
        raise RuntimeError(f"{found} messages were read, {messages} are on disk")
    bench.figure("queue.restart.read", found / max(milliseconds, 1) * 1000, "msg/s")
    bench.figure("queue.restart.read.time", milliseconds / 1000, "s", 2)
    bench.wait_until("an answer", lambda: receiver.received() or daemon.status() is not None, 120, 0.005)
    bench.figure("queue.restart.ready", time.monotonic() - start, "s after the start", 2)
    # What the queue itself needs: nothing was accepted in this process yet, and an empty daemon's memory is taken off.
    bench.figure("queue.restart.memory.each", (daemon.memory() - empty) / messages, "bytes/recipient")
    # A queue that failed before the restart still waits for its time after it, so an operator's order sets it going; the time includes that.
    daemon.call("resume", "queue", "*")
    daemon.call("schedule", "*")
    bench.wait_until("the first delivery", receiver.received, 120, 0.005)
    bench.figure("queue.restart.first_delivery", time.monotonic() - start, "s after the start", 2)


if __name__ == "__main__":
    main()
