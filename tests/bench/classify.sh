#!/usr/bin/env bash
# What the classification of a reply costs.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${BUILD:-build}
bin=${MAILRACE_BIN:-$build/bin}
if [ ! -x "$bin/classify_bench" ]; then
    bin=$build/bin
    [ -x "$bin/classify_bench" ] || { cmake --preset release -DMAILRACE_GUI=OFF > /dev/null; cmake --build "$build" --target classify_bench; }
fi
exec "$bin/classify_bench"
