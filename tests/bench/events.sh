#!/usr/bin/env bash
# The history's figures: events.sh [EVENTS]. Fills a new history with EVENTS (default 5,000,000) and asks what the Events view asks.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${BUILD:-build}
bin=${MAILRACE_BIN:-$build/bin}
if [ ! -x "$bin/events_bench" ]; then
    bin=$build/bin
    [ -x "$bin/events_bench" ] || { cmake --preset release -DMAILRACE_GUI=OFF > /dev/null; cmake --build "$build" --target events_bench; }
fi
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
trap 'exit 143' INT TERM
"$bin/events_bench" "$directory/history" "${1:-5000000}"
