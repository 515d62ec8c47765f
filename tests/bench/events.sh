#!/usr/bin/env bash
# The history's figures and the application's memory: events.sh [EVENTS]. See README.md.
set -euo pipefail
exec python3 "$(dirname "$0")/events.py" "$@"
