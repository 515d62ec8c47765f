#!/usr/bin/env bash
# Messages a second through the whole of Mailrace, through Postfix, and with no MTA between: relay.sh [--messages N] [--help]. See README.md.
set -euo pipefail
exec python3 "$(dirname "$0")/relay.py" "$@"
