#!/usr/bin/env python3
"""The desktop application finds the daemon, gets its data and says so; without a daemon it says that there is none."""
import os
import subprocess

from harness import BIN, World

SCENARIO = """
<provider good>
    domain good.example
    mx mx1.good.example
</provider>
"""


def smoke(socket_path: str) -> subprocess.CompletedProcess:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run([str(BIN / "mailrace"), "--smoke", "--socket", socket_path], capture_output=True, text=True, timeout=120, env=environment, check=False)


def main():
    if not (BIN / "mailrace").exists():
        print("skipped: this build has no application")
        return
    with World(SCENARIO) as world:
        world.feed("--messages", "20", "--domains", "good.example", "--run", "a")
        world.drained()
        done = smoke(world.daemon.socket)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "0.1.0" in done.stdout or "mailraced" in done.stdout, done.stdout
        world.daemon.stop()
        assert smoke(world.daemon.socket).returncode != 0


if __name__ == "__main__":
    main()
