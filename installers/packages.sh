#!/usr/bin/env bash
# Installs what the suite needs, with the distribution's package manager: packages.sh build | test | bench …
# Sourced or run. Does nothing where everything is there already; needs root only where something is missing.
set -euo pipefail

mailrace_build_packages=(ccache cmake g++ ninja-build mold pkg-config libboost1.81-dev libboost-json1.81-dev libssl-dev libc-ares-dev
    libsqlite3-dev libre2-dev libfmt-dev libspdlog-dev libcli11-dev libpsl-dev libidn2-dev libzstd-dev zlib1g-dev
    qt6-base-dev qt6-base-dev-tools qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    libgtest-dev libgmock-dev python3 fonts-dejavu-core libgl-dev)
mailrace_test_packages=(xvfb xauth swaks openssl)
mailrace_bench_packages=(postfix)

mailrace_install() {
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    if ! command -v apt-get > /dev/null; then
        echo "These packages are missing and this is not a Debian system, so they cannot be installed from here: ${missing[*]}" >&2
        return 1
    fi
    local sudo=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo > /dev/null || { echo "Run as root once, or install: ${missing[*]}" >&2; return 1; }
        sudo=(sudo)
    fi
    echo "Installing ${#missing[@]} packages: ${missing[*]}"
    "${sudo[@]}" apt-get update -qq
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
}

mailrace_install_sets() {
    local set
    for set in "$@"; do
        case $set in
            build) mailrace_install "${mailrace_build_packages[@]}" ;;
            test) mailrace_install "${mailrace_test_packages[@]}" ;;
            bench) mailrace_install "${mailrace_bench_packages[@]}" ;;
            *) echo "packages.sh: no set named $set" >&2; return 2 ;;
        esac
    done
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
    mailrace_install_sets "$@"
fi
