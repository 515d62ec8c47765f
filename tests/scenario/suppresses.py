#!/usr/bin/env python3
"""Who is on a suppression list gets no mail: refused at RCPT or bounced to the sender, by entries of people, of files, and of those that come by themselves after
bounces and complaints. What was forged suppresses nobody; what was confirmed survives SIGKILL."""
import json
import pathlib
import smtplib
import subprocess

from harness import BIN, World, books_agree, wait_for

SCENARIO = """
<provider modern>
    domain modern.example
    mx mx.modern.example
</provider>
<provider strict>
    domain nobody.example
    mx mx.nobody.example
    unknown-users 100%
    reply unknown-user "550 5.1.1 No such user here"
</provider>
"""


def main():
    probe = World(SCENARIO, start=False)
    folder = probe.folder
    (folder / "gone.txt").write_text("# who left\nfile@modern.example\n@quiet.modern.example\n")
    with probe as world:
        world.daemon.config.write_text(world.configuration(settings(folder)))
        world.daemon.start()
        run(world, folder)


def settings(folder):
    return f"""
<source 127/8>
    verp-default yes
    suppression-lists left,gone,angry,secret
</source>
<source 127.0.0.7>
    suppression-action bounce
</source>
<address-list left>
    address-file gone.txt
    address /^spamtrap-[0-9]+@/
</address-list>
<address-list gone>
    automatic-categories bad-mailbox
    automatic-after 2
    automatic-within 7d
    automatic-expires 90d
</address-list>
<address-list angry>
    automatic-complaints yes
</address-list>
<address-list secret>
    digest-algorithm hmac-sha256
    digest-key pepper
</address-list>
<bounce-processor>
    <address-list>
        domain bounces.sender.example
    </address-list>
</bounce-processor>
<feedback-loop-processor>
    <address-list>
        address fbl@sender.example
    </address-list>
</feedback-loop-processor>
"""


class Feeder:
    def __init__(self, world, address="127.0.0.1"):
        self.smtp = smtplib.SMTP("127.0.0.1", world.port, timeout=30, source_address=(address, 0))
        self.smtp.ehlo("feeder.example")

    def send(self, recipient, text="Subject: offer\n\nhello\n", sender="news@bounces.sender.example"):
        self.smtp.mail(sender)
        code, answer = self.smtp.rcpt(recipient)
        if code != 250:
            self.smtp.rset()
            return code, answer.decode()
        code, answer = self.smtp.data(text.replace("\n", "\r\n"))
        assert code == 250, answer
        return code, answer.decode().split()[-1]


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
Original-Rcpt-To: {recipient}
--b
Content-Type: text/rfc822-headers

{header}
--b--
"""

BOUNCE = """From: MAILER-DAEMON@mx.modern.example
Subject: failed
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.modern.example

Final-Recipient: rfc822; {recipient}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user
--b
Content-Type: text/rfc822-headers

{header}
--b--
"""


def run(world, folder):
    daemon = world.daemon
    feeder = Feeder(world)

    def check(address):
        done = subprocess.run([str(BIN / "mailracectl"), "--socket", daemon.socket, "--json", "suppression", "check", address], capture_output=True, text=True, check=False)
        answer = json.loads(done.stdout)
        assert done.returncode == (3 if answer["suppressed"] else 0), done
        return answer["matches"]

    # ---- from the configuration: refused at RCPT, with the list in the words
    assert feeder.send("anna@modern.example")[0] == 250
    for address in ("FILE@Modern.example", "any@quiet.modern.example", "spamtrap-7@modern.example"):
        code, words = feeder.send(address)
        assert code == 550 and "5.7.1" in words and "suppression list left" in words, words
    match = check("file@modern.example")[0]
    assert match["origin"].endswith("gone.txt:2") and match["sources"] == ["127/8"], match
    rejected = wait_for(lambda: daemon.events("type:rejection recipient:file@modern.example"), "the refusal is in the history")
    event = daemon.call("events.get", id=rejected[0]["id"])["event"]
    assert "left" in json.dumps(event["details"]) and "address file@modern.example" in json.dumps(event["details"]), event

    # ---- people: add, import, export, remove, with their names in the history
    daemon.ctl("suppression", "add", "left", "bert@modern.example", "@closed.example", "--reason", "asked to", "--expires", "90d")
    code, words = feeder.send("Bert@modern.example")
    assert code == 550 and "asked to" in words, words
    assert feeder.send("x@closed.example")[0] == 550
    row = wait_for(lambda: daemon.events("type:admin suppression"), "the change is in the history")[0]
    assert row["user"] and "2 entries added (asked to)" in row["text"], row
    many = folder / "many.csv"
    many.write_text("id,email,when\n" + "".join(f"{i},user{i}@bulk.example,x\n" for i in range(25_000)) + "7,not an address@,x\n")
    done = subprocess.run([str(BIN / "mailracectl"), "--socket", daemon.socket, "suppression", "import", "left", str(many), "--column", "email", "--reason", "old list"],
                          capture_output=True, text=True, check=False)
    assert "added 25,000, already there 0, refused 1" in done.stdout and "line 25002" in done.stderr and done.returncode == 1, done
    assert "added 0, already there 25,000" in daemon.ctl("suppression", "import", "left", str(many), "--column", "2", check=False)
    assert "user24999@bulk.example" in daemon.ctl("suppression", "search", "24999@")
    exported = daemon.ctl("suppression", "export", "left").splitlines()
    assert exported[0] == "value,kind,reason,origin,added,expires" and len(exported) == 1 + 25_002 + 3, len(exported)
    assert "removed 1, not on the list 1" in daemon.ctl("suppression", "remove", "left", "user3@bulk.example", "user3x@bulk.example")
    refused = subprocess.run([str(BIN / "mailracectl"), "--socket", daemon.socket, "suppression", "remove", "left", "file@modern.example"], capture_output=True, text=True, check=False)
    assert refused.returncode != 0 and "gone.txt:2" in refused.stderr, refused
    assert feeder.send("user3@bulk.example")[0] == 250

    # ---- digests: nobody learns who is on the list
    digest = subprocess.run([str(BIN / "mailracectl"), "digest", "--hmac-sha256", "--key", "pepper", "Hidden@Modern.example"], capture_output=True, text=True, check=True).stdout.strip()
    (folder / "digests.txt").write_text(digest + "\n")
    daemon.ctl("suppression", "import", "secret", str(folder / "digests.txt"))
    code, words = feeder.send("hidden@modern.example")
    assert code == 550 and "secret" in words, words
    assert check("hidden@modern.example")[0]["value"] == digest

    # ---- taken and bounced: the sender gets a notification, the others their mail
    bouncing = Feeder(world, "127.0.0.7")
    bouncing.smtp.mail("carl@modern.example")
    for recipient in ("dora@modern.example", "bert@modern.example"):
        assert bouncing.smtp.rcpt(recipient)[0] == 250
    assert bouncing.smtp.data("Subject: both\r\n\r\nx\r\n")[0] == 250
    bounce = wait_for(lambda: daemon.events("type:bounce recipient:bert@modern.example"), "the suppressed recipient bounces")[0]
    assert bounce["status"] == "5.7.1" and bounce["response"] == "recipient is on the suppression list left: asked to", bounce
    wait_for(lambda: daemon.events("type:delivery recipient:dora@modern.example"), "the other recipient gets the mail")
    wait_for(lambda: daemon.events("type:delivery recipient:carl-bert=modern.example@modern.example"), "the sender is told")

    # ---- by themselves: two bounces of a mailbox that is not there
    for count in (1, 2):
        assert feeder.send("unknown@nobody.example")[0] == 250
        wait_for(lambda: len(daemon.events("type:bounce recipient:unknown@nobody.example")) == count, "a bounce")
        if count == 1:
            daemon.kill()  # the count survives
            daemon.start()
            feeder = Feeder(world)
            assert not check("unknown@nobody.example")
    match = wait_for(lambda: check("unknown@nobody.example"), "the second bounce suppresses")[0]
    assert match["list"] == "gone" and match["origin"] == "automatic: bad-mailbox" and match["expires"] - match["added"] > 89 * 86_400_000, match
    assert feeder.send("unknown@nobody.example")[0] == 550
    wait_for(lambda: daemon.events('type:admin "entered by itself"'), "the history tells")

    # ---- a complaint and a bounce about mail that was sent; forged ones about mail that was not
    ids = {}
    for user in ("emil", "frida"):
        ids[user] = feeder.send(f"{user}@modern.example", f"Subject: offer\nMessage-ID: <{user}@sender.example>\n\nhello\n")[1]
        wait_for(lambda: daemon.events(f"type:delivery recipient:{user}@modern.example"), "a delivery is in the history")
    header = "Received: from a by mta1.sender.example with ESMTP id {};\n Mon, 1 Jan 2026 00:00:00 +0000\nMessage-ID: <{}@sender.example>\n"
    feeder.send("fbl@sender.example", COMPLAINT.format(recipient="stranger@modern.example", header=header.format("0123456789ABC", "stranger")), sender="")
    feeder.send("fbl@sender.example", COMPLAINT.format(recipient="frida@modern.example", header="Subject: guessed\n"), sender="")
    for _ in range(3):
        feeder.send("news@bounces.sender.example", BOUNCE.format(recipient="stranger@modern.example", header=header.format("0123456789ABC", "stranger")), sender="")
    feeder.send("fbl@sender.example", COMPLAINT.format(recipient="emil@modern.example", header=header.format(ids["emil"], "emil")), sender="")
    match = wait_for(lambda: check("emil@modern.example"), "the complaint suppresses")[0]
    assert match["list"] == "angry" and match["origin"] == "automatic: complaint", match
    wait_for(lambda: len(daemon.events("type:remote_bounce")) == 3 and len(daemon.events("type:complaint")) == 3, "all reports are read")
    assert not check("stranger@modern.example") and not check("frida@modern.example")
    assert feeder.send("stranger@modern.example")[0] == 250

    # ---- what was confirmed survives a kill
    daemon.ctl("suppression", "add", "left", "last@modern.example")
    daemon.kill()
    daemon.start()
    feeder = Feeder(world)
    for address in ("last@modern.example", "bert@modern.example", "unknown@nobody.example", "emil@modern.example", "hidden@modern.example", "user24999@bulk.example"):
        assert feeder.send(address)[0] == 550, address
    assert feeder.send("anna@modern.example")[0] == 250

    # ---- a reload takes another file; one that is not there is refused, and what ran runs on
    (folder / "gone.txt").write_text("anna@modern.example\n")
    daemon.ctl("reload")
    feeder = Feeder(world)
    assert feeder.send("anna@modern.example")[0] == 550
    assert feeder.send("file@modern.example")[0] == 250
    (folder / "gone.txt").unlink()
    assert "nothing was changed" in daemon.ctl("reload", check=False)
    assert Feeder(world).send("anna@modern.example")[0] == 550
    lists = {entry["name"]: entry for entry in daemon.call("suppression.lists")["lists"]}
    assert lists["gone"]["automatic"] == [{"categories": ["bad-mailbox"], "after": 2, "within_s": 7 * 86400, "expires_s": 90 * 86400}], lists["gone"]
    assert lists["secret"]["hashed"] and lists["secret"]["algorithm"] == "hmac-sha256" and lists["left"]["from_configuration"] == 2, lists
    books_agree(daemon.status())
    print("suppressed:", daemon.ctl("suppression", "lists"))


if __name__ == "__main__":
    main()
