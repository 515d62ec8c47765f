#!/usr/bin/env python3
"""The include-graph check finds what it should: feeds it a small tree with one fault of each kind."""
import pathlib
import subprocess
import sys
import tempfile

LINT = pathlib.Path(__file__).with_name("include_graph.py")
FAULTS = {
    "shared/base/a.h": '#include "shared/mail/b.h"\n',
    "daemon/queue/a.h": "#include <QString>\n",
    "daemon/egress/a.h": '#include "daemon/intake/b.h"\n',
    "daemon/net/a.cpp": "#ifdef _WIN32\n#endif\n",
    "gui/client/a.h": '#include "daemon/spool/b.h"\n',
    "daemon/journal/a.cpp": "#include <sys/stat.h>\n",
}


def run(tree: dict[str, str]) -> tuple[int, str]:
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in tree.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        (root / "tests/lint").mkdir(parents=True)
        (root / "tests/lint/include_graph.py").write_text(LINT.read_text())
        done = subprocess.run([sys.executable, str(root / "tests/lint/include_graph.py")], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout


def main() -> int:
    for name, text in FAULTS.items():
        code, output = run({name: text})
        assert code == 1 and name in output, f"not found: {name}: {output}"
    code, output = run({"daemon/egress/a.h": '#include "daemon/queue/b.h"\n#include <boost/asio.hpp>\n'})
    assert code == 0, output
    print(f"{len(FAULTS)} faults found")
    return 0


if __name__ == "__main__":
    sys.exit(main())
