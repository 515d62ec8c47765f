#!/usr/bin/env python3
"""Senders hear what they asked for (RFC 3461): failure, relaying and delivery, as a report or as plain text; nobody hears what he did not ask for."""
import email
import email.policy
import pathlib
import smtplib
import tempfile

from harness import World, books_agree, wait_for

SCENARIO = """
<provider old>
    domain old.example
    mx mx.old.example
    without DSN
</provider>
<provider modern>
    domain modern.example
    mx mx.modern.example
</provider>
<provider nobody>
    domain nobody.example
    mx mx.nobody.example
    unknown-users 100%
</provider>
"""


def settings(folder):
    return f"""
custom-dsn-from-header "Mail system <postmaster@sender.example>"
<domain sender.example>
    type file
    file-destination {folder}
</domain>
<domain plain.sender.example>
    type file
    file-destination {folder}
    dsn-format plain-text
</domain>
<domain local.example>
    type discard
</domain>
"""


def main():
    with tempfile.TemporaryDirectory(prefix="mailrace-notices-") as folder, World(SCENARIO, settings(folder)) as world:
        with smtplib.SMTP("127.0.0.1", world.port, timeout=20) as feeder:
            feeder.ehlo("feeder.example")
            feeder.mail("list@sender.example", ["RET=FULL", "ENVID=job-7"])
            feeder.rcpt("relayed@old.example", ["NOTIFY=SUCCESS"])
            feeder.rcpt("told-by-receiver@modern.example", ["NOTIFY=SUCCESS"])
            feeder.rcpt("kept@local.example", ["NOTIFY=SUCCESS,FAILURE"])
            feeder.rcpt("quiet@old.example", ["NOTIFY=FAILURE"])
            feeder.rcpt("unasked@old.example")
            feeder.rcpt("failed@nobody.example", ["NOTIFY=FAILURE", "ORCPT=rfc822;F+2Bx@nobody.example"])
            feeder.rcpt("never@nobody.example", ["NOTIFY=NEVER"])
            assert feeder.data("Subject: hello\r\nMessage-ID: <one@sender.example>\r\n\r\nthe body\r\n")[0] == 250
            feeder.mail("list@plain.sender.example")
            feeder.rcpt("failed@nobody.example")
            assert feeder.data("Subject: second\r\n\r\nthe body\r\n")[0] == 250
            feeder.mail("")
            feeder.rcpt("failed@nobody.example")
            assert feeder.data("Subject: third\r\n\r\nnobody hears of this\r\n")[0] == 250
        status = world.drained()
        books_agree(status)

        files = wait_for(lambda: (lambda found: found if len(found) == 4 else None)(list(pathlib.Path(folder).glob("*.eml"))), "four notices", 20)
        notices = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in files]
        reports = {}
        plain = None
        for notice in notices:
            assert notice["From"] == "Mail system <postmaster@sender.example>", notice["From"]
            assert notice["Auto-Submitted"] == "auto-replied"
            if notice.get_content_type() == "text/plain":
                plain = notice
                continue
            per_message, *recipients = notice.get_payload()[1].get_payload()
            assert per_message["Original-Envelope-Id"] == "job-7", per_message
            for recipient in recipients:
                reports[recipient["Final-Recipient"].split(";")[1].strip()] = (recipient, notice)
        assert sorted(reports) == ["failed@nobody.example", "kept@local.example", "relayed@old.example"], sorted(reports)
        actions = {address: report["Action"] for address, (report, _) in reports.items()}
        assert actions == {"failed@nobody.example": "failed", "kept@local.example": "delivered", "relayed@old.example": "relayed"}, actions
        failed, notice = reports["failed@nobody.example"]
        assert failed["Status"].startswith("5.") and failed["Original-Recipient"] == "rfc822; F+x@nobody.example", failed
        assert "the body" in notice.get_payload()[2].as_string(), "RET=FULL returns the message with a failure"
        assert "the body" not in reports["relayed@old.example"][1].as_string(), "and only then"
        assert plain is not None and "could not be delivered" in plain.get_content(), plain
        notices = lambda: sum("notification of" in (event.get("text") or "") for event in world.daemon.events("type:receipt"))  # noqa: E731
        wait_for(lambda: notices() == 4, "the notices are in the history", 20)


if __name__ == "__main__":
    main()
