#!/usr/bin/env python3
"""What leaves a trace elsewhere: CSV that a script reads by its header line, a program that dies, webhooks whose receiver answers 500, is slow, closes, or is gone;
with kill -9 of the daemon in between. Nothing is lost, what comes twice can be told, mail is not held up."""
import base64
import csv
import glob
import hashlib
import hmac
import http.server
import json
import os
import shutil
import smtplib
import ssl
import subprocess
import threading
import time

from harness import World, free_port, wait_for

SCENARIO = """
<provider good>
    domain good.example weight=8
    mx mx1.good.example
</provider>
<provider picky>
    domain picky.example weight=2
    mx mx.picky.example
    unknown-users 30%
</provider>
"""
OPENSSL = shutil.which("openssl")
SECRET = "whsec_" + base64.b64encode(b"0123456789abcdef0123456789abcdef").decode()


class Receiver(http.server.BaseHTTPRequestHandler):
    """Answers as `behaviour` says for its path; keeps what it took."""
    protocol_version = "HTTP/1.1"
    behaviour: dict = {}
    taken: dict = {}
    requests: dict = {}
    wrong: list = []
    lock = threading.Lock()

    def log_message(self, *_):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        name = self.path.strip("/")
        with self.lock:
            script = self.behaviour.get(name, [])
            what = script.pop(0) if script else "200"
            self.requests.setdefault(name, []).append((time.monotonic(), self.headers["webhook-id"], what))
        self.check_signature(body)
        if name == "small" and int(self.headers["X-Mailrace-Records"]) > 20:
            what = "413"
        if what == "close":
            self.close_connection = True
            self.connection.close()
            return
        if what == "slow":
            time.sleep(3)
            what = "200"
        status, _, retry = what.partition(" ")
        if status == "200":
            text = body.decode()
            records = [json.loads(line) for line in text.splitlines()] if "ndjson" in self.headers["Content-Type"] else json.loads(text)
            with self.lock:
                self.taken.setdefault(name, []).extend((self.headers["webhook-id"], r) for r in (records if isinstance(records, list) else [records]))
        self.send_response(int(status))
        if retry:
            self.send_header("Retry-After", retry)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def check_signature(self, body):
        text = f"{self.headers['webhook-id']}.{self.headers['webhook-timestamp']}.".encode() + body
        key = base64.b64decode(SECRET[6:])
        wanted = "v1," + base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()
        if self.headers.get("webhook-signature") != wanted:
            self.wrong.append(self.path)


def settings(folder, port, secure_port):
    def hook(name, more="", url=""):
        return f"""
<webhook {name}>
    url {url or f"http://127.0.0.1:{port}/{name}"}
    secret {SECRET}
    records d,b
    batch-size 100
    batch-wait 1s
    request-timeout 2s
    retry-interval 1s
    {more}
</webhook>"""
    return f"""
<acct-file {folder}/acct.csv>
    records d,b,t,tq,r
    record-fields d *,header_X-Order
    user-string node-7
</acct-file>
<acct-file {folder}/plain.jsonl>
    format json
    records d,b
    queue-filter *.picky.example/*,picky.example/*
    privacy-policy hmac-sha256 some-key
</acct-file>
<acct-file |/bin/sh {folder}/take.sh {folder}>
    records d,b
    retry-interval 1s
</acct-file>
""" + hook("steady") + hook("failing") + hook("lines", "format lines") + hook("gone") + hook("refusing", f"dead-letter-file {folder}/dead.jsonl") \
        + hook("small") + hook("single", "format object\n    record-fields d rcpt\n    queue-filter picky.example/*") + (OPENSSL is not None) * (
            hook("trusted", f"tls-ca-file {folder}/cert.pem", f"https://localhost:{secure_port}/trusted") + hook("strange", "", f"https://localhost:{secure_port}/strange"))


def rows(pattern):
    """As a script of the field reads it: columns by the header line of each file."""
    out = []
    for path in sorted(glob.glob(str(pattern))):
        with open(path, newline="", encoding="utf-8") as file:
            out += list(csv.DictReader(file))
    return out


def pipe_rows(path):
    """A header line comes at each start of the program."""
    if not os.path.exists(path):
        return []
    out, names = [], []
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.reader(file):
            if row and row[0] == "type":
                names = row
            elif len(row) == len(names):
                out.append(dict(zip(names, row)))
    return out


def ids(name):
    with Receiver.lock:
        return [record["id"] for _, record in Receiver.taken.get(name, [])]


def main():
    port, secure_port = free_port(), free_port()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Receiver)
    server.handle_error = lambda *_: None  # a daemon that is killed resets its connections
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Receiver.behaviour.update({"failing": ["500", "close", "slow", "503 2", "500"], "gone": ["410"] * 1000, "refusing": ["422", "200", "400"]})
    with World(SCENARIO, simulator_options=("--keep-ids",), start=False) as world:
        folder = world.folder
        # Three times the program dies in the middle, with an exit code.
        (folder / "take.sh").write_text('echo x >> "$1/runs"\nif [ $(wc -l < "$1/runs") -lt 4 ]; then head -n 100 >> "$1/piped.csv"; exit 3; fi\nexec cat >> "$1/piped.csv"\n')
        world.daemon.config.write_text(world.configuration(settings(folder, port, secure_port)))
        if OPENSSL:
            subprocess.run([OPENSSL, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", folder / "key.pem", "-out", folder / "cert.pem", "-days", "2", "-subj",
                            "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"], check=True, capture_output=True)
            secure = http.server.ThreadingHTTPServer(("127.0.0.1", secure_port), Receiver)
            secure.handle_error = lambda *_: None
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
            secure.socket = context.wrap_socket(secure.socket, server_side=True)
            threading.Thread(target=secure.serve_forever, daemon=True).start()
        world.daemon.start()
        with smtplib.SMTP("127.0.0.1", world.port) as client:
            client.sendmail("shop@sender.example", ["one@good.example"], "Subject: yours\r\nX-Order: A, 17\r\n\r\nHello\r\n")
        for part in range(4):
            world.feed("--messages", "400", "--connections", "10", "--domains", "good.example,picky.example", "--run", f"run{part}")
            if part < 3:
                time.sleep(0.4 * part)
                world.daemon.kill()
                world.daemon.start()
        world.drained()

        # The file: nothing lost, nothing twice; every message that was taken ended in a d or a b.
        def complete():
            status, read = world.daemon.status(), rows(folder / "acct-*.csv")  # a bounce message may still have come after the queue was empty
            ended = status["delivered"] + status["bounced"]
            fits = status["queued"] == 0 and ended == status["received"] and sum(r["type"] in "db" for r in read) == ended
            return (read, ended) if fits and sum(r["type"] == "r" for r in read) == ended else None
        read, finals = wait_for(complete, "the accounting file is complete", 30)
        assert all(r["userString"] == "node-7" for r in read)
        delivered = [r for r in read if r["type"] == "d"]
        assert all(r["dsnAction"] == "relayed" and r["dlvType"] == "smtp" and r["srcType"] == "smtp" and "127.0.0.1" in r["srcMta"] for r in delivered), delivered[0]
        assert [r["header_X-Order"] for r in delivered if r["rcpt"] == "one@good.example"] == ["A, 17"]
        assert {r["header_X-Order"] for r in delivered if r["rcpt"] != "one@good.example"} == {""}
        categories = {r["bounceCat"] for r in read if r["type"] == "b"}
        assert "bad-mailbox" in categories and "" not in categories, categories
        raw = open(sorted(glob.glob(str(folder / "acct-*.csv")))[0], "rb").read()
        assert raw.count(b"\r\n") == raw.count(b"\n")

        # JSON lines of one queue, with hashed local parts.
        hashed = [json.loads(line) for path in sorted(glob.glob(str(folder / "plain-*.jsonl"))) for line in open(path, encoding="utf-8")]
        assert hashed and all(r["queue"].startswith("picky.example/") for r in hashed)
        known = {hmac.new(b"some-key", r["rcpt"].split("@")[0].encode(), hashlib.sha256).hexdigest() + "@picky.example" for r in read}
        assert all(r["rcpt"] in known for r in hashed), hashed[0]

        # The program: everything, some of it twice. Webhooks: everything, and what came twice came under the same id.
        key = lambda r: (r["type"], r["rcpt"], r["timeLogged"], r["dsnDiag"])
        wanted = {key(r) for r in read if r["type"] in "db"}
        wait_for(lambda: wanted <= {key(r) for r in pipe_rows(folder / "piped.csv")}, "the program has everything", 60)
        for name in ("steady", "failing", "lines", "small") + (("trusted",) if OPENSSL else ()):
            wait_for(lambda n=name: len(set(ids(n))) >= finals, f"the webhook {name} has everything", 60)
            assert len(set(ids(name))) == finals, (name, len(set(ids(name))), finals)
            with Receiver.lock:
                by_record: dict = {}
                for batch, record in Receiver.taken[name]:
                    by_record.setdefault(record["id"], set()).add(batch)
            assert all(len(batches) == 1 for batches in by_record.values()), "the same records under another id"
        assert not Receiver.wrong, Receiver.wrong

        picky = {(r["type"], r["rcpt"]) for r in read if r["type"] in "db" and r["queue"].startswith("picky.example/")}
        wait_for(lambda: len(set(ids("single"))) == len([r for r in read if r["type"] in "db" and r["queue"].startswith("picky.example/")]), "one request a record", 60)
        with Receiver.lock:
            assert {(r["type"], r["rcpt"]) for _, r in Receiver.taken["single"]} == picky
            assert all(set(r) == {"type", "id", "rcpt"} for _, r in Receiver.taken["single"] if r["type"] == "d"), "only the members that were asked for"

        # 410: nothing more is asked until somebody loads the configuration; then all of it comes.
        def listed():
            answer = world.daemon.call("accounting.list")
            return {row[1]: dict(zip(answer["columns"], row)) for row in answer["rows"]}
        gone = wait_for(lambda: listed()["gone"] if listed()["gone"]["state"] == "failed" else None, "the receiver that is gone is left alone", 30)
        assert "410" in gone["problem"] and gone["waiting"] > 0, gone
        assert any("gone" in item["title"] for item in world.daemon.call("attention.list")["items"])
        Receiver.behaviour["gone"] = []
        asked = len(Receiver.requests["gone"])
        time.sleep(1.5)
        assert len(Receiver.requests["gone"]) == asked and not ids("gone")
        world.daemon.ctl("reload")
        wait_for(lambda: len(set(ids("gone"))) == finals, "what waited for the receiver has come", 30)

        # What a receiver refuses is in the dead-letter file, and the rest went on.
        dead = [json.loads(line) for line in open(folder / "dead.jsonl", encoding="utf-8")]
        wait_for(lambda: len(set(ids("refusing")) | {r["record"]["id"] for r in dead}) >= finals, "refused and taken records together are all", 60)
        dead = [json.loads(line) for line in open(folder / "dead.jsonl", encoding="utf-8")]
        assert {r["record"]["id"] for r in dead} | set(ids("refusing")) == set(ids("steady"))
        assert all("422" in r["why"] or "400" in r["why"] for r in dead)

        if OPENSSL:  # a certificate that nobody vouches for gets nothing
            strange = listed()["strange"]
            assert not ids("strange") and strange["state"] == "waiting" and strange["failures"] > 0 and strange["waiting"] > 0 and "certificate" in strange["problem"], strange
        else:
            print("no openssl here: https was not tried")

        # rotate, and what a person sees.
        table = world.daemon.ctl("show", "accounting")
        assert "webhook" in table and "pipe" in table and "file" in table, table
        before = len(glob.glob(str(folder / "acct-*.csv")))
        assert "acct-" in world.daemon.ctl("rotate", "acct", "acct.csv")
        Receiver.behaviour["steady"] = ["503 3"]
        asked = len(Receiver.requests["steady"])
        world.feed("--messages", "5", "--domains", "good.example", "--run", "last")
        wait_for(lambda: len(glob.glob(str(folder / "acct-*.csv"))) == before + 1, "a new accounting file", 30)

        # Retry-After is obeyed, although retry-interval is a second; the batch keeps its id.
        wait_for(lambda: len(Receiver.requests["steady"]) >= asked + 2, "the batch comes again", 30)
        refused, again = Receiver.requests["steady"][asked:asked + 2]
        assert refused[2] == "503 3" and again[0] - refused[0] > 2.9 and again[1] == refused[1], (refused, again)
        print(table)
        print(json.dumps({"finals": finals, "pipe_rows": len(pipe_rows(folder / "piped.csv")), "requests": {n: len(r) for n, r in Receiver.requests.items()}}))
    server.shutdown()


if __name__ == "__main__":
    main()
