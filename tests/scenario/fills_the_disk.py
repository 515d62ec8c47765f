#!/usr/bin/env python3
"""The disk fills: new mail gets 452 with the reason, a note appears, queued mail goes on; when there is room again mail is taken again. Nothing is lost."""
import os
import smtplib
import subprocess
import sys

from harness import World, books_agree, wait_for

SCENARIO = """
<provider good>
    domain good.example
    mx mx1.good.example
</provider>
"""
SIZE = 96  # MB


def message(world, size=2000):
    with smtplib.SMTP("127.0.0.1", world.port, timeout=20) as client:
        return client.sendmail("a@sender.example", ["b@good.example"], "Subject: x\r\n\r\n" + "x" * 70 + "\r\n" + "y" * size)


def refused_with_reason(world) -> str:
    try:
        message(world)
    except smtplib.SMTPResponseException as refusal:
        assert refusal.smtp_code == 452, refusal
        return refusal.smtp_error.decode()
    except smtplib.SMTPRecipientsRefused as refusal:
        code, words = next(iter(refusal.recipients.values()))
        assert code == 452, refusal
        return words.decode()
    return ""


def main():
    if os.geteuid() != 0:
        print("skipped: mounting a small disk needs root")
        return
    with World(SCENARIO, start=False) as world:
        disk = world.folder / "spool"
        disk.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "tmpfs", str(disk)], check=False).returncode != 0:
            print("skipped: no right to mount")
            return
        try:
            settings = world.daemon.config.read_text().replace(f"<spool {world.folder}/spool>", f"<spool {world.folder}/spool>\n    min-free-space 16M")
            world.daemon.config.write_text(settings.replace(f"control-socket", f"journal {world.folder}/journal\ncontrol-socket"))
            world.daemon.start()
            message(world)
            world.drained()
            world.daemon.ctl("pause", "queue", "*")
            message(world)  # waits in the queue while the disk is full
            filler = disk / "filler"
            stat = os.statvfs(disk)
            with open(filler, "wb") as file:
                file.truncate(0)
                file.write(b"\0" * (stat.f_bavail * stat.f_frsize - (4 << 20)))
            words = wait_for(lambda: refused_with_reason(world), "new mail is refused", 30, 0.5)
            assert "space" in words or "disk" in words, words
            note = wait_for(lambda: [n for n in world.daemon.call("attention.list")["items"] if "refused" in n["title"].lower()], "a note tells", 15)
            assert note[0]["severity"] == "critical", note
            world.daemon.ctl("resume", "queue", "*")
            wait_for(lambda: world.daemon.status()["queued"] == 0, "queued mail goes on", 30)
            filler.unlink()
            wait_for(lambda: not refused_with_reason(world), "mail is taken again", 30, 0.5)
            wait_for(lambda: not world.daemon.call("attention.list")["items"], "the note has gone", 15)
            status = world.drained()
            books_agree(status)
            assert status["delivered"] == status["received"] >= 3, status
            assert world.daemon.stop() == 0
        finally:
            world.daemon.close()
            subprocess.run(["umount", "-l", str(disk)], check=False)


if __name__ == "__main__":
    sys.exit(main())
