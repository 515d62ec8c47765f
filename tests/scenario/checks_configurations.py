#!/usr/bin/env python3
"""What an admin does with configuration files before any daemon runs: check them, look names up, lay them out."""
import json
import pathlib
import subprocess
import sys
import tempfile

from harness import BIN, ROOT

GOOD = "host-name mail.example.com\n<domain *>\n    max-smtp-out 5\n</domain>\n"
BAD = "max-smtp-uot 5\n<domain *>\n  retry-after soon\n  dk-sign yes\n</domain>\n"


def ctl(*words, code=0, text=None):
    # A socket that nobody listens on: nothing here may need a daemon.
    done = subprocess.run([str(BIN / "mailracectl"), "--socket", "/nonexistent/socket", *words], input=text, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == code, f"{words}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def checks(folder):
    good, bad = folder / "good.conf", folder / "bad.conf"
    good.write_text(GOOD)
    bad.write_text(BAD)
    assert "0 errors, 0 warnings\n  lines honoured 2," in ctl("config", "check", str(good))
    told = ctl("config", "check", str(good), str(bad), code=1)
    assert f"{bad}:1:1: error: there is no directive" in told and "did you mean: max-smtp-out" in told, told
    assert "  retry-after soon\n                  ^~~~\n  expected: times" in told, told
    answer = json.loads(ctl("--json", "config", "check", str(good), str(bad), code=1))
    assert [f["ok"] for f in answer["files"]] == [True, False] and answer["files"][1]["errors"] == 2, answer
    ctl("config", "check", "-", text=BAD, code=1)
    ctl("config", "check", "-", text="<domain *>\ndk-sign yes\n</domain>\n")
    ctl("config", "check", "--strict", "-", text="<domain *>\ndk-sign yes\n</domain>\n", code=1)
    ctl("config", "check", str(folder / "none.conf"), code=1)
    ctl("config", "check", str(ROOT / "resources/mailrace.conf"))


def explains():
    assert "Default: `4d12h`" in ctl("config", "explain", "bounce-after")
    ctl("config", "explain", "bounce-aftre", code=1)
    rows = json.loads(ctl("--json", "config", "explain", "max-smtp-out"))
    assert {row["scopes"] for row in rows} == {"<domain>", "<virtual-mta>", "<virtual-mta-pool>"}, rows
    assert "# The configuration, name by name" in ctl("help", "config")
    assert "## `<spool>`" in ctl("help", "config", "<spool>")
    assert len(json.loads(ctl("--json", "help", "config"))) > 330
    assert "show" in ctl("help")


def formats(folder):
    path = folder / "untidy.conf"
    path.write_text("<domain *>\nmax-smtp-out   5 # five\n</domain>\n")
    path.chmod(0o640)
    tidy = "<domain *>\n    max-smtp-out 5  # five\n</domain>\n"
    assert ctl("config", "format", str(path)) == tidy
    assert ctl("config", "format", "--check", str(path), code=1) == f"{path}\n"
    link = folder / "link.conf"
    link.symlink_to(path)
    assert ctl("config", "format", "--write", str(link)) == f"{link}\n"
    assert path.read_text() == tidy and link.is_symlink() and path.stat().st_mode & 0o777 == 0o640
    assert ctl("config", "format", "--check", str(path)) == ""
    assert sorted(p.name for p in folder.iterdir() if "untidy" in p.name) == ["untidy.conf"]


def takes_over(folder):
    theirs, ours = folder / "pmta", folder / "mailrace"
    (theirs / "vmta").mkdir(parents=True)
    (theirs / "config").write_text("smtp-ip 127.0.0.1\nsmtp-port 2525\ninclude vmta/*.conf\n<domain *>\n  dk-sign yes\n  max-msg-per-hour 500\n"
                                   "  retry-after soon\n</domain>\n<smtp-user u>\n  password hidden\n</smtp-user>\n")
    (theirs / "vmta" / "a.conf").write_text("<virtual-mta a>\n  smtp-source-ip 127.0.0.1 host-name a.example\n</virtual-mta>\n")
    told = ctl("config", "import", str(theirs / "config"), "--output", str(ours))
    for part in (f"written: {ours}/mailrace.conf", f"written: {ours}/vmta/a.conf", "config:10: a plain password", "config:7: not taken over: \"soon\""):
        assert part in told, f"{part} is not in\n{told}"
    assert "smtp-listener 127.0.0.1:2525" in (ours / "mailrace.conf").read_text()
    assert "smtp-source-host 127.0.0.1 a.example" in (ours / "vmta" / "a.conf").read_text()
    assert " 0 errors" in ctl("config", "check", str(ours / "mailrace.conf"))
    ctl("config", "import", str(theirs / "config"), "--output", str(ours), code=1)  # nothing is overwritten unasked
    ctl("config", "import", str(theirs / "config"), "--output", str(ours), "--force")
    answer = json.loads(ctl("--json", "config", "import", str(theirs / "config")))
    assert answer["ok"] and [d["path"] for d in answer["documents"]] == ["mailrace.conf", "vmta/a.conf"], answer
    assert {n["kind"] for n in answer["report"]} >= {"rewritten", "dropped", "human"}, answer["report"]
    assert ctl("config", "import", str(theirs / "config")).startswith("# ---- mailrace.conf\n")
    ctl("config", "import", str(theirs / "none"), code=1)


def main():
    with tempfile.TemporaryDirectory(prefix="mailrace-scenario-") as name:
        checks(pathlib.Path(name))
        explains()
        formats(pathlib.Path(name))
        takes_over(pathlib.Path(name))


if __name__ == "__main__":
    sys.exit(main())
