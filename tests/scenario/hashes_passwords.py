#!/usr/bin/env python3
"""mailracectl password: a hash of one line of input, another one each time, never the password itself; bad input is refused."""
import json
import subprocess

from harness import BIN


def password(text: str, *options: str):
    return subprocess.run([str(BIN / "mailracectl"), *options, "password"], input=text, capture_output=True, text=True, timeout=60, check=False)


def main():
    first, second = password("correct horse\n"), password("correct horse\r\n")
    assert first.returncode == 0 and second.returncode == 0, first.stderr + second.stderr
    assert first.stdout.startswith("$scrypt$") and first.stdout.count("\n") == 1, first.stdout
    assert first.stdout != second.stdout, "every hash has its own salt"
    assert "correct" not in first.stdout + first.stderr
    as_json = json.loads(password("x\n", "--json").stdout)
    assert as_json["password_hash"].startswith("$scrypt$"), as_json
    assert password("").returncode == 1


if __name__ == "__main__":
    main()
