#!/usr/bin/env bash
# The history's figures: events.sh [EVENTS]. Fills a new history with EVENTS (default 5,000,000) and asks what the Events view asks.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${BUILD:-build}
[ -x "$build/bin/events_bench" ] || { cmake --preset release -DMAILRACE_GUI=OFF > /dev/null; cmake --build "$build" --target events_bench; }
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
"$build/bin/events_bench" "$directory/history" "${1:-5000000}"
