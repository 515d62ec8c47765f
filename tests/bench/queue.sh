#!/usr/bin/env bash
# Memory of queued recipients and the way back after a restart: queue.sh [MESSAGES]. See README.md.
set -euo pipefail
exec python3 "$(dirname "$0")/queue.py" "$@"
