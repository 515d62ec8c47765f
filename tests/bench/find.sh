#!/usr/bin/env bash
# How fast accounting files are searched and counted: find.sh [RECORDS], by default 2,000,000. Beside grep and Python's csv module in the same run.
set -euo pipefail
cd "$(dirname "$0")/../.."
bin=${MAILRACE_BIN:-build/bin}
[ -x "$bin/mailracectl" ] || { cmake --preset release > /dev/null; cmake --build build --target mailracectl; }
exec python3 tests/bench/find.py "$bin/mailracectl" "${1:-2000000}"
