#!/usr/bin/env python3
"""Fifty times kill -9 at random moments under load: nothing that was acknowledged is lost, only what was in flight may come twice, the books add up."""
import json
import random
import time

from harness import World, books_agree, wait_for

KILLS = 50
CONNECTIONS_IN = 8
RECIPIENTS = 2
CONNECTIONS_OUT = 10

SCENARIO = """
<provider good>
    domain good.example 6
    mx mx1.good.example
    mx mx2.good.example
</provider>
<provider other>
    domain other.example 2
    mx mx.other.example
    deferrals 5%
</provider>
<provider picky>
    domain picky.example 2
    mx mx.picky.example
    unknown-users 10%
</provider>
<provider sender>
    domain bounce.sender.example 0
    mx mx.sender.example
    bounces yes
</provider>
"""

SETTINGS = f"""
<domain *>
    max-smtp-out {CONNECTIONS_OUT}
    retry-after 1s
    retry-recipients-after 1s
    connection-idle-timeout 2s
    connect-timeout 5s
</domain>
"""


def main():
    chance = random.Random(20)
    with World(SCENARIO, SETTINGS) as world:
        ledger = world.folder / "ledger"
        feeder = world.start_feed("--connections", str(CONNECTIONS_IN), "--recipients-per-message", str(RECIPIENTS), "--size-range", "1k-60k", "--rate", "150/s",
                                  "--seconds", "600s", "--run", "kill", "--ledger", str(ledger), "--reconnect",
                                  "--domains", "good.example,other.example,picky.example")
        try:
            for _ in range(KILLS):
                time.sleep(chance.uniform(0.05, 0.9))
                world.daemon.kill()
                world.daemon.start()
                books_agree(world.daemon.status())
        finally:
            feeder.terminate()
            feeder.wait(30)
        status = world.drained(120)
        books_agree(status)
        received = world.simulator.ask({"cmd": "received", "run": "kill", "ledger": str(ledger)})
        acknowledged = sum(1 for _ in open(ledger, encoding="ascii"))
        print(json.dumps({"acknowledged": acknowledged, **{k: received[k] for k in ("recipients", "duplicates", "missing_recipients", "altered")}}))
        assert acknowledged > 20 * KILLS, acknowledged
        assert received["missing_recipients"] == 0, received
        assert received["altered"] == 0, received
        # In flight at a kill: at most one message a connection of each of the three queues.
        assert received["duplicates"] <= KILLS * 3 * CONNECTIONS_OUT * RECIPIENTS, received["duplicates"]

        # The history says of every recipient how it ended.
        def history_is_complete():
            counts = world.daemon.call("events.facets", filter="", fields=["type"], top=20)["facets"]["type"]
            types = dict(counts)
            return [types.get(name, 0) for name in ("delivery", "bounce", "receipt")] == [status[name] for name in ("delivered", "bounced", "received")]
        wait_for(history_is_complete, "the history agrees with the books", 30)


if __name__ == "__main__":
    main()
