#!/usr/bin/env python3
"""From a response to a rule: alike responses are one group with its trend, the group opens as exactly its events, a pattern made of one of them is tried on
what came, is written into the configuration, and decides about the next response. The same events leave as lines of an accounting file."""
import csv
import smtplib

from harness import World, wait_for

SCENARIO = """
<provider own>
    domain o.example
    mx mx.own.example
    unknown-users 100%
    reply unknown-user "550 5.7.1 <{rcpt}> house rule forty-two says no. See {id}.17 - own"
</provider>
<provider other>
    domain p.example
    mx mx.other.example
    unknown-users 100%
    reply unknown-user "550 5.1.1 no such user here"
</provider>
"""


def send(world, *recipients):
    with smtplib.SMTP("127.0.0.1", world.port) as client:
        for recipient in recipients:
            client.sendmail("b@bounce.sender.test", [recipient], "Subject: x\r\n\r\nx\r\n")


def rows(table):
    return [dict(zip(table["columns"], row)) for row in table["rows"]]


def main():
    with World(SCENARIO) as world:
        call = world.daemon.call
        send(world, "ann@o.example", "bob.long@o.example", "cy@o.example", "ann@p.example")
        wait_for(lambda: len(world.daemon.events("type:bounce domain:o.example,p.example")) == 4, "four bounces")

        table = call("events.groups", filter="type:bounce domain:o.example,p.example", limit=10)
        groups = rows(table)
        assert [g["count"] for g in groups] == [3, 1], groups
        assert len(groups[0]["trend"]) == 30 and sum(groups[0]["trend"]) == 3, groups[0]["trend"]
        assert table["from"] <= groups[0]["first"] <= groups[0]["last"] <= table["to"], table
        form = groups[0]["response"]
        quoted = '"' + form.replace("\\", "\\\\").replace('"', '\\"') + '"'
        alike = world.daemon.events("form:" + quoted)
        assert {e["recipient"] for e in alike} == {"ann@o.example", "bob.long@o.example", "cy@o.example"}, alike
        assert call("events.get", id=groups[0]["sample_id"])["event"]["form"] == form

        proposal = call("responses.propose", id=groups[0]["sample_id"])
        assert proposal["form"] == form
        parts = rows(proposal)
        pattern = "^" + "".join(p["general"] or p["exact"] for p in parts) + "$"
        preview = call("responses.preview", pattern=pattern, category="content-related", form=form)
        assert preview["ok"] and preview["complete"], preview
        assert (preview["matched"], preview["alike"], preview["alike_matched"], preview["delivered_matched"]) == (3, 3, 3, 0), (pattern, preview)
        assert preview["changed"] == 3 and preview["examined"] >= 4, preview
        wide = call("responses.preview", pattern="5", category="other")
        assert len([c for c in wide["categories"] if c[2] > 0]) > 1, wide
        broken = call("responses.preview", pattern="(unclosed", category="other")
        assert not broken["ok"] and "not understood" in broken["problem"], broken

        shown = call("config.show")["documents"][0]
        text = shown["text"] + f"\n<bounce-category-patterns>\n    /{pattern}/ content-related\n</bounce-category-patterns>\n"
        applied = call("config.apply", documents=[{"id": shown["id"], "revision": shown["revision"], "text": text}], note="from a response")
        assert applied["applied"], applied
        send(world, "dora@o.example", "eve@p.example")
        new = wait_for(lambda: world.daemon.events("type:bounce recipient:dora@o.example"), "the next response")[0]
        assert new["category"] == "content-related", new
        other = wait_for(lambda: world.daemon.events("type:bounce recipient:eve@p.example"), "one of another kind")[0]
        assert other["category"] == "bad-mailbox", other

        page = call("events.records", filter="type:bounce domain:o.example", limit=3)
        rest = call("events.records", filter="type:bounce domain:o.example", limit=3, after=page["last"])
        assert page["more"] and not rest["more"] and page["header"] == rest["header"]
        records = list(csv.DictReader((page["header"] + page["text"] + rest["text"]).splitlines()))
        assert len(records) == 4 and {r["type"] for r in records} == {"b"}, records
        assert records[-1]["rcpt"] == "dora@o.example" and records[-1]["bounceCat"] == "content-related", records[-1]
        assert records[-1]["dsnStatus"].startswith("5.7.1 (") and "house rule" in records[-1]["dsnDiag"], records[-1]


if __name__ == "__main__":
    main()
