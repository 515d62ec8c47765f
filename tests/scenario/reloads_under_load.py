#!/usr/bin/env python3
"""A hundred reloads while mail flows: listeners come and go, limits change, and no session, message or counter is lost. What cannot be opened is refused."""
import json
import socket

from harness import World, books_agree, free_port, wait_for

SCENARIO = """
<provider good>
    domain good.example
    mx mx1.good.example
</provider>
"""


def greeted(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            return connection.recv(3) == b"220"
    except OSError:
        return False


def main():
    with World(SCENARIO) as world:
        daemon, ctl = world.daemon, world.daemon.ctl
        base = daemon.config.read_text()
        second = free_port()

        # One session lives through everything.
        old = socket.create_connection(("127.0.0.1", world.port), timeout=30)
        stream = old.makefile("rwb")
        assert stream.readline().startswith(b"220")

        feed = world.start_feed("--messages", "3000", "--rate", "1000", "--connections", "4", "--domains", "good.example", "--run", "load")
        for number in range(100):
            extra = f"<domain good.example>\n    max-smtp-out {5 + number % 7}\n</domain>\n"
            if number % 2 == 0:
                extra += f"smtp-listener 127.0.0.1:{second}\n"
            daemon.config.write_text(base + extra)
            answer = json.loads(ctl("--json", "reload", "--note", f"round {number}"))
            assert answer["applied"] and answer["changed"] and answer["restart_needed"] == [], answer
            assert greeted(second) == (number % 2 == 0), number
        out, _ = feed.communicate(timeout=300)
        assert feed.returncode == 0, out
        sent = json.loads(out.strip().splitlines()[-1])
        status = world.drained(120)
        books_agree(status)
        assert status["received"] == 3000, (status, sent)
        assert status["delivered"] == 3000 and status["bounced"] == 0, status

        stream.write(b"EHLO feeder.example\r\n")
        stream.flush()
        assert stream.readline().startswith(b"250-"), "the session lived through the reloads"
        old.close()
        history = daemon.call("config.history", limit=1000)
        assert history["running"] == 101 and len(history["versions"]) == 101, history["running"]

        # What another program has cannot be listened at: nothing changes, and the line is named.
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            daemon.config.write_text(base + f"smtp-listener 127.0.0.1:{port}\n<domain good.example>\n    max-smtp-out 77\n</domain>\n")
            answer = daemon.call("daemon.reload")
            assert not answer["applied"], answer
            problem = answer["diagnostics"][0]
            assert problem["code"] == "cannot-listen" and problem["line"] == base.count("\n") + 1, problem
            assert str(port) in answer["reason"], answer
            settings = json.loads(ctl("--json", "show", "settings", "good.example"))
            assert not any(row[0] == "max-smtp-out" and row[1] == "77" for row in settings["rows"])
        assert any("refused" in note["title"] for note in daemon.call("attention.list")["items"])

        # What needs a restart is said, and only as long as it does.
        daemon.config.write_text(base + "network-threads 3\n")
        assert "needs a restart: network-threads" in ctl("reload")
        daemon.config.write_text(base)
        assert "needs a restart" not in ctl("reload")
        assert not any("refused" in note["title"] for note in daemon.call("attention.list")["items"])
        wait_for(lambda: daemon.events("type:admin refused"), "the refusal is in the history", 15)


if __name__ == "__main__":
    main()
