#!/usr/bin/env python3
"""Connections are used again, limits hold as the receiver measures them, and odd receivers are met as the standards say."""
import smtplib

from harness import World, books_agree, wait_for

SCENARIO = """
<provider hosting>
    domain d{n}.hosted.example 1 1-20
    mx mx.hosting.example
</provider>
<provider slow>
    domain slow.example
    mx mx.slow.example
    data-latency 50ms
</provider>
<provider paced>
    domain paced.example
    mx mx.paced.example
</provider>
<provider half>
    domain half.example
    mx mx.half.example
    unknown-users 50%
</provider>
<provider grey>
    domain grey.example
    mx mx.grey.example
    greylist 2s
</provider>
<provider none>
    domain none.example
    dns null-mx
</provider>
<provider tls-only>
    domain tls-only.example
    mx mx.tls-only.example
    starttls required
</provider>
<provider tls-broken>
    domain tls-broken.example
    mx mx.tls-broken.example
    starttls broken
</provider>
<provider tls-absent>
    domain tls-absent.example
    mx mx.tls-absent.example
    starttls absent
</provider>
<provider sender>
    domain bounce.sender.example 0
    mx mx.sender.example
    bounces yes
</provider>
"""
SETTINGS = """
<domain *>
    retry-after 1s
    retry-recipients-after 1s
    connection-idle-timeout 5s
</domain>
<domain slow.example>
    max-smtp-out 3
</domain>
<domain paced.example>
    max-msg-rate 10/s
</domain>
<domain loop.example>
    smtp-hosts [127.0.0.1]:%PORT%
</domain>
<domain tls-broken.example>
    require-starttls yes
</domain>
<domain tls-absent.example>
    require-starttls yes
</domain>
"""


def figures(world, provider):
    return world.simulator.ask({"cmd": "stats"})["providers"][provider]


def send(world, *recipients):
    with smtplib.SMTP("127.0.0.1", world.port, timeout=20) as client:
        client.sendmail("list@bounce.sender.example", list(recipients), "Subject: x\r\n\r\nhello\r\n")


def ends(world, address, kind):
    return wait_for(lambda: world.daemon.events(f"type:{kind} recipient:{address}"), f"{kind} of {address}", 40, 0.2)


def limits_hold(world):
    world.feed("--messages", "200", "--connections", "4", "--domains", "slow.example", "--run", "slow")
    world.feed("--messages", "60", "--connections", "2", "--domains", "paced.example", "--run", "paced")
    world.drained()
    slow = figures(world, "slow")
    assert slow["messages"] == 200 and slow["peak_connections"] <= 3, slow
    times = wait_for(lambda: (lambda found: found if len(found) == 60 else None)([event["time"] for event in world.daemon.events("type:delivery domain:paced.example")]),
                     "60 deliveries are in the history", 20)
    # A window's worth may go at once; the other fifty need five seconds.
    assert max(times) - min(times) >= 4500, max(times) - min(times)


def connections_are_used_again(world):
    names = ",".join(f"d{number:03}.hosted.example" for number in range(1, 21))
    world.feed("--messages", "200", "--domains", names, "--run", "hosted")
    world.drained()
    hosting, slow = figures(world, "hosting"), figures(world, "slow")
    print(f"200 messages to one domain took {slow['connections']} connections, 200 to twenty domains of one host {hosting['connections']}")
    assert hosting["messages"] == 200, hosting
    # Each of the twenty queues has connections of its own; without using them again it would be one a message.
    assert hosting["connections"] <= 18 and slow["connections"] <= 20, (hosting, slow)


def every_recipient_has_its_result(world):
    people = [f"person{number}@half.example" for number in range(40)]
    send(world, *people)
    world.drained()

    def results():
        found = world.daemon.events("domain:half.example type:delivery,bounce")
        return found if len(found) >= 40 else None
    found = wait_for(results, "a result for each", 20)
    assert sorted(event["recipient"] for event in found) == sorted(people)
    kinds = {event["type"] for event in found}
    assert kinds == {"delivery", "bounce"}, kinds
    half = figures(world, "half")
    assert half["recipients"] == sum(event["type"] == "delivery" for event in found), half


def odd_receivers(world):
    send(world, "a@grey.example")
    send(world, "a@none.example")
    send(world, "a@tls-only.example")
    send(world, "a@loop.example")
    send(world, "a@tls-broken.example")
    send(world, "a@tls-absent.example")
    ends(world, "a@grey.example", "delivery")
    assert ends(world, "a@grey.example", "deferral")[0]["code"] // 100 == 4
    assert ends(world, "a@none.example", "bounce")[0]["status"] == "5.1.10"
    ends(world, "a@tls-only.example", "delivery")
    assert figures(world, "tls-only")["tls_sessions"] >= 1
    loop = ends(world, "a@loop.example", "bounce,deferral")[0]
    assert "loops back to us" in loop["text"] + loop["response"], loop
    for name in ("tls-broken", "tls-absent"):
        failed = wait_for(lambda domain=f"{name}.example": world.daemon.events(f"type:queue_deferral domain:{domain}"), f"{name} is refused", 20)
        assert failed[0]["status"].startswith("4.7."), failed[0]
        assert figures(world, name)["messages"] == 0, name
    world.simulator.ask({"cmd": "set", "provider": "tls-broken", "line": "starttls good"})
    world.simulator.ask({"cmd": "set", "provider": "tls-absent", "line": "starttls good"})
    for name in ("tls-broken", "tls-absent"):
        world.daemon.ctl("schedule", f"{name}.example/{{default}}")
        ends(world, f"a@{name}.example", "delivery")


def main():
    with World(SCENARIO, SETTINGS, start=False) as world:
        world.daemon.config.write_text(world.daemon.config.read_text().replace("%PORT%", str(world.port)))
        world.daemon.start()
        limits_hold(world)
        connections_are_used_again(world)
        every_recipient_has_its_result(world)
        odd_receivers(world)
        books_agree(world.daemon.status())
        assert world.simulator.ask({"cmd": "stats"})["total"]["altered"] == 0


if __name__ == "__main__":
    main()
