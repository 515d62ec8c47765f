#!/usr/bin/env python3
"""What `mailracectl stats` and `find` say agrees with the simulator's books, whether they read the daemon's history through the socket, the history on disk
without a daemon, or the accounting file of the same run; and files in the shape of PowerMTA's of several ages read as they are."""
import csv
import gzip
import json
import pathlib
import subprocess
import tempfile

from harness import BIN, World, books_agree, wait_for

SCENARIO = """
<provider good>
    domain good.example
    mx mx1.good.example
</provider>
<provider picky>
    domain picky.example
    mx mx.picky.example
    unknown-users 30%
</provider>
<provider slow>
    domain slow.example
    mx mx.slow.example
    greylist 1s
</provider>
"""
SETTINGS = """
<domain *>
    retry-after 1s
    retry-recipients-after 1s
</domain>
<acct-file {folder}/acct.csv>
    records d,b,t,tq,r
</acct-file>
"""

# Made up in the documented shapes.
OLD_2012 = """type,timeLogged,timeQueued,timeImprinted,orig,rcpt,orcpt,dsnAction,dsnStatus,dsnDiag,dsnMta,bounceCat,srcType,srcMta,dlvType,dlvSourceIp,dlvDestinationIp,\
dlvEsmtpAvailable,dlvSize,vmta,jobId,envId
d,2012-03-04 05:06:10+0000,2012-03-04 05:06:07+0000,,b1@bounce.shop.example,anna@mail.example,,relayed,2.0.0 (success),smtp;250 2.0.0 Ok: queued as 4C1,mx1.mail.example (192.0.2.1),,smtp,\
feeder.shop.example (10.0.0.2),smtp,198.51.100.1,192.0.2.1,"PIPELINING,SIZE,8BITMIME",2048,vm1,winter,
b,2012-03-04 05:06:11+0000,2012-03-04 05:06:07+0000,,b2@bounce.shop.example,bert@mail.example,,failed,5.1.1 (bad destination mailbox address),"smtp;550 5.1.1 <bert@mail.example>: no mailbox, sorry",\
mx1.mail.example (192.0.2.1),bad-mailbox,smtp,feeder.shop.example (10.0.0.2),smtp,198.51.100.1,192.0.2.1,"PIPELINING,SIZE,8BITMIME",,vm1,winter,
"""
V50 = """type,timeLogged,timeQueued,orig,rcpt,orcpt,dsnAction,dsnStatus,dsnDiag,dsnMta,bounceCat,srcType,srcMta,dlvType,dlvSourceIp,dlvDestinationIp,dlvEsmtpAvailable,\
dlvSize,vmta,jobId,envId,queue,vmtaPool,header_X-Campaign
d,2021-03-04 05:06:10+0000,2021-03-04 05:06:09+0000,b3@bounce.shop.example,carl@mail.example,,relayed,2.0.0 (success),smtp;250 OK,mx1.mail.example (192.0.2.1),,api,,smtp,198.51.100.1,192.0.2.1,\
"PIPELINING,STARTTLS",4096,vm2,spring,,mail.example/vm2,poolA,seeds
b,2021-03-04 05:06:12+0000,2021-03-04 05:06:09+0000,b4@bounce.shop.example,dora@box.example,,failed,5.2.2 (mailbox full),smtp;552 5.2.2 <dora@box.example> over quota,mx.box.example (192.0.2.9),\
quota-issues,api,,smtp,198.51.100.1,192.0.2.9,,,vm2,spring,,box.example/vm2,poolA,seeds
b,2021-03-04 05:06:13+0000,2021-03-04 05:06:09+0000,b5@bounce.shop.example,emil@box.example,,failed,5.2.2 (mailbox full),smtp;552 5.2.2 <emil@box.example> over quota,mx.box.example (192.0.2.9),\
quota-issues,api,,smtp,198.51.100.1,192.0.2.9,,,vm2,spring,,box.example/vm2,poolA,
this line was hit by a full disk
xy,2021-03-04 05:06:13+0000,,,,,,,,,,,,,,,,,,,,,,
"""
CUSTOM = "type,timeQueued,bounceCat,vmta,orig,rcpt,srcMta,dlvSourceIp,jobId,dsnStatus,dsnMta,dsnDiag\n" \
         "b,2021-03-04 05:06:09+0000,,vm3,b6@bounce.shop.example,fred@box.example,,198.51.100.1,spring,5.1.1 (bad destination mailbox address)," \
         "mx.box.example (192.0.2.9),smtp;550 5.1.1 no such user here\n"


def run(*arguments, expect=0):
    done = subprocess.run([str(BIN / "mailracectl"), *map(str, arguments)], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == expect, f"{arguments}: exit code {done.returncode}, wanted {expect}\n{done.stdout[-800:]}\n{done.stderr}"
    return done


def tables(text):
    out = {}
    for report in json.loads(text)["reports"]:
        out[report["report"]] = [dict(zip(report["columns"], row)) for row in report["rows"]]
    return out


def stats(*arguments):
    return tables(run("stats", "--json", *arguments).stdout)


def against_the_simulator(world):
    fed = world.feed("--messages", "300", "--connections", "6", "--domains", "good.example,picky.example,slow.example", "--recipients-per-message", "2",
                     "--run", "r1")
    status = world.drained()
    books_agree(status)
    received = world.simulator.ask({"cmd": "received", "run": "r1"})
    socket = ("--socket", world.daemon.socket)

    def all_there():
        counts = stats("message-counts", *socket)["message-counts"][0]
        return counts if counts["delivered"] + counts["bounced"] == status["delivered"] + status["bounced"] else None
    counts = wait_for(all_there, "the history has all of it")
    assert counts["received"] == status["received"], (counts, status)
    assert counts["delivered"] == status["delivered"] and counts["bounced"] == status["bounced"] and counts["transient"] == status["deferred"] - counts["transient_queue"], \
        (counts, status)

    # by domain, against what the receivers saw
    by_domain = {row["domain"]: row for row in stats("message-counts", "--by", "domain", *socket)["message-counts"]}
    assert sum(row["bounced"] for row in by_domain.values()) == counts["bounced"]
    assert by_domain["good.example"]["bounced"] == 0 and by_domain["picky.example"]["bounced"] > 0, by_domain
    assert by_domain["slow.example"]["transient"] > 0, by_domain
    delivered_here = sum(by_domain[name]["delivered"] for name in ("good.example", "picky.example", "slow.example"))
    assert delivered_here + by_domain["picky.example"]["bounced"] == fed["recipients_accepted"], (by_domain, fed)
    assert received["duplicates"] == 0, received
    return counts


def the_same_from_everywhere(world, accounting, counts):
    reports = ("message-counts", "bounce-categories", "top-bounce", "top-domains", "delivery-times", "vmta-summary", "jobs", "providers", "top-rates", "--top", "0")
    socket = stats(*reports, "--socket", world.daemon.socket)
    assert world.daemon.stop() == 0
    journal = next(world.folder.rglob("history-*.db")).parent
    before = sorted((p.name, p.stat().st_size) for p in journal.iterdir())
    disk = stats(*reports, "--history", journal)
    assert sorted((p.name, p.stat().st_size) for p in journal.iterdir() if not p.name.endswith(("-wal", "-shm"))) == \
        [entry for entry in before if not entry[0].endswith(("-wal", "-shm"))], "reading changes nothing"
    assert disk == socket, "the history on disk says what the daemon said"
    acct = sorted(accounting.glob("acct*.csv"))
    from_files = stats(*reports, "--file", *acct)
    for name, rows in socket.items():
        if name == "providers":  # a file knows providers by their hosts only
            continue
        if name == "delivery-times":  # files have whole seconds
            assert from_files[name][0]["count"] == rows[0]["count"]
            assert abs(from_files[name][0]["mean_ms"] - rows[0]["mean_ms"]) <= 1000
            continue
        for row, other in zip(rows, from_files[name], strict=True):
            for column in row:
                if column.endswith("_ms"):
                    continue
                assert row[column] == other[column], f"{name}: {row}\n{other}"

    # independent reader: Python's csv
    rows = [row for path in acct for row in csv.DictReader(path.open(newline="", encoding="utf-8"))]
    assert sum(row["type"] == "d" for row in rows) == counts["delivered"]
    bounced = [row["rcpt"] for row in rows if row["type"] == "b"]
    one = bounced[0]
    for source in (("--history", journal), ("--file", *acct)):
        found = run("find", "type=b", f"rcpt={one}", "--format", "rcpt", *source).stdout.split()
        assert found == [row["rcpt"] for row in rows if row["type"] == "b" and row["rcpt"] == one], (source, found)
        listed = run("find", "type=b", "--format", "rcpt", *source).stdout.split()
        assert sorted(listed) == sorted(bounced), source
        assert run("find", "domain=picky.example", "dsnDiag=/^smtp;5/", "-c", *source).stdout.strip() == \
            str(sum(r["rcpt"].endswith("@picky.example") and r["dsnDiag"].startswith("smtp;5") for r in rows)), source
    run("find", "rcpt=nobody@nowhere.example", "--file", *acct, expect=1)

    # CSV like the input: what it prints is an accounting file again
    copy = world.folder / "bounces.csv"
    run("find", "type=b", "--csv", "-o", copy, "--file", *acct)
    assert list(csv.DictReader(copy.open(newline=""))) == [row for row in rows if row["type"] == "b"]
    assert sum(row["bounced"] for row in stats("bounce-categories", "--file", copy)["bounce-categories"]) == len(bounced)


def files_of_powermta(folder):
    old, new, custom, packed = (folder / name for name in ("acct-2012-03-04-0000.csv", "acct-2021-03-04-0000.csv", "custom.csv", "packed.csv.gz"))
    old.write_bytes(OLD_2012.replace("\n", "\r\n").encode())
    new.write_bytes(V50.replace("\n", "\r\n").encode())
    custom.write_text(CUSTOM)
    packed.write_bytes(gzip.compress(V50.encode()))

    done = run("stats", "--json", "message-counts", "bounce-categories", "top-bounce", "delivery-times", "--by", "job", "--file", old, new)
    assert "1 damaged line was passed over (line 5:" in done.stderr, done.stderr
    found = tables(done.stdout)
    counts = {row["job"]: row for row in found["message-counts"]}
    assert (counts["winter"]["delivered"], counts["winter"]["bounced"]) == (1, 1), counts
    assert (counts["spring"]["delivered"], counts["spring"]["bounced"]) == (1, 2), counts
    spring = [row for row in found["top-bounce"] if row["job"] == "spring"]
    assert len(spring) == 1 and spring[0]["count"] == 2 and spring[0]["category"] == "quota-issues", spring
    assert [row["p50_ms"] for row in found["delivery-times"] if row["job"] == "winter"] == [3000], found["delivery-times"]
    assert json.loads(done.stdout)["records"]["other"] == 1, "an unknown type is opaque"

    done = run("stats", "--json", "bounce-categories", custom)
    assert "no category" in done.stderr, done.stderr
    assert tables(done.stdout)["bounce-categories"][0]["category"] == "(none)"
    assert stats("bounce-categories", "--reclassify", custom)["bounce-categories"][0]["category"] == "bad-mailbox"

    assert stats("message-counts", packed) == stats("message-counts", new)
    assert stats("message-counts", "--header", "X-Campaign=seeds", new)["message-counts"][0]["bounced"] == 1
    assert stats("message-counts", "--since", "2021-03-04T05:06:13", new)["message-counts"][0]["bounced"] == 1
    assert stats("message-counts", "--until", "2021-03-04T05:06:10", new)["message-counts"][0]["delivered"] == 1

    # all forms of both commands
    text = run("stats", old, new).stdout
    assert "Bounces by category" in text and "quota-issues" in text, text
    page = run("stats", "--html", old, new).stdout
    assert page.startswith("<!DOCTYPE html>") and "prefers-color-scheme: dark" in page and "http" not in page, "a page of its own"
    lines = list(csv.reader(run("stats", "bounce-categories", "--csv", new).stdout.splitlines()))
    assert lines[0][:3] == ["report", "category", "class"] and lines[1][:4] == ["bounce-categories", "quota-issues", "soft", "2"], lines
    for form in ("table", "csv", "json", "fields", "rcpt", "count", "html"):
        done = run("find", "rcpt=/^(bert|dora)@/", "--format", form, old, new)
        assert ("2\n" == done.stdout) if form == "count" else ("dora@box.example" in done.stdout and "bert@mail.example" in done.stdout), (form, done.stdout)
    done = run("find", "rcpt=/^(bert|dora)@/", "--csv", old, new)
    assert done.stdout.count("type,timeLogged") == 2, "other columns, another header line"
    assert run("find", "rcpt=/^(bert|dora)@/", "--csv", "--fields", "rcpt,jobId", old, new).stdout == \
        "rcpt,jobId\nbert@mail.example,winter\ndora@box.example,spring\n"
    run("find", "type=b", "-q", old)
    run("find", "type=f", "-q", old, expect=1)
    run("find", "type=b", folder / "missing.csv", expect=2)
    run("find", "rcpt=/(/", old, expect=2)
    assert "there is no column recpt" in run("find", "recpt=x", old, expect=1).stderr
    run("stats", "no-such-report", expect=1)


def main():
    with tempfile.TemporaryDirectory(prefix="mailrace-accounting-") as name:
        folder = pathlib.Path(name)
        files_of_powermta(folder)
        with World(SCENARIO, SETTINGS.format(folder=folder / "daemon")) as world:
            counts = against_the_simulator(world)
            the_same_from_everywhere(world, folder / "daemon", counts)


if __name__ == "__main__":
    main()
