#!/usr/bin/env python3
"""Standard tools as peers: swaks and smtp-source send to us, smtp-sink and a real Postfix receive from us, and Postfix feeds us."""
import os
import pathlib
import shutil
import socket
import subprocess

from harness import World, books_agree, free_port, wait_for

SCENARIO = """
<provider good>
    domain good.example
    mx mx1.good.example
</provider>
"""
TOOLS = ("swaks", "smtp-source", "smtp-sink", "postfix")


def find(tool: str) -> str | None:
    return shutil.which(tool, path=os.environ["PATH"] + ":/usr/sbin")


def listens(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            return True
    except OSError:
        return False


class Postfix:
    """A private Postfix: discards mail for postfix.example, relays everything else to us."""

    def __init__(self, folder: pathlib.Path, port: int, relay_port: int):
        self.log = folder / "maillog"
        self.etc = folder / "etc"
        for name in ("etc", "queue", "data"):
            (folder / name).mkdir(parents=True)
        shutil.chown(folder / "data", "postfix")
        (self.etc / "main.cf").write_text(f"""compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {self.log}
maillog_file_prefixes = {folder}
myhostname = postfix.example
mydestination = postfix.example
local_recipient_maps =
local_transport = discard:
alias_maps =
alias_database =
mynetworks = 127.0.0.0/8
inet_interfaces = loopback-only
inet_protocols = ipv4
relayhost = [127.0.0.1]:{relay_port}
smtp_dns_support_level = disabled
smtp_host_lookup = native
smtpd_peername_lookup = no
smtpd_recipient_restrictions = permit_mynetworks, reject
""")
        services = [f"127.0.0.1:{port} inet n - n - - smtpd", "pickup unix n - n 60 1 pickup", "cleanup unix n - n - 0 cleanup", "qmgr unix n - n 1 1 qmgr",
                    "rewrite unix - - n - - trivial-rewrite", "bounce unix - - n - 0 bounce", "defer unix - - n - 0 bounce", "trace unix - - n - 0 bounce",
                    "smtp unix - - n - - smtp", "relay unix - - n - - smtp", "error unix - - n - - error", "retry unix - - n - - error",
                    "discard unix - - n - - discard", "anvil unix - - n - 1 anvil", "scache unix - - n - 1 scache", "tlsmgr unix - - n 1000? 1 tlsmgr",
                    "flush unix n - n 1000? 0 flush", "proxymap unix - - n - - proxymap", "verify unix - - n - 1 verify", "postlog unix-dgram n - n - 1 postlogd"]
        (self.etc / "master.cf").write_text("\n".join(services) + "\n")
        self.run("start")

    def run(self, verb: str):
        subprocess.run([find("postfix"), "-c", str(self.etc), verb], check=verb == "start", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)



def main():
    missing = [tool for tool in TOOLS if find(tool) is None]
    if missing or os.geteuid() != 0:
        print(f"skipped: needs root and {', '.join(missing) or 'nothing else'}")
        return
    postfix_port, sink_port = free_port(), free_port()
    settings = f"""
<domain postfix.example>
    smtp-hosts [127.0.0.1]:{postfix_port}
</domain>
<domain sink.example>
    smtp-hosts [127.0.0.1]:{sink_port}
</domain>
"""
    with World(SCENARIO, settings) as world:
        world.folder.chmod(0o755)  # Postfix works as a user of its own
        folder = world.folder / "postfix"
        sink = subprocess.Popen([find("smtp-sink"), "-u", "postfix", "-c", f"127.0.0.1:{sink_port}", "100"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        postfix = Postfix(folder, postfix_port, world.port)
        try:
            for port in (sink_port, postfix_port):
                wait_for(lambda at=port: listens(at), "the peers listen", 20)
            # swaks, plain and pipelined, to the simulator, Postfix and smtp-sink.
            for target in ("b@good.example", "b@postfix.example", "b@sink.example"):
                for options in ([], ["--pipeline"], ["--ehlo", "x.sender.example", "--body", "." * 500 + "\n.\n..dots\n"]):
                    done = subprocess.run([find("swaks"), "--server", f"127.0.0.1:{world.port}", "--from", "a@sender.example", "--to", target, *options],
                                          capture_output=True, text=True, timeout=60, check=False)
                    assert done.returncode == 0 and "queued as" in done.stdout, done.stdout
            # smtp-source to smtp-sink and to Postfix, sessions reused and not.
            for target, options in (("sink.example", ["-d"]), ("sink.example", []), ("postfix.example", ["-d"])):
                subprocess.run([find("smtp-source"), *options, "-s", "10", "-l", "5000", "-m", "200", "-f", "a@sender.example", "-t", f"b@{target}", f"127.0.0.1:{world.port}"],
                               check=True, timeout=120)
            # Postfix as feeder: it relays what we do not discard to us, we deliver to the simulator.
            subprocess.run([find("smtp-source"), "-d", "-s", "5", "-l", "5000", "-m", "100", "-f", "a@sender.example", "-t", "b@good.example", f"127.0.0.1:{postfix_port}"],
                           check=True, timeout=120)
            wait_for(lambda: world.daemon.status()["received"] >= 9 + 600 + 100, "Postfix has fed us", 60)
            status = world.drained()
            books_agree(status)
            assert status["delivered"] == 709, status
            stats = world.simulator.ask({"cmd": "stats"})["total"]
            assert stats["recipients"] == 103 and stats["altered"] == 0, stats
            wait_for(lambda: postfix.log.read_text(errors="replace").count("postfix/discard") >= 203, "Postfix took what we sent it", 30)
            by_host = world.daemon.events("type:delivery domain:postfix.example", 1)
            assert by_host[0]["code"] == 250 and "queued as" in by_host[0]["response"], by_host
        finally:
            postfix.run("stop")
            sink.terminate()
            sink.wait(10)


if __name__ == "__main__":
    main()
