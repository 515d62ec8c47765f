"""The history's figures and the application's memory. Fills a new history with events and asks what the Events view asks (events_bench), then lets a daemon
stand on that history and the real application show all of it, offscreen. events.sh [EVENTS] (default 5,000,000)."""
import argparse
import os
import re
import subprocess
import sys

import bench


def configure(directory):
    config = directory / "mailrace.conf"
    config.write_text(f"""host-name mta1.sender.example
run-as-root yes
control-socket {directory}/control.sock
smtp-listener 127.0.0.1:{bench.free_port()}
journal {directory}/history
history-retention 3650d
<spool {directory}/spool>
</spool>
""")
    return config


def show(directory, events):
    """The application with every event of the history in the Events view: its peak memory and how many it had."""
    picture = directory / "pictures"
    command = [bench.program("mailrace"), "--socket", str(directory / "control.sock"), "--view", "events", "--settings", str(directory / "settings.ini"),
               "--size", "1440x900", "--after", "3000", "--screenshot-dir", str(picture)]
    log = directory / "application.log"
    with open(log, "wb") as out:
        child = subprocess.Popen(command, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, stdout=out, stderr=out)
    _, status, used = os.wait4(child.pid, 0)
    said = log.read_text(errors="replace")
    if os.waitstatus_to_exitcode(status) != 0:
        raise RuntimeError("the application failed: " + said[-2000:])
    shown = re.search(r"rows=(\d+)", said)
    if shown is None or int(shown.group(1)) < events:
        raise RuntimeError(f"the application shows {shown.group(1) if shown else 'no'} events of {events}")
    bench.figure("application, events in view", int(shown.group(1)), "")
    bench.figure("application, peak memory", used.ru_maxrss / 1024, "MiB (goal: less than 300)")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("events", type=int, nargs="?", default=5_000_000)
    options.add_argument("--directory", default="/var/tmp", help="the disk to be measured")
    chosen = options.parse_args()
    with bench.folder(chosen.directory) as directory:
        subprocess.run([bench.program("events_bench"), str(directory / "history"), str(chosen.events)], check=True)
        if not (bench.BIN / "mailrace").exists():
            sys.exit("application: not measured, this build has none (MAILRACE_GUI is off)")
        with bench.Daemon(configure(directory), directory) as daemon:
            bench.wait_until("the daemon", lambda: daemon.status() is not None, 120, 0.1)
            show(directory, chosen.events)


if __name__ == "__main__":
    main()
