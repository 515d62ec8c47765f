#!/usr/bin/env python3
"""Checks the order of the house: a folder includes only from folders above it in the list of the plan, nothing under shared/ or daemon/ knows Qt,
third-party headers stay in the folders that may know them, and the operating system shows only in daemon/platform/.

Prints every step up the list with file and line; exit status 1 when there is one.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

ORDER = [
    "shared/base", "shared/mail", "shared/config", "shared/filter", "shared/accounting", "shared/protocol", "shared/help",
    "daemon/platform", "daemon/net", "daemon/smtp", "daemon/events", "daemon/spool", "daemon/queue", "daemon/auth", "daemon/feedback",
    "daemon/intake", "daemon/egress", "daemon/journal", "daemon/suppression", "daemon/reports", "daemon/configuration", "daemon/control", "daemon/app", "daemon/ctl", "daemon/simulator",
    "gui/client", "gui/models", "gui/widgets", "gui/charts", "gui/views", "gui/app",
]
RANK = {folder: rank for rank, folder in enumerate(ORDER)}
# egress and intake, and the three programs, stand side by side.
SIBLINGS = [{"daemon/intake", "daemon/egress"}, {"daemon/app", "daemon/ctl", "daemon/simulator"}]

# Third-party header -> folders that may include it.
THIRD_PARTY = [
    (re.compile(r"^(Q[A-Z]\w*|Qt\w+/.*)$"), lambda f: f.startswith("gui/")),
    (re.compile(r"^QtCharts|^QChart"), lambda f: f == "gui/charts"),
    (re.compile(r"^sqlite3\.h$"), lambda f: f == "daemon/journal"),
    (re.compile(r"^openssl/"), lambda f: f in ("daemon/net", "daemon/auth", "daemon/simulator")),
    (re.compile(r"^ares"), lambda f: f == "daemon/net"),
    (re.compile(r"^boost/asio"), lambda f: f.startswith("daemon/")),
    (re.compile(r"^boost/json"), lambda f: f.startswith("daemon/") or f == "shared/protocol"),
    (re.compile(r"^idn2\.h$"), lambda f: f == "shared/mail"),
    (re.compile(r"^libpsl\.h$"), lambda f: f == "daemon/auth"),
    (re.compile(r"^re2/"), lambda f: not f.startswith("gui/")),
    (re.compile(r"^(sys/|netinet/|arpa/|unistd\.h|fcntl\.h|poll\.h|windows\.h|winsock2\.h|pwd\.h|grp\.h|termios\.h)"),
     lambda f: f == "daemon/platform"),
]
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]')
SYSTEM_MACRO = re.compile(r"\b(_WIN32|__linux__|__unix__)\b")


def folder_of(path: str) -> str | None:
    best = None
    for folder in ORDER:
        if path.startswith(folder + "/") and (best is None or len(folder) > len(best)):
            best = folder
    return best


def allowed(user: str, used: str) -> bool:
    if user == used:
        return True
    if user.startswith("gui/") and used.startswith("daemon/"):
        return False
    if any(user in group and used in group for group in SIBLINGS):
        return False
    return RANK[used] < RANK[user]


def check(path: pathlib.Path) -> list[str]:
    name = path.relative_to(ROOT).as_posix()
    folder = folder_of(name)
    problems = []
    if folder is None:
        return problems
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if SYSTEM_MACRO.search(line) and line.lstrip().startswith("#") and folder != "daemon/platform":
            problems.append(f"{name}:{number}: the operating system shows only in daemon/platform/")
        match = INCLUDE.match(line)
        if not match:
            continue
        quote, header = match.groups()
        used = folder_of(header)
        if quote == '"' and used is not None and not allowed(folder, used):
            problems.append(f"{name}:{number}: {folder} may not include {used}, which stands below it")
        if quote == '"' and used is None and "/" not in header and (path.parent / header).exists():
            problems.append(f'{name}:{number}: includes are written from the root: "{folder}/{header}"')
        for pattern, may in THIRD_PARTY:
            if quote == "<" and pattern.match(header) and not may(folder):
                problems.append(f"{name}:{number}: {folder} may not know <{header}>")
    return problems


def main() -> int:
    files = [p for top in ("shared", "daemon", "gui") for p in sorted((ROOT / top).rglob("*")) if p.suffix in (".h", ".cpp")]
    problems = [problem for path in files for problem in check(path)]
    print("\n".join(problems) if problems else f"include graph: {len(files)} files, no step up the list")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
