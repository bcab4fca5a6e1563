#!/usr/bin/env bash
# How much processor time one request costs, beside other proxies, in the same minutes on the same machine.
#
#   client (wrk, curl) ──► pipelock | haproxy | squid ──► origin (nginx)
#
# Plain HTTP: 1 KiB of JSON, 16 connections, keep-alive, all scanning on; yardstick haproxy, which scans nothing. Twice:
#             the same request and answer every time, as an agent that polls has it, and then each one new, so that
#             nothing is known from before.
# CONNECT:    one bulk download through a tunnel; yardstick squid.
# The rounds interleave, so that a noisy neighbour disturbs all alike; the median of the ratios of the rounds counts.
# Prints both ratios beside their bars; exits 1 when one is exceeded.
#
#   ROUNDS=5 SECONDS_PER_RUN=3 CONNECTIONS=16 BULK_MB=2000 ALLOWED_LOG=true perf/load/run.sh
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../../scripts/lib.sh"
cd "$ROOT"
PATH="$PATH:/usr/sbin:/sbin"

rounds=${ROUNDS:-5}
seconds=${SECONDS_PER_RUN:-3}
connections=${CONNECTIONS:-16}
bulk_mb=${BULK_MB:-2000}
allowed_log=${ALLOWED_LOG:-true} # a log line per allowed request, as by default; the lines go to /dev/null
request_bar=1.5
bulk_bar=1.5

need_dotnet
scripts/ensure-deps.sh curl wrk haproxy nginx squid-openssl
scripts/build.sh

begin_work
chmod 755 "$work" # squid gives up its rights and must still get in

origin_host=127.77.0.1
origin_port="$(free_port)" haproxy_port="$(free_port)" squid_port="$(free_port)" pipelock_port="$(free_port)"
origin="$origin_host:$origin_port"

start() { # start NAME PORT HOST COMMAND...: in the background, until its port is open; the id is in ${NAME}_pid
  local name=$1 port=$2 host=$3
  shift 3
  "$@" >"$work/$name.log" 2>&1 &
  pids+=($!)
  printf -v "${name}_pid" '%s' $!
  wait_until 20 $! port_is_open "$host" "$port" || die "$name did not start: $(tail -n 5 "$work/$name.log")"
}

# --- the origin: 1 KiB of JSON for every path, and one large file that occupies no disk
text="$(printf 'plain words fill the text %.0s' {1..45})"
json="{\"id\":42,\"object\":\"message\",\"role\":\"assistant\",\"text\":\"$text"
json="${json:0:1021}\"}"
# Connection and request tell one answer from all others, at its end; nothing earlier shows that it is another one.
fresh="${json:0:1000} \$connection,\$connection_requests\"}"
truncate -s "${bulk_mb}M" "$work/bulk"
cat >"$work/nginx.conf" <<CONF
worker_processes 2;
daemon off;
pid $work/nginx.pid;
error_log stderr crit;
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  keepalive_requests 1000000000;
  client_body_temp_path $work; proxy_temp_path $work; fastcgi_temp_path $work; uwsgi_temp_path $work; scgi_temp_path $work;
  server {
    listen $origin reuseport;
    location = /bulk { root $work; }
    location /fresh { default_type application/json; return 200 '$fresh'; }
    location / { default_type application/json; return 200 '$json'; }
  }
}
CONF
start nginx "$origin_port" "$origin_host" nginx -c "$work/nginx.conf" -e stderr

# --- the yardsticks
cat >"$work/haproxy.cfg" <<CONF
global
  maxconn 4096
  nbthread 2
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
  option http-keep-alive
  http-reuse always
frontend in
  bind 127.0.0.1:$haproxy_port
  default_backend origin
backend origin
  server origin $origin
CONF
start haproxy "$haproxy_port" 127.0.0.1 haproxy -db -f "$work/haproxy.cfg"

cat >"$work/squid.conf" <<CONF
http_port 127.0.0.1:$squid_port
http_access allow all
access_log none
cache_log /dev/null
cache deny all
cache_store_log none
pid_filename none
coredump_dir $work
shutdown_lifetime 1 seconds
CONF
start squid "$squid_port" 127.0.0.1 squid -N -f "$work/squid.conf"

# --- ours, on its defaults but for the way to the origin
cat >"$work/pipelock.yaml" <<CONF
ssrf:
  ip_allowlist: ["$origin_host/32"]
fetch_proxy:
  listen: "127.0.0.1:$pipelock_port"
logging:
  include_allowed: $allowed_log
CONF
is_healthy() { out/pipelock healthcheck --addr "127.0.0.1:$pipelock_port" >/dev/null 2>&1; }
start_pipelock() { out/pipelock run --config "$work/pipelock.yaml" >/dev/null 2>"$work/pipelock.log" & pipelock_pid=$!; }

# The first start compiles the rules, if no run before it has; the next ones show what users meet every day. Whatever
# else the machine does can only add to the time, so the shortest of five counts.
start_pipelock
pids+=("$pipelock_pid")
wait_until 20 "$pipelock_pid" is_healthy || die "pipelock did not start: $(tail -n 5 "$work/pipelock.log")"
first_answer() {
  exec 3<>"/dev/tcp/127.0.0.1/$pipelock_port" || return 1
  printf 'GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n' >&3
  read -r _ <&3
  exec 3<&-
}
start_ms=999999
for _ in {1..5}; do
  stop "$pipelock_pid"
  started=${EPOCHREALTIME/./}
  start_pipelock
  pids+=("$pipelock_pid")
  until first_answer 2>/dev/null; do
    kill -0 "$pipelock_pid" || die "pipelock did not start"
    sleep 0.005
  done
  elapsed=$(((${EPOCHREALTIME/./} - started) / 1000))
  if [ "$elapsed" -lt "$start_ms" ]; then start_ms=$elapsed; fi
done
rss_mb=$(($(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$pipelock_pid/status") / 1024))

# --- measuring
ticks_per_second="$(getconf CLK_TCK)"
# Processor time, user and system, of a process and all its children, in clock ticks; threads are in it already.
cpu_ticks() {
  local total=0 pid fields
  for pid in $1 $(cat "/proc/$1/task/$1/children"); do
    fields="$(sed 's/^.*) //' "/proc/$pid/stat")" # the name before it may hold spaces
    set -- $fields
    total=$((total + ${12} + ${13}))
  done
  printf '%s' "$total"
}

# requests NAME PORT PID [fresh]: one run of wrk; adds "µs-per-request requests-per-second" to NAME.requests
requests() {
  local before after output count errors
  before="$(cpu_ticks "$3")"
  output="$(wrk -t1 -c"$connections" -d"${seconds}s" -s perf/load/request.lua "http://127.0.0.1:$2" -- "$origin" ${4:-})"
  after="$(cpu_ticks "$3")"
  errors="$(sed -n 's/.*\(Non-2xx.*\|Socket errors.*\)/\1/p' <<<"$output")"
  [ -z "$errors" ] || die "$1 answered with errors: $errors"
  count="$(sed -n 's/ *\([0-9]*\) requests in .*/\1/p' <<<"$output")"
  awk -v t=$((after - before)) -v hz="$ticks_per_second" -v n="$count" -v s="$seconds" \
    'BEGIN { printf "%.2f %.0f\n", t / hz * 1e6 / n, n / s }' >>"$work/$1.${4:-requests}"
}

# bulk NAME PORT PID: one download through a tunnel; adds "CPU-seconds-per-GB GB-per-second" to NAME.bulk
bulk() {
  local before after result
  before="$(cpu_ticks "$3")"
  result="$(curl -sS --proxytunnel -x "http://127.0.0.1:$2" -o /dev/null -w '%{size_download} %{time_total}' "http://$origin/bulk")" ||
    die "the bulk download through $1 failed"
  after="$(cpu_ticks "$3")"
  awk -v t=$((after - before)) -v hz="$ticks_per_second" -v r="$result" \
    'BEGIN { split(r, f, " "); printf "%.3f %.2f\n", t / hz * 1e9 / f[1], f[1] / 1e9 / f[2] }' >>"$work/$1.bulk"
}

median() { sort -g | awk '{ v[NR] = $1 } END { m = int((NR + 1) / 2); print NR % 2 ? v[m] : (v[m] + v[m + 1]) / 2 }'; }
column() { awk -v c="$2" '{ print $c }' "$work/$1" | median; }
ratio() { paste -d' ' "$work/$1" "$work/$2" | awk '{ print $1 / $3 }' | median; }
row() { printf '  %-10s %10.2f %12.2f\n' "$1" "$(column "$1.$2" 1)" "$(column "$1.$2" 2)"; }

verdict=0
judge() { # judge WHAT RATIO BAR
  local word=ok
  if awk -v r="$2" -v b="$3" 'BEGIN { exit !(r > b) }'; then word="above the bar" verdict=1; fi
  printf '  ratio %.2f, bar %s: %s\n' "$2" "$3" "$word"
}

# What only the first seconds pay (the compiler works in steps; pools, connections) is no part of the comparison.
seconds=1 requests haproxy "$haproxy_port" "$haproxy_pid"
seconds=10 requests pipelock "$pipelock_port" "$pipelock_pid"
seconds=5 requests pipelock "$pipelock_port" "$pipelock_pid" fresh
rm -f "$work"/*.requests "$work"/*.fresh

for ((round = 1; round <= rounds; round++)); do
  requests haproxy "$haproxy_port" "$haproxy_pid"
  requests pipelock "$pipelock_port" "$pipelock_pid"
  requests haproxy "$haproxy_port" "$haproxy_pid" fresh
  requests pipelock "$pipelock_port" "$pipelock_pid" fresh
done
for ((round = 1; round <= rounds; round++)); do
  bulk squid "$squid_port" "$squid_pid"
  bulk pipelock "$pipelock_port" "$pipelock_pid"
done

say "$connections connections, 1 KiB of JSON; medians of $rounds rounds"
say "                  µs CPU   requests/s"
row haproxy requests
row pipelock requests
judge requests "$(ratio pipelock.requests haproxy.requests)" "$request_bar"
say "the same, each request and answer new"
row haproxy fresh
row pipelock fresh
printf '  ratio %.2f, no bar: nothing of it is known from before\n' "$(ratio pipelock.fresh haproxy.fresh)"
say "CONNECT, $bulk_mb MB; medians of $rounds rounds"
say "             CPU-s / GB         GB/s"
row squid bulk
row pipelock bulk
judge bulk "$(ratio pipelock.bulk squid.bulk)" "$bulk_bar"
say "start to first answer $start_ms ms (bar 400), resident when idle $rss_mb MiB (bar 100)"
if [ "$start_ms" -gt 400 ] || [ "$rss_mb" -gt 100 ]; then verdict=1; fi
exit "$verdict"
