#!/usr/bin/env python3
"""Others' software at both ends: swaks and Postfix's smtp-source send, Postfix's smtp-sink receives through smtp-hosts. What is not installed is left out."""
import os
import shutil
import subprocess

from harness import World, books_agree, free_port, wait_for

SCENARIO = """
<provider good>
    domain good.example
    mx mx1.good.example
</provider>
"""
SETTINGS = """
<domain sink.example>
    smtp-hosts [127.0.0.1]:%SINK%
    max-smtp-out 5
</domain>
"""
MESSAGES = 200


def tool(name: str):
    return shutil.which(name, path="/usr/bin:/usr/sbin:/usr/local/bin:/usr/local/sbin")


def swaks_sends(world, swaks: str):
    before = world.daemon.status()["received"]
    base = [swaks, "--server", f"127.0.0.1:{world.port}", "--from", "a@sender.example", "--to", "b@good.example,c@good.example", "--timeout", "20"]
    for options in ([], ["--pipeline"], ["--protocol", "SMTP"]):
        done = subprocess.run([*base, *options], capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "queued as" in done.stdout, done.stdout
    status = world.drained()
    books_agree(status)
    assert status["received"] - before == 6, status


def postfix_sends_and_receives(world, source: str, sink: str, port: int):
    before = world.daemon.status()["delivered"]
    user = ["-u", "root"] if os.geteuid() == 0 else []  # smtp-sink wants a name when root starts it
    receiver = subprocess.Popen([sink, *user, f"127.0.0.1:{port}", "100"], cwd=world.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        done = subprocess.run([source, "-4", "-s", "5", "-m", str(MESSAGES), "-r", "2", "-l", "5000", "-f", "a@sender.example", "-t", "b@sink.example",
                               f"127.0.0.1:{world.port}"], capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        status = world.drained(90)
        books_agree(status)
        assert receiver.poll() is None, receiver.stderr.read()
        assert status["delivered"] - before == 2 * MESSAGES, status
        wait_for(lambda: len(world.daemon.events("type:delivery domain:sink.example")) == 2 * MESSAGES, "each delivery is in the history", 20)
    finally:
        receiver.terminate()
        receiver.wait(10)


def main():
    swaks, source, sink = tool("swaks"), tool("smtp-source"), tool("smtp-sink")
    port = free_port()
    with World(SCENARIO, SETTINGS.replace("%SINK%", str(port))) as world:
        if swaks:
            swaks_sends(world, swaks)
        else:
            print("skipped: swaks is not installed")
        if source and sink:
            postfix_sends_and_receives(world, source, sink, port)
        else:
            print("skipped: Postfix's smtp-source and smtp-sink are not installed")


if __name__ == "__main__":
    main()
