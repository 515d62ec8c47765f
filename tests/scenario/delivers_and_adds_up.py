#!/usr/bin/env python3
"""Mail goes in, goes out, and every recipient is accounted for, by the daemon's books and by the simulator's."""
from harness import World, books_agree

SCENARIO = """
<provider good>
    domain good.example weight=8
    mx mx1.good.example
</provider>
<provider picky>
    domain picky.example weight=2
    mx mx.picky.example
    unknown-users 30%
</provider>
"""


def main():
    with World(SCENARIO, simulator_options=("--keep-ids",)) as world:
        fed = world.feed("--messages", "500", "--connections", "10", "--domains", "good.example,picky.example", "--recipients-per-message", "2", "--run", "a")
        status = world.drained()
        books_agree(status)
        assert fed["recipients_accepted"] == 1000, fed
        assert status["received"] - status["generated"] == 1000, status
        received = world.simulator.ask({"cmd": "received", "run": "a"})
        assert received["duplicates"] == 0 and received["altered"] == 0, received
        bounces = world.daemon.events("type:bounce domain:picky.example")
        assert bounces and all(event["code"] == 550 for event in bounces), bounces[:3]


if __name__ == "__main__":
    main()
