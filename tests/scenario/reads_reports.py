#!/usr/bin/env python3
"""Bounces and complaints that come back by mail find their message, job and recipient; what was never sent, forged or broken changes nothing."""
import csv
import pathlib
import smtplib
import tempfile

from harness import World, books_agree, wait_for

SCENARIO = """
<provider modern>
    domain modern.example
    mx mx.modern.example
</provider>
<provider office>
    domain office.example
    mx mx.office.example
</provider>
"""


def settings(folder):
    return f"""
<source 127/8>
    verp-default yes
    process-x-job yes
</source>
<source 127.0.0.9>
    always-allow-relaying no
</source>
<bounce-processor>
    deliver-unmatched-email no
    forward-unmatched-to desk@office.example
    forward-errors-to errors@office.example
    <address-list>
        domain bounces.sender.example
    </address-list>
</bounce-processor>
<feedback-loop-processor>
    deliver-unmatched-email no
    <address-list>
        address fbl@sender.example
        address /^loop-[0-9]+@sender\\.example$/
    </address-list>
    <email-patterns>
        body-pattern-file {folder}/provider.patterns
    </email-patterns>
</feedback-loop-processor>
<acct-file {folder}/acct.csv>
    records d,b,rb,rs,f
    record-fields f *,arf_Version
</acct-file>
"""


def dsn(recipient, header="", status="5.1.1", action="failed"):
    return f"""From: MAILER-DAEMON@mx.modern.example
Subject: Delivery Status Notification (Failure)
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

Your message could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.modern.example

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} no such user here
--b
Content-Type: text/rfc822-headers

{header}
--b--
"""


COMPLAINT = """From: fbl@modern.example
Subject: complaint
Content-Type: multipart/report; report-type=feedback-report; boundary=b

--b

This is an abuse report.
--b
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Loop/1.0
Version: 1
Source-IP: 192.0.2.7
Reported-Domain: sender.example
Original-Rcpt-To: redacted@modern.example
--b
Content-Type: text/rfc822-headers

{header}
--b--
"""


class Feeder:
    def __init__(self, world, address="127.0.0.1"):
        self.smtp = smtplib.SMTP("127.0.0.1", world.port, timeout=30, source_address=(address, 0))
        self.smtp.ehlo("peer.example")

    def send(self, sender, recipient, text, options=()):
        self.smtp.mail(sender, list(options))
        code, answer = self.smtp.rcpt(recipient)
        if code != 250:
            self.smtp.rset()
            return code, answer.decode()
        code, answer = self.smtp.data(text.replace("\n", "\r\n"))
        assert code == 250, answer
        return code, answer.decode().split()[-1]


def main():
    with tempfile.TemporaryDirectory(prefix="mailrace-reports-") as folder:
        pathlib.Path(folder, "provider.patterns").write_text("# a loop of one provider\n/^Complained: (?P<rcpt>\\S+)$.*^Message: (?P<messageId>\\S+)$/\n")
        with World(SCENARIO, settings(folder)) as world:
            run(world, pathlib.Path(folder))


def run(world, folder):
    daemon = world.daemon
    ours = Feeder(world)
    ids = {}
    for user in ("anna", "bert", "carl", "dora"):
        ids[user] = ours.send("news@bounces.sender.example", f"{user}@modern.example", f"Subject: offer\nMessage-ID: <{user}@sender.example>\nX-Job: spring\n\nhello {user}\n")[1]
    world.drained()
    wait_for(lambda: len(daemon.events("type:delivery job:spring")) == 4, "four deliveries are in the history")

    # Each recipient has a transaction of its own, from a sender that names it.
    row = daemon.events("type:delivery recipient:anna@modern.example")[0]
    session = daemon.call("events.get", id=row["id"])["event"]["session"]
    assert "MAIL FROM:<news-anna=modern.example@bounces.sender.example>" in session, session
    assert row["sender"] == "news@bounces.sender.example", row

    # Strangers may bring reports, and nothing else.
    stranger = Feeder(world, "127.0.0.9")
    assert stranger.send("", "x@modern.example", "Subject: x\n\nx\n")[0] == 550

    def found(filter_text, count=1):
        return wait_for(lambda: (lambda rows: rows if len(rows) >= count else None)(daemon.events(filter_text)), filter_text)

    def details(row):
        return daemon.call("events.get", id=row["id"])["event"]["details"]

    # By VERP alone: a notice without any structure and without the original.
    stranger.send("", "news-anna=modern.example@bounces.sender.example",
                  "From: MAILER-DAEMON@modern.example\nSubject: failure notice\n\nI wasn't able to deliver your message to the following addresses.\n\n<anna@modern.example>:\nno mailbox here by that name (#5.1.1)\n")
    bounce = found("type:remote_bounce recipient:anna@modern.example")[0]
    assert bounce["job"] == "spring" and bounce["vmta"] == "{default}" and bounce["status"] == "5.1.1" and bounce["category"] == "bad-mailbox", bounce
    assert bounce["message"] == ids["anna"], (bounce, ids)
    assert details(bounce)["matchedBy"] in ("VERP", "sender and recipient") and details(bounce)["format"] == "text", details(bounce)

    # By our queue id in the returned header; the recipient was forwarded elsewhere.
    stranger.send("", "news@bounces.sender.example", dsn("bert@inside.modern.example", f"Received: from peer.example by mta1.sender.example with ESMTP id {ids['bert']}; now\nMessage-ID: <bert@sender.example>\nTo: bert@modern.example"))
    bounce = found("type:remote_bounce recipient:bert@modern.example")[0]
    assert bounce["message"] == ids["bert"] and details(bounce)["matchedBy"] == "queue id", bounce

    # A delay is a status.
    stranger.send("", "news-carl=modern.example@bounces.sender.example", dsn("carl@modern.example", "Message-ID: <carl@sender.example>", "4.4.1", "delayed"))
    status = found("type:remote_status recipient:carl@modern.example")[0]
    assert status["message"] == ids["carl"] and status["status"] == "4.4.1", status

    # A complaint that hides its recipient.
    stranger.send("fbl@modern.example", "fbl@sender.example", COMPLAINT.format(header="Message-ID: <dora@sender.example>\nFrom: news@sender.example\nX-Job: spring"))
    complaint = found("type:complaint recipient:dora@modern.example")[0]
    assert complaint["message"] == ids["dora"] and complaint["job"] == "spring", complaint
    told = details(complaint)
    assert (told["feedbackType"], told["repSourceIp"], told["arf_Version"]) == ("abuse", "192.0.2.7", "1"), told

    # In a form that only a pattern of the user reads.
    stranger.send("fbl@modern.example", "loop-7@sender.example", "Subject: loop\n\nComplained: anna@modern.example\nMessage: <anna@sender.example>\n")
    complaint = found("type:complaint recipient:anna@modern.example")[0]
    assert complaint["message"] == ids["anna"] and details(complaint)["format"] == "provider", complaint

    # What we never sent, what claims ids, what is broken: recorded without a message, or passed on.
    stranger.send("", "news@bounces.sender.example", dsn("never@modern.example", f"Received: from a by b with ESMTP id {ids['anna']}; now\nMessage-ID: <never@x.example>"))
    forged = found("type:remote_bounce recipient:never@modern.example")[0]
    assert forged["message"] is None and forged["job"] == "", forged
    stranger.send("", "news@bounces.sender.example", "Subject: failure notice\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n\x01\x02 nothing\n")
    found("type:delivery recipient:errors@office.example")
    deep = "From: MAILER-DAEMON@x.example\nSubject: failure notice\n" + "".join(f"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n" for i in range(1000))
    stranger.send("", "news@bounces.sender.example", deep)
    stranger.send("person@office.example", "news@bounces.sender.example", "From: person@office.example\nSubject: a question\n\nWhy do I get this?\n")
    found("type:delivery recipient:desk@office.example")
    huge = "From: MAILER-DAEMON@x.example\nSubject: failure notice\n\n" + ("x" * 70 + "\n") * 300_000
    stranger.send("", "news@bounces.sender.example", huge)
    found('type:delivery queue:"{bounceProcessor}/{default}"', 7)

    # Everything adds up, once; also after the daemon is killed.
    reports = "type:remote_bounce,remote_status,complaint"
    assert len(daemon.events(reports)) == 6, daemon.events(reports)
    books_agree(world.drained())
    daemon.kill()
    daemon.start()
    books_agree(world.drained())
    assert len(daemon.events(reports)) == 6

    def rows():
        lines = [row for path in folder.glob("acct*.csv") for row in csv.DictReader(path.read_text().splitlines())]
        return lines if sum(row["type"] in ("rb", "rs", "f") for row in lines) == 6 else None
    lines = wait_for(rows, "six reports are in the accounting file")
    by_type = {kind: [row for row in lines if row["type"] == kind] for kind in ("rb", "rs", "f")}
    assert [len(by_type[kind]) for kind in ("rb", "rs", "f")] == [3, 1, 2], by_type
    bert = next(row for row in by_type["rb"] if row["rcpt"] == "bert@modern.example")
    assert bert["format"] == "dsn" and bert["dsnReportingMta"] == "mx.modern.example" and bert["bounceCat"] == "bad-mailbox" and bert["dsnStatus"].startswith("5.1.1"), bert
    assert by_type["rs"][0]["dsnAction"] == "delayed", by_type["rs"]
    dora = next(row for row in by_type["f"] if row["rcpt"] == "dora@modern.example")
    assert dora["feedbackType"] == "abuse" and dora["format"] == "arf" and dora["userAgent"] == "Loop/1.0" and dora["header_X-job"] == "spring" and dora["arf_Version"] == "1", dora


if __name__ == "__main__":
    main()
