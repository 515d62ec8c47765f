#!/usr/bin/env bash
# suppression.sh [ENTRIES]: import, start, memory and lookups of a suppression list of ten million entries, plain and as digests.
set -euo pipefail
cd "$(dirname "$0")/../.."
bin=${MAILRACE_BIN:-build/bin}
entries=${1:-10000000}
for kind in "" hashed; do
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    echo "== $entries entries${kind:+, $kind}"
    "$bin/suppression_bench" "$folder" "$entries" $kind
    rm -rf "$folder"
done
