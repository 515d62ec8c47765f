"""What find.sh runs: writes an accounting file in PowerMTA's default columns, asks the same question of everybody, prints megabytes a second."""
import csv
import os
import random
import resource
import subprocess
import sys
import tempfile
import time

HEADER = "type,timeLogged,timeQueued,orig,rcpt,orcpt,dsnAction,dsnStatus,dsnDiag,dsnMta,bounceCat,srcType,srcMta,dlvType,dlvSourceIp,dlvDestinationIp,dlvEsmtpAvailable," \
         "dlvSize,vmta,jobId,envId,queue,vmtaPool\r\n"
ROUNDS = 3


def write(path, records):
    chance = random.Random(7)
    with open(path, "w", newline="", encoding="ascii", buffering=1 << 20) as out:
        out.write(HEADER)
        for i in range(records):
            second = i // 100
            at = f"2026-01-{2 + second // 86400:02d} {second // 3600 % 24:02d}:{second // 60 % 60:02d}:{second % 60:02d}+0000"
            domain, vmta = f"dom{chance.randrange(3000)}.example", f"vmta{i % 8}"
            if chance.random() < .93:
                what = f'relayed,2.0.0 (success),smtp;250 2.0.0 OK {i * 7919:x} - gsmtp,mx1.{domain} (192.0.2.7),'
                kind, size = "d", str(2000 + i % 50000)
            else:
                what = f'failed,5.1.1 (bad destination mailbox address),"smtp;550 5.1.1 <user{i}@{domain}>: address rejected, user unknown",mx1.{domain} (192.0.2.7),bad-mailbox'
                kind, size = "b", ""
            out.write(f'{kind},{at},{at},b-{i}@bounce.example.net,user{i}@{domain},,{what},smtp,feeder.example.net (10.0.0.2),smtp,198.51.100.9,192.0.2.7,'
                      f'"ENHANCEDSTATUSCODES,PIPELINING,8BITMIME,SIZE 35882577",{size},{vmta},job{i % 7},,{domain}/{vmta},pool1\r\n')


def with_csv(path, wanted):
    with open(path, newline="", encoding="utf-8") as file:
        return sum(row["rcpt"] == wanted for row in csv.DictReader(file))


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def measure(name, megabytes, question):
    best = min(timed(question) for _ in range(ROUNDS))
    print(f"{name} {megabytes / best:.0f} MB/s", flush=True)


def timed(question):
    begin = time.monotonic()
    question()
    return time.monotonic() - begin


def main():
    ctl, records = sys.argv[1], int(sys.argv[2])
    with tempfile.TemporaryDirectory(prefix="mailrace-find-", dir="/var/tmp") as folder:
        path = os.path.join(folder, "acct.csv")
        write(path, records)
        megabytes = os.path.getsize(path) / 1e6
        with open(path, encoding="ascii") as file:
            wanted = next(line.split(",")[4] for number, line in enumerate(file) if number == records // 2)
        assert run(ctl, "find", f"rcpt={wanted}", "-c", path) == "1\n" and with_csv(path, wanted) == 1
        print(f"file {megabytes:.0f} MB, {records} records")
        measure("grep.fixed", megabytes, lambda: run("grep", "-c", "-F", wanted, path))
        measure("find.rcpt", megabytes, lambda: run(ctl, "find", f"rcpt={wanted}", "-c", path))
        measure("find.rcpt.regex", megabytes, lambda: run(ctl, "find", "rcpt=/^user4242[0-9]@/", "-c", path))
        measure("find.response.regex", megabytes, lambda: run(ctl, "find", "dsnDiag=/over ?quota|mailbox full/", "-c", path))
        measure("find.time", megabytes, lambda: run(ctl, "find", "--since", "2026-01-02T01:00", "--until", "2026-01-02T01:10", "-c", path))
        measure("stats.usual", megabytes, lambda: run(ctl, "stats", path))
        begin = time.monotonic()
        with_csv(path, wanted)
        print(f"python.csv {megabytes / (time.monotonic() - begin):.0f} MB/s")
        print(f"memory.most {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
