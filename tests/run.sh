#!/usr/bin/env bash
# Installs what is needed, builds the suite and runs all tests. tests/run.sh [--no-install] [ctest arguments, for example -R unit_]
set -euo pipefail
cd "$(dirname "$0")/.."
. installers/packages.sh
if [ "${1:-}" = --no-install ]; then
    shift
else
    mailrace_install_sets build test
    # The scenario with a real Postfix skips itself where there is none: nobody's machine gets a mail server for our tests, but a CI's.
    [ -z "${CI:-}" ] || mailrace_install_sets bench
fi
cmake --preset release > /dev/null
cmake --build --preset release
# Scenarios start whole daemons: two at a time fit two cores.
exec ctest --test-dir build --output-on-failure -j 2 "$@"
