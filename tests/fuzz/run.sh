#!/usr/bin/env bash
# Builds the fuzz targets and runs each for SECONDS (default 20) on its seeds. A crash leaves its input in build-fuzz/crashes.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-20}
cmake --preset fuzz > /dev/null
cmake --build --preset fuzz
mkdir -p build-fuzz/crashes
failed=0
for program in build-fuzz/bin/fuzz_*; do
    name=${program##*/fuzz_}
    mkdir -p "build-fuzz/corpus/$name"
    seeds=()
    [ -d "tests/fuzz/corpus/$name" ] && seeds=("tests/fuzz/corpus/$name")
    echo "fuzz $name"
    "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=0 -verbosity=0 \
        -artifact_prefix="build-fuzz/crashes/$name-" "build-fuzz/corpus/$name" "${seeds[@]}" || failed=1
done
exit $failed
