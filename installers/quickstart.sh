#!/usr/bin/env bash
# Installs what is needed, builds, and starts the suite on the simulator: a pretend Internet, the daemon, mail flowing, and the application.
#
#   ./installers/quickstart.sh                        until the window is closed (or Ctrl-C)
#   ./installers/quickstart.sh --headless --seconds 60   without a window, then the books; also what happens without a display
#
# Options: --rate N messages a second (default 60), --state DIR, --clean (begin anew), --no-build, --no-install
set -euo pipefail
cd "$(dirname "$0")/.."

headless=false seconds=60 rate=60 state="${XDG_STATE_HOME:-$HOME/.local/state}/mailrace-quickstart" clean=false build=true install=true
while [ $# -gt 0 ]; do
    case $1 in
        --headless) headless=true ;;
        --seconds) seconds=${2:?--seconds needs a number}; shift ;;
        --rate) rate=${2:?--rate needs a number}; shift ;;
        --state) state=${2:?--state needs a folder}; shift ;;
        --clean) clean=true ;;
        --no-build) build=false ;;
        --no-install) install=false ;;
        -h | --help) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
        *) echo "quickstart.sh: unknown option $1 (see --help)" >&2; exit 2 ;;
    esac
    shift
done
case $seconds$rate in *[!0-9]*) echo "quickstart.sh: --seconds and --rate take whole numbers" >&2; exit 2 ;; esac
[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || headless=true

. installers/packages.sh
$install && mailrace_install_sets build
if $build; then
    cmake --preset release > /dev/null
    cmake --build --preset release
fi
bin=$PWD/build/bin

# One quick start at a time in a state folder; a left-over of an earlier one is stopped first.
mkdir -p "$state"
exec 9> "$state/lock"
if ! flock -n 9; then
    echo "A quick start runs in $state already; --state names another folder." >&2
    exit 1
fi
$clean && rm -rf "$state/spool" "$state/journal" "$state"/*.log "$state"/*.json "$state"/acct-*.csv

# The first port from the given one on that nobody listens at.
free_port() {
    local port=$1
    while (exec 3<> "/dev/tcp/$2/$port") 2> /dev/null; do port=$((port + 1)); done
    echo "$port"
}
smtp=$(free_port 2525 127.0.0.1) receivers=$(free_port 10025 127.21.1.1) dns=127.20.0.53:$(free_port 10053 127.20.0.53) control=127.0.0.1:$(free_port 10060 127.0.0.1)
cat > "$state/mailrace.conf" << CONF
# Written by quickstart.sh: the daemon on the pretend Internet.
host-name mta1.sender.example
run-as-root yes
control-socket $state/control.sock
name-server $dns
smtp-listener 127.0.0.1:$smtp

<spool $state/spool>
</spool>

<source 127/8>
    always-allow-relaying yes
    process-x-job yes
</source>

<domain *>
    default-smtp-port $receivers
    max-smtp-out 10
    max-msg-per-connection 100
    connection-idle-timeout 5s
    retry-after 30s,1m,2m
    retry-recipients-after 30s
    bounce-after 10m
</domain>

<acct-file $state/acct.csv>
    records d,b,t,tq,r
    delete-after 2d
</acct-file>
CONF

pids=()
finish() {
    trap - EXIT INT TERM
    # Feeder first, then the daemon in good order, then the Internet.
    for pid in "${feeder:-}" "${daemon:-}" "${simulator:-}"; do
        [ -n "$pid" ] && kill -TERM "$pid" 2> /dev/null && wait "$pid" 2> /dev/null
    done
    true
}
trap finish EXIT
trap 'exit 130' INT TERM

"$bin/mailrace-simulator" run --scenario internet --dns "$dns" --smtp-port "$receivers" --control "$control" --stats-file "$state/simulator.json" \
    > "$state/simulator.log" 2>&1 9>&- &
simulator=$!
"$bin/mailraced" --config "$state/mailrace.conf" > "$state/mailraced.log" 2>&1 9>&- &
daemon=$!

ctl() { "$bin/mailracectl" --socket "$state/control.sock" "$@"; }
for attempt in $(seq 300); do
    if ctl --json show status > /dev/null 2>&1 && grep -q ready "$state/simulator.log"; then break; fi
    if ! kill -0 "$daemon" 2> /dev/null; then echo "mailraced did not start:" >&2; tail -n 20 "$state/mailraced.log" >&2; exit 1; fi
    if ! kill -0 "$simulator" 2> /dev/null; then echo "mailrace-simulator did not start:" >&2; tail -n 20 "$state/simulator.log" >&2; exit 1; fi
    [ "$attempt" -eq 300 ] && { echo "The suite did not become ready within a minute; see $state/*.log" >&2; exit 1; }
    sleep 0.2
done
before=$(ctl --json show status)

duration=(--seconds "${seconds}s")
$headless || duration=(--seconds 30d)
"$bin/mailrace-simulator" feed --to "127.0.0.1:$smtp" --rate "$rate/s" --connections 8 --size-range 2k-40k --recipients-per-message 1-3 --jobs 5 \
    --run "quick$$" --reconnect "${duration[@]}" > "$state/feed.json" 2> "$state/feed.log" 9>&- &
feeder=$!

if ! $headless; then
    echo "Mail flows. The application opens; close its window to stop everything."
    echo "In another terminal: MAILRACE_SOCKET=$state/control.sock $bin/mailracectl top"
    "$bin/mailrace" --socket "$state/control.sock" || echo "The application ended with an error." >&2
    exit 0
fi

echo "Mail flows for $seconds seconds. MAILRACE_SOCKET=$state/control.sock $bin/mailracectl top shows it."
wait "$feeder" || true
feeder=
# The books are read when nothing moves: queues paused, nothing in flight.
ctl pause queue '*' --reason "quick start: reading the books" > /dev/null
for attempt in $(seq 300); do
    [ "$(ctl --json show status | python3 -c 'import json,sys; print(json.load(sys.stdin)["in_flight"])')" = 0 ] && break
    sleep 0.2
done
after=$(ctl --json show status)
code=0
python3 installers/books.py "$before" "$after" "$state/feed.json" "$control" > "$state/books.txt" || code=$?
ctl resume queue '*' > /dev/null
finish
cat "$state/books.txt"
exit $code
