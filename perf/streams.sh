#!/usr/bin/env bash
# Fails when an event stream through the proxy arrives more than 2 ms later than without it: the 99th percentiles of first
# bytes and of the events of streams of 200, against direct streams of the same run. Every event is scanned, which an
# instruction split over two of them proves.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../scripts/lib.sh"
need_dotnet
cd "$ROOT"
scripts/ensure-deps.sh
scripts/build.sh

begin_work
port="$(free_port)"

printf 'api_allowlist: []\nssrf:\n  ip_allowlist: ["127.77.0.0/16"]\n' >"$work/streams.yaml"
out/pipelock run --config "$work/streams.yaml" --listen "127.0.0.1:$port" >"$work/log" 2>&1 &
proxy_pid=$!
pids+=("$proxy_pid")
is_healthy() { out/pipelock healthcheck --addr "127.0.0.1:$port" >/dev/null 2>&1; }
wait_until 90 "$proxy_pid" is_healthy || die "the proxy did not start: $(cat "$work/log")"

dotnet run --project perf/streams/Streams.csproj --configuration Release -- "$port"
