#!/usr/bin/env bash
# How long a large configuration takes to check, format and look up: config.sh [LINES [VIRTUAL_MTAS]]. See README.md.
set -euo pipefail
exec "${MAILRACE_BIN:-$(dirname "$0")/../../build/bin}/config_bench" "$@"
