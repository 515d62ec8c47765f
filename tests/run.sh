#!/usr/bin/env bash
# Installs what is needed, builds the suite and runs all tests. tests/run.sh [--no-install] [ctest arguments, for example -R unit_]
set -euo pipefail
cd "$(dirname "$0")/.."
. installers/packages.sh
if [ "${1:-}" = --no-install ]; then
    shift
else
    mailrace_install_sets build test
fi
cmake --preset release > /dev/null
cmake --build --preset release
# Scenarios start whole daemons: two at a time fit two cores.
exec ctest --test-dir build --output-on-failure -j 2 "$@"
