#!/usr/bin/env python3
"""What receivers say is understood: categories, sub-categories and classes on events, a 5xx that is a throttle is tried again and says why, the user's
patterns come first and follow a reload, facets and accounting have the categories."""
import csv
import pathlib
import smtplib
import tempfile

from harness import World, wait_for

SCENARIO = """
<provider google>
    domain g.example
    mx mx.google.example
    unknown-users 100%
    reply unknown-user "550 5.1.1 The email account that you tried to reach does not exist. {id}.17 - gsmtp"
</provider>
<provider qq>
    domain q.example
    mx mx.qq.example
    unknown-users 100%
    reply unknown-user "550 Ip frequency limited [{id} IP: {ip}]. http://service.mail.qq.com/cgi-bin/help?no=1000725"
</provider>
<provider listed>
    domain s.example
    mx mx.listed.example
    unknown-users 100%
    reply unknown-user "554 5.7.1 Service unavailable; Client host [{ip}] blocked using zen.spamhaus.org"
</provider>
<provider own>
    domain o.example
    mx mx.own.example
    unknown-users 100%
    reply unknown-user "550 5.7.1 house rule forty-two"
</provider>
"""
SETTINGS = """
<domain *>
    retry-after 1h
    retry-recipients-after 1h
</domain>
<acct-file {folder}/acct.csv>
    records d,b,t
</acct-file>
<bounce-category-patterns>
    /house rule/ content-related
</bounce-category-patterns>
"""


def send(world, *recipients):
    with smtplib.SMTP("127.0.0.1", world.port) as client:
        for recipient in recipients:
            client.sendmail("b@bounce.sender.test", [recipient], "Subject: x\r\n\r\nx\r\n")


def last_event(world, domain):
    found = []

    def there():
        found[:] = [e for e in world.daemon.events(f"domain:{domain} type:bounce,deferral")]
        return found

    wait_for(there, f"an event of {domain}")
    return world.daemon.call("events.get", id=found[0]["id"])["event"]


def expect(event, **wanted):
    got = {key: event[key] for key in wanted}
    assert got == wanted, f"{got}, wanted {wanted}; the response was {event['response']}"


def main():
    with tempfile.TemporaryDirectory(prefix="mailrace-accounting-") as folder, World(SCENARIO, SETTINGS.replace("{folder}", folder)) as world:
        send(world, "ann@g.example", "ann@q.example", "ann@s.example", "ann@o.example")
        event = last_event(world, "g.example")
        expect(event, type="bounce", category="bad-mailbox", subcategory="unknown-user")
        assert event["class"] == "hard", event
        assert event["rule_at"].startswith("responses.conf:"), event

        event = last_event(world, "q.example")
        expect(event, type="deferral", code=550, category="policy-related", subcategory="throttled", rule="qq.frequency")
        assert "refused for good (550)" in event["text"] and "tried again" in event["text"], event["text"]

        expect(last_event(world, "s.example"), type="bounce", category="spam-related", subcategory="spamhaus")

        event = last_event(world, "o.example")
        expect(event, category="content-related", rule="bounce-category-patterns")
        line = int(event["rule_at"].rsplit(":", 1)[1])
        assert "house rule" in world.daemon.config.read_text().splitlines()[line - 1], event["rule_at"]

        facets = world.daemon.call("events.facets", filter="", fields=["category", "subcategory", "class"], top=20)["facets"]
        assert dict(map(tuple, facets["subcategory"]))["throttled"] == 1, facets
        hard = world.daemon.events("class:hard")
        assert dict(map(tuple, facets["class"]))["hard"] == len(hard), facets
        assert {e["category"] for e in hard} == {"bad-mailbox", "bad-domain"}, hard  # bad-domain: the notifications to a sender that is nowhere
        assert len(world.daemon.events("subcategory:spamhaus")) == 1

        world.daemon.config.write_text(world.daemon.config.read_text().replace("/house rule/ content-related", "/house rule/ other"))
        world.daemon.ctl("reload")
        send(world, "bob@o.example")
        wait_for(lambda: any(e["category"] == "other" for e in world.daemon.events("domain:o.example")), "the category after the reload")

        world.daemon.stop()
        lines = [line for path in sorted(pathlib.Path(folder).glob("acct*.csv")) for line in path.read_text().splitlines()]
        rows = [row for row in csv.DictReader(lines) if row["type"] in ("b", "t")]
        cats = {row["rcpt"]: row["bounceCat"] for row in rows}
        assert cats["ann@g.example"] == "bad-mailbox" and cats["ann@q.example"] == "policy-related", cats


if __name__ == "__main__":
    main()
