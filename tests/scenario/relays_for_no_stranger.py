#!/usr/bin/env python3
"""Never an open relay: who is not configured is refused; who is gets a queue id in the 250, and a notification when mail fails."""
import smtplib

from harness import World, books_agree, wait_for

SCENARIO = """
<provider good>
    domain good.example
    mx mx1.good.example
</provider>
<provider nobody>
    domain nobody.example
    mx mx.nobody.example
    unknown-users 100%
</provider>
<provider sender>
    domain bounce.sender.example
    mx mx.sender.example
    bounces yes
</provider>
"""
SETTINGS = """
<source 127.0.0.9>
    always-allow-relaying no
</source>
relay-domain here.example
"""


def code_of(call, *arguments):
    try:
        return call(*arguments)[0]
    except smtplib.SMTPResponseException as refusal:
        return refusal.smtp_code


def main():
    with World(SCENARIO, SETTINGS) as world:
        with smtplib.SMTP("127.0.0.1", world.port, timeout=20, source_address=("127.0.0.9", 0)) as stranger:
            stranger.ehlo("stranger.example")
            assert stranger.mail("a@stranger.example")[0] == 250
            for target in ("b@good.example", "b%good.example@[127.0.0.1]", "@here.example:b@good.example", "b@good.example@here.example"):
                assert stranger.rcpt(target)[0] >= 500, target
            assert stranger.rcpt("b@here.example")[0] == 250
        rejections = wait_for(lambda: world.daemon.events("type:rejection"), "refusals are in the history", 15)
        assert any(event["code"] == 550 and event["recipient"] == "b@good.example" for event in rejections), rejections

        with smtplib.SMTP("127.0.0.1", world.port, timeout=20) as friend:
            friend.ehlo("friend.example")
            for extension in ("pipelining", "size", "8bitmime", "smtputf8", "chunking", "dsn", "enhancedstatuscodes"):
                assert friend.has_extn(extension), extension
            friend.mail("list@bounce.sender.example", ["RET=HDRS", "ENVID=abc"])
            friend.rcpt("b@good.example")
            friend.rcpt("c@nobody.example", ["NOTIFY=FAILURE", "ORCPT=rfc822;c@nobody.example"])
            code, words = friend.data("Subject: hello\r\n\r\nhello\r\n")
            assert code == 250 and b"queued as " in words, words
            queue_id = words.split()[-1].decode()
        # The notification is queued a moment after the failed recipient is gone: an empty queue alone does not say that all is done.
        wait_for(lambda: world.daemon.status()["generated"] == 1, "the notification is written", 20)
        status = world.drained()
        books_agree(status)
        assert (status["delivered"], status["bounced"], status["generated"]) == (2, 1, 1), status
        events = wait_for(lambda: (lambda found: found if len(found) >= 4 else None)(world.daemon.events(f"message:{queue_id}")), "all events of the message", 15)
        assert sorted(event["type"] for event in events) == ["bounce", "delivery", "receipt", "receipt"], events
        assert world.simulator.ask({"cmd": "stats"})["dsn"]["recipients"] == 1


if __name__ == "__main__":
    main()
