#!/usr/bin/env python3
"""The quick start as the README has it, without a window: its books add up, it can be run twice in the same folder, and it leaves nothing running."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from harness import BIN, ROOT

LINE = re.compile(r"^received=(\d+) delivered=(\d+) deferred=(\d+) bounced=(\d+) queued=(-?\d+)$")


def main():
    if BIN.resolve() != (ROOT / "build" / "bin").resolve():
        print("skipped: the quick start runs what is in build/bin, and other binaries are tested here")
        return
    state = pathlib.Path(tempfile.mkdtemp(prefix="mailrace-quickstart-"))
    try:
        for _ in range(2):
            done = subprocess.run([str(ROOT / "installers/quickstart.sh"), "--headless", "--seconds", "6", "--no-build", "--no-install", "--state", str(state)],
                                  capture_output=True, text=True, timeout=240, check=False)
            assert done.returncode == 0, done.stdout + done.stderr
            match = LINE.match(done.stdout.strip().splitlines()[-1])
            assert match, done.stdout
            assert int(match[1]) > 100 and int(match[2]) > 0, done.stdout
        left = subprocess.run(["pgrep", "-f", str(state)], capture_output=True, text=True, check=False).stdout
        assert left == "", f"still running: {left}"
    finally:
        subprocess.run(["pkill", "-KILL", "-f", str(state)], check=False)
        shutil.rmtree(state, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
