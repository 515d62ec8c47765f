#!/usr/bin/env python3
"""A hundred reloads under a feed: no connection is dropped, in or out, nothing is lost or counted twice, and what is refused changes nothing."""
import json
import smtplib
import time

from harness import World, books_agree, wait_for

RELOADS = 100
SESSIONS = 8
OUTBOUND = 4

SCENARIO = """
<provider steady>
    domain steady.example
    mx mx.steady.example
</provider>
<provider other>
    domain other.example
    mx mx.other.example
</provider>
"""


def settings(number):
    """Every version changes something else than what the busy queue needs: another domain, a virtual MTA, a source, a total."""
    return f"""
total-max-smtp-in {500 + number}
<domain *>
    connection-idle-timeout 10m
    max-smtp-out {OUTBOUND}
</domain>
<domain other.example>
    max-smtp-out {number % 7 + 1}
    retry-after {number + 1}m
</domain>
<virtual-mta spare{number % 3}>
    max-smtp-out {number + 1}
</virtual-mta>
<source 10/8>
    max-message-size {number + 1}M
</source>
"""


def steady(world):
    return world.simulator.ask({"cmd": "stats"})["providers"].get("steady", {"messages": 0, "connections": 0})


def setting(world, queue, name):
    shown = json.loads(world.daemon.ctl("--json", "show", "settings", queue))
    return next(row[1] for row in shown["rows"] if row[0] == name)


def reload_all(world, feed):
    """Back to back, as fast as the command line makes them."""
    started = time.monotonic()
    for number in range(1, RELOADS + 1):
        world.daemon.config.write_text(world.configuration(settings(number)))
        told = world.daemon.ctl("reload", "--note", f"number {number}")
        assert "the new configuration runs" in told, told
        if number == RELOADS // 2:
            world.daemon.config.write_text(world.configuration(settings(number) + "max-smtp-uot 5\n"))
            assert "nothing was changed" in world.daemon.ctl("reload", check=False)
            assert setting(world, "other.example", "retry-after") == f"{number + 1}m"
        assert feed.poll() is None, "the feed ended while the configuration was read"
    took = time.monotonic() - started
    print(f"{RELOADS} reloads took {took:.1f} s")


def main():
    with World(SCENARIO, settings(0)) as world:
        idle = smtplib.SMTP("127.0.0.1", world.port, timeout=60)  # a feeder that says nothing while all this happens
        feed = world.start_feed("--rate", "100/s", "--seconds", "600s", "--connections", str(SESSIONS), "--domains", "steady.example", "--size", "2k", "--run", "steady")
        wait_for(lambda: steady(world)["messages"] >= 50, "mail flows")
        before = steady(world)["messages"]
        reload_all(world, feed)
        feed.terminate()
        counted = json.loads(feed.communicate(timeout=60)[0].strip().splitlines()[-1])
        idle.sendmail("list@bounce.sender.example", ["late@steady.example"], "Subject: x\r\n\r\nstill here\r\n")
        idle.quit()

        assert counted["connections"] == SESSIONS and counted["connections_lost"] == 0, counted
        assert counted["messages_unknown"] == counted["messages_refused"] == counted["connect_failures"] == 0, counted
        status = world.drained()
        books_agree(status)
        sent = counted["recipients_accepted"] + 1
        assert status["received"] == status["delivered"] == sent and status["bounced"] == 0, (status, sent)
        figures = steady(world)
        assert figures["messages"] == sent and figures["messages"] > before + RELOADS // 10, figures
        # The daemon opened its few connections once; a reload that dropped them would have cost some each time.
        print(f"{sent} messages over {SESSIONS} sessions in and {figures['connections']} connections out")
        assert figures["connections"] <= 2 * OUTBOUND, figures
        assert world.simulator.ask({"cmd": "stats"})["total"]["altered"] == 0
        assert not world.daemon.events("type:queue_deferral,deferral"), "a connection broke"

        assert setting(world, "other.example", "retry-after") == f"{RELOADS + 1}m"
        newest = world.daemon.call("config.history", limit=1)["versions"][0]
        assert newest["note"] == f"number {RELOADS}" and newest["version"] == RELOADS + 1, newest


if __name__ == "__main__":
    main()
