#!/usr/bin/env python3
"""Compares the books of a quick start: the daemon's before and after, the feeder's, the simulator's. The last line is the sum; exit status 0 when all agree."""
import json
import socket
import sys


def simulator_statistics(control: str) -> dict:
    host, port = control.rsplit(":", 1)
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(b'{"cmd":"stats"}\n')
        data = b""
        while not data.endswith(b"\n"):
            part = connection.recv(1 << 16)
            if not part:
                break
            data += part
    return json.loads(data)


def main() -> int:
    before, after = json.loads(sys.argv[1]), json.loads(sys.argv[2])
    with open(sys.argv[3], encoding="utf-8") as file:
        fed = json.loads(file.read().strip().splitlines()[-1])
    simulator = simulator_statistics(sys.argv[4])
    run = {name: after[name] - before[name] for name in ("received", "generated", "delivered", "deferred", "bounced")}
    # What was queued when this run began is in the books of an earlier one.
    expected = run["received"] + before["queued"]
    problems = []
    if expected != run["delivered"] + run["bounced"] + after["queued"]:
        problems.append(f"received {run['received']} + queued before {before['queued']} is not delivered + bounced + queued")
    if after["received"] != after["delivered"] + after["bounced"] + after["queued"]:
        problems.append("the daemon's totals do not add up")
    if fed["recipients_accepted"] + run["generated"] != run["received"]:
        problems.append(f"the feeder counts {fed['recipients_accepted']} accepted recipients, the daemon {run['received'] - run['generated']}")
    # What a receiver took but never answered for is tried again, and rightly not counted as delivered.
    taken = sum(part["recipients"] - part["unanswered_recipients"] for part in (simulator["total"], simulator["dsn"]))
    if taken != run["delivered"]:
        problems.append(f"the simulator took {taken} recipients, the daemon delivered {run['delivered']}")
    for problem in problems:
        print(f"the books do not agree: {problem}", file=sys.stderr)
    print(f"received={run['received']} delivered={run['delivered']} deferred={run['deferred']} bounced={run['bounced']} queued={after['queued'] - before['queued']}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
