#!/usr/bin/env python3
"""Hostile clients of every kind at once: memory stays flat, a good client is served, no message is altered and none is smuggled in."""
import os
import resource
import socket
import threading

from harness import World, books_agree, wait_for

SCENARIO = """
<provider good>
    domain good.example
    mx mx1.good.example
</provider>
"""
SETTINGS = """
total-max-smtp-in 12000
<source 127/8>
    smtp-command-timeout 30s
    smtp-data-timeout 30s
</source>
"""
ENVELOPE = b"EHLO x.sender.example\r\nMAIL FROM:<evil@sender.example>\r\nRCPT TO:<victim@good.example>\r\nDATA\r\n"
SMUGGLED = b"MAIL FROM:<smuggler@sender.example>\r\nRCPT TO:<smuggled@good.example>\r\nDATA\r\nSubject: smuggled\r\n\r\nsmuggled\r\n.\r\nQUIT\r\n"
ENDS = [b"\n.\n", b"\n.\r\n", b"\r.\r", b"\r\n.\n", b"\r\n.\r", b"\n.\r", b"\r.\r\n", b"\r.\n", b"\r\n\x00.\r\n", b"\n\n.\r\n"]


def talk(port: int, data: bytes, read: float = 1.0) -> bytes:
    """Sends everything, reads what comes until the daemon closes or is silent for so long."""
    answer = b""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        try:
            client.sendall(data)
            client.settimeout(read)
            while part := client.recv(65536):
                answer += part
        except OSError:
            pass
    return answer


def endless(port: int, begin: bytes, piece: bytes, total: int):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        try:
            client.sendall(begin)
            for _ in range(total // len(piece)):
                client.sendall(piece)
        except OSError:
            pass  # the daemon has had enough, as it should


def main():
    with World(SCENARIO, SETTINGS) as world:
        world.feed("--messages", "50", "--domains", "good.example", "--run", "warm")
        before = world.drained()["memory"]

        # Ten thousand connections that say nothing, as far as this process may have so many.
        most = min(10000, resource.getrlimit(resource.RLIMIT_NOFILE)[1] - 500)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most + 500, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
        idle = []
        for _ in range(most):
            try:
                idle.append(socket.create_connection(("127.0.0.1", world.port), timeout=10))
            except OSError:
                break
        assert len(idle) > most * 0.95, len(idle)
        print(f"{len(idle)} silent connections")

        header = b"X-Long: " + b"h" * 990 + b"\r\n"
        attacks = [threading.Thread(target=endless, args=(world.port, b"EHLO ", b"x" * 65536, 64 << 20)),
                   threading.Thread(target=endless, args=(world.port, ENVELOPE, header * 64, 64 << 20)),
                   threading.Thread(target=endless, args=(world.port, ENVELOPE + b"Subject: x\r\n\r\n", b"y" * 65536, 64 << 20)),
                   threading.Thread(target=endless, args=(world.port, b"", os.urandom(65536), 16 << 20)),
                   threading.Thread(target=endless, args=(world.port, b"EHLO x\r\n", b"NOOP\r\n" * 10000, 8 << 20)),
                   threading.Thread(target=endless, args=(world.port, b"EHLO x\r\n", b"garbage without end\r\n" * 3000, 8 << 20))]
        for attack in attacks:
            attack.start()
        good = world.feed("--messages", "200", "--connections", "4", "--domains", "good.example", "--run", "good", timeout=60)
        assert good["recipients_accepted"] == 200, good
        for attack in attacks:
            attack.join(60)
            assert not attack.is_alive()

        # Early close in every phase.
        whole = ENVELOPE + b"Subject: early\r\n\r\nbody\r\n.\r\nQUIT\r\n"
        for cut in range(0, len(whole) - 9, 7):
            with socket.create_connection(("127.0.0.1", world.port), timeout=10) as client:
                client.sendall(whole[:cut])

        # Smuggling: none of these ends a message but CR LF dot CR LF.
        for end in ENDS:
            talk(world.port, ENVELOPE + b"Subject: outer\r\n\r\nouter" + end + SMUGGLED)
        for client in idle:
            client.close()
        wait_for(lambda: world.daemon.status()["connections_in"] == 0, "all hostile sessions have ended", 60)
        status = world.drained()
        books_agree(status)
        assert world.simulator.ask({"cmd": "stats"})["total"]["altered"] == 0
        wait_for(lambda: world.daemon.status()["journal_lag"] == 0, "the history is written", 30)
        smuggled = world.daemon.events('recipient:smuggled@good.example type:receipt,delivery')
        assert smuggled == [], smuggled[:2]
        growth = status["memory"] - before
        print(f"memory grew by {growth >> 20} MiB")
        # Ten thousand open sessions take about 9 kB each; nothing that a client sends adds to that.
        assert growth < 160 << 20, growth


if __name__ == "__main__":
    main()
