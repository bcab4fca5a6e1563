#!/usr/bin/env bash
# Fails when MCP costs more than its bars: 0.2 ms in the median and 1 ms at p99 for a clean call through the listener,
# 250 ms from the start of `mcp proxy` until it serves.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../scripts/lib.sh"
need_dotnet
cd "$ROOT"
scripts/ensure-deps.sh nodejs npm
scripts/build.sh

begin_work

# The server of the tests, beside the package it needs.
cp tests/EndToEnd/Mcp/Lab/tricky.mjs "$work"
ln -s "$(scripts/ensure-tools.sh tests/EndToEnd/Mcp/Lab/package.json)/node_modules" "$work/node_modules"
server_port="$(free_port)"
node "$work/tricky.mjs" json "$server_port" &
pids+=($!)
wait_until 20 $! port_is_open 127.0.0.1 "$server_port" || die "the server did not start"

printf 'mode: balanced\n' >"$work/pipelock.yaml"
proxy_port="$(free_port)"
out/pipelock mcp proxy --config "$work/pipelock.yaml" --listen "127.0.0.1:$proxy_port" \
  --upstream "http://127.0.0.1:$server_port/mcp" >"$work/log" 2>&1 &
pids+=($!)
wait_until 60 $! port_is_open 127.0.0.1 "$proxy_port" || die "the proxy did not start: $(cat "$work/log")"

node perf/mcp/latency.mjs "$server_port" "$proxy_port"
node perf/mcp/ready.mjs out/pipelock
