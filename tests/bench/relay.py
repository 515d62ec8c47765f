"""10 kB messages, 40 sessions in, 20 connections out, each 250 after the message is safe on disk: Mailrace, Postfix, and no MTA between.

A run begins with the first connection of the load generator and ends when the sink has counted the last message (drained, not only accepted).
"""
import argparse
import http.server
import pathlib
import shutil
import statistics
import subprocess
import sys
import threading
import time

import bench

SIZE, IN, OUT = 10240, 40, 20


def load(port, messages, reused):
    keep = ["-d"] if reused else []
    return ["smtp-source", "-4", *keep, "-s", str(IN), "-l", str(SIZE), "-m", str(messages), "-f", "news@sender.example",
            "-t", "reader@bench.example", f"127.0.0.1:{port}"]


def run(port, sink, messages, reused, log):
    """Messages a second until the sink has all, and until the last was accepted."""
    before = sink.received()
    start = time.monotonic()
    with bench.Process(load(port, messages, reused), log) as source:
        source.child.wait(600)
        accepted = time.monotonic() - start
        if source.child.returncode != 0:
            raise RuntimeError("smtp-source failed:\n" + pathlib.Path(log).read_text()[-2000:])
    bench.wait_until(f"{messages} messages at the sink", lambda: sink.received() - before >= messages, 600, 0.005)
    drained = time.monotonic() - start
    return messages / drained, messages / accepted


class Nothing:
    name = "none"

    def measure(self, directory, sink, messages, reused):
        return run(sink.port, sink, messages, reused, directory / "source.log") + (0.0,)


class Mailrace:
    name = "mailrace"

    def more(self, directory):
        return ""

    def measure(self, directory, sink, messages, reused):
        port = bench.free_port()
        config = directory / "mailrace.conf"
        config.write_text(f"""host-name mta1.sender.example
run-as-root yes
control-socket {directory}/control.sock
smtp-listener 127.0.0.1:{port}
<spool {directory}/spool>
</spool>
<source 127/8>
    always-allow-relaying yes
</source>
<domain *>
    smtp-hosts [127.0.0.1]:{sink.port}
    max-smtp-out {OUT}
    {"connection-idle-timeout 5s" if reused else "max-msg-per-connection 1"}
</domain>
<acct-file {directory}/acct.csv>
    records d,b,t,tq,r
</acct-file>
{self.more(directory)}
""")
        with bench.Daemon(config, directory) as daemon:
            daemon.wait_ready(port)
            cpu = daemon.cpu_seconds()
            drained, accepted = run(port, sink, messages, reused, directory / "source.log")
            return drained, accepted, (daemon.cpu_seconds() - cpu) / messages * 1e6


class Taker(http.server.BaseHTTPRequestHandler):
    """A receiver of webhooks that takes everything and looks at nothing."""
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()


class Accounting(Mailrace):
    """The same with everything on that takes records: another file with hashed recipients, a program, a webhook."""
    name = "accounting"

    def __init__(self):
        self.taker = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Taker)
        threading.Thread(target=self.taker.serve_forever, daemon=True).start()

    def more(self, directory):
        return f"""
<acct-file {directory}/hashed.jsonl>
    format json
    privacy-policy siphash 0123456789abcdef
</acct-file>
<acct-file |/bin/cat>
    records d,b,r
</acct-file>
<webhook taker>
    url http://127.0.0.1:{self.taker.server_port}/
    secret 0123456789abcdef
</webhook>"""


class Postfix:
    name = "postfix"

    def measure(self, directory, sink, messages, reused):
        port = bench.free_port()
        self.configure(directory / "etc", directory, port, sink.port, reused)
        command = ["postfix", "-c", str(directory / "etc")]
        subprocess.run([*command, "start"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            bench.wait_until("postfix", lambda: bench.listening(port), 30)
            return run(port, sink, messages, reused, directory / "source.log") + (0.0,)
        except (RuntimeError, TimeoutError):
            log = directory / "maillog"
            print(log.read_text()[-2000:] if log.exists() else "", file=sys.stderr)
            raise
        finally:
            subprocess.run([*command, "stop"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    @staticmethod
    def configure(etc, directory, port, sink_port, reused):
        """As an administrator tunes it for throughput: enough processes, no delay of input, no limits by client, connections kept."""
        etc.mkdir()
        for name in ("queue", "data"):
            (directory / name).mkdir()
        shutil.chown(directory / "data", "postfix")
        reuse = "smtp_connection_cache_on_demand = yes\nsmtp_connection_cache_destinations = [127.0.0.1]:%d\n" % sink_port
        (etc / "main.cf").write_text(f"""compatibility_level = 3.6
queue_directory = {directory}/queue
data_directory = {directory}/data
maillog_file = {directory}/maillog
maillog_file_prefixes = {directory}
myhostname = mta1.sender.example
mydestination =
local_recipient_maps =
alias_maps =
alias_database =
mynetworks = 127.0.0.0/8
inet_interfaces = loopback-only
inet_protocols = ipv4
relayhost = [127.0.0.1]:{sink_port}
default_process_limit = 200
default_destination_concurrency_limit = {OUT}
initial_destination_concurrency = {OUT}
qmgr_message_active_limit = 100000
qmgr_message_recipient_limit = 100000
in_flow_delay = 0
smtpd_client_connection_rate_limit = 0
smtpd_client_connection_count_limit = 0
smtpd_client_message_rate_limit = 0
smtpd_client_recipient_rate_limit = 0
smtpd_peername_lookup = no
smtpd_recipient_restrictions = permit_mynetworks, reject
smtpd_tls_security_level = none
smtp_tls_security_level = none
smtp_dns_support_level = disabled
smtp_host_lookup = native
{reuse if reused else "smtp_connection_cache_on_demand = no"}
""")
        services = [("127.0.0.1:%d" % port, "inet", "n", "-", "smtpd"), ("cleanup", "unix", "n", "0", "cleanup"), ("qmgr", "unix", "n", "1", "qmgr"),
                    ("rewrite", "unix", "-", "-", "trivial-rewrite"), ("bounce", "unix", "-", "0", "bounce"), ("defer", "unix", "-", "0", "bounce"),
                    ("trace", "unix", "-", "0", "bounce"), ("proxymap", "unix", "-", "-", "proxymap"), ("smtp", "unix", "-", str(OUT), "smtp"),
                    ("relay", "unix", "-", str(OUT), "smtp"), ("error", "unix", "-", "-", "error"), ("retry", "unix", "-", "-", "error"),
                    ("discard", "unix", "-", "-", "discard"), ("anvil", "unix", "-", "1", "anvil"), ("scache", "unix", "-", "1", "scache"),
                    ("tlsmgr", "unix", "-", "1", "tlsmgr"), ("flush", "unix", "n", "0", "flush"), ("verify", "unix", "-", "1", "verify")]
        lines = [f"{name} {kind} {private} - n {'300' if name == 'qmgr' else '-'} {limit} {command}" for name, kind, private, limit, command in services]
        lines += ["pickup unix n - n 60 1 pickup", "postlog unix-dgram n - n - 1 postlogd"]
        (etc / "master.cf").write_text("\n".join(lines) + "\n")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--messages", type=int, default=10000, help="messages of a run")
    options.add_argument("--postfix-messages", type=int, default=3000, help="messages of a run through Postfix, which takes longer")
    options.add_argument("--repetitions", type=int, default=3, help="alternating runs; the medians are printed")
    options.add_argument("--directory", default="/var/tmp", help="the disk to be measured")
    options.add_argument("--accounting", action="store_true", help="also with a second file, a program and a webhook that take records")
    options.add_argument("--only", help="mailrace, postfix or none")
    options.add_argument("--verbose", action="store_true", help="print each run as well")
    chosen = options.parse_args()
    ways = [way for way in (Nothing(), Mailrace(), Postfix()) if chosen.only in (None, way.name)]
    if chosen.accounting:
        ways.append(Accounting())
    for tool in ("smtp-source", "smtp-sink", "postfix"):
        if not shutil.which(tool):
            sys.exit(f"{tool} is missing: apt-get install postfix")
    with bench.folder(chosen.directory) as parent:
        for reused in (True, False):
            compare(ways, reused, chosen, parent)


def compare(ways, reused, chosen, parent):
    kind = "reused" if reused else "single"
    results = {way.name: [] for way in ways}
    for repetition in range(chosen.repetitions):
        for way in ways:
            messages = chosen.postfix_messages if way.name == "postfix" else chosen.messages
            directory = parent / f"{way.name}-{kind}-{repetition}"
            directory.mkdir()
            with bench.Sink(directory) as sink:
                results[way.name].append(way.measure(directory, sink, messages, reused))
            if chosen.verbose:
                print(f"# {way.name} {kind}: drained {results[way.name][-1][0]:.0f}/s, accepted {results[way.name][-1][1]:.0f}/s", flush=True)
            shutil.rmtree(directory, ignore_errors=True)
    medians = {name: statistics.median(r[0] for r in runs) for name, runs in results.items()}
    for name, value in medians.items():
        bench.figure(f"relay.{name}.{kind}", value, "msg/s")
        if name != "none":
            bench.figure(f"relay.{name}.{kind}.accepted", statistics.median(r[1] for r in results[name]), "msg/s")
    if "mailrace" in medians:
        bench.figure(f"relay.mailrace.{kind}.cpu", statistics.median(r[2] for r in results["mailrace"]), "us/message")
        for peer in ("postfix", "none"):
            if peer in medians:
                bench.figure(f"relay.{kind}.ratio mailrace/{peer}", medians["mailrace"] / medians[peer], "", 2)
        if "accounting" in medians:
            bench.figure(f"relay.accounting.{kind}.cpu", statistics.median(r[2] for r in results["accounting"]), "us/message")
            bench.figure(f"relay.{kind}.ratio accounting/mailrace", medians["accounting"] / medians["mailrace"], "", 2)


if __name__ == "__main__":
    main()
