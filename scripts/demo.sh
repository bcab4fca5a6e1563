#!/usr/bin/env bash
# Shows the proxy at work: builds it, starts it on its defaults, sends real requests through it and shows, for each,
# the answer and the proxy's own log line. Installs what is missing, stops all it started, exits 0 when all was as told.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_dotnet
cd "$ROOT"
scripts/ensure-deps.sh

say "building (the first time takes a minute)"
scripts/build.sh
origin_project=tests/EndToEnd/Origin
quietly dotnet build $origin_project --configuration Release --verbosity quiet || die "the demo's origin did not build"

begin_work

# An address of loopback that stands for the outside world, so that the demo needs no network. Loopback is never to be
# reached through the proxy by default; this one exception is all the configuration there is.
origin_host=127.77.0.1
origin_port="$(free_port)"
proxy_port="$(free_port)"
printf 'ssrf:\n  ip_allowlist: ["%s/32"]\n' "$origin_host" >"$work/demo.yaml"

dotnet $origin_project/bin/Release/net10.0/Pipelock.Origin.dll "$origin_host:$origin_port" >"$work/origin" 2>&1 &
pids+=($!)
wait_until 20 $! port_is_open "$origin_host" "$origin_port" || die "the demo's origin did not start: $(cat "$work/origin")"

out/pipelock run --config "$work/demo.yaml" --listen "127.0.0.1:$proxy_port" >"$work/log" 2>&1 &
proxy_pid=$!
pids+=("$proxy_pid")
is_healthy() { out/pipelock healthcheck --addr "127.0.0.1:$proxy_port" >/dev/null 2>&1; }
wait_until 20 "$proxy_pid" is_healthy || die "the proxy did not start: $(cat "$work/log")"
say "the proxy listens on 127.0.0.1:$proxy_port, in mode balanced"

failures=0

# log_line ID: the log line of one request, waiting for it as the log is written beside the traffic.
log_line() { grep -m 1 -F "\"request_id\":\"$1\"" "$work/log"; }
has_log_line() { log_line "$1" >/dev/null; }

# show TITLE EXPECTED-STATUS METHOD URL [FIELD] [BODY]: one request through the proxy and what came of it.
show() {
  local title=$1 expected=$2 method=$3 url=$4 field=${5:-} body=${6:-} authority status id
  authority="${url#http://}"
  authority="${authority%%/*}"
  local lines_before
  lines_before="$(wc -l <"$work/log")"
  exec 3<>"/dev/tcp/127.0.0.1/$proxy_port"
  {
    printf '%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n' "$method" "$url" "$authority"
    if [ -n "$field" ]; then printf '%s\r\n' "$field"; fi
    if [ -n "$body" ]; then printf 'Content-Type: application/json\r\nContent-Length: %d\r\n' "${#body}"; fi
    printf '\r\n%s' "$body"
  } >&3
  tr -d '\r' <&3 >"$work/answer"
  exec 3<&- 3>&-

  status="$(sed -n '1s/^HTTP\/1\.[01] \([0-9]*\).*/\1/p' "$work/answer")"
  id="$(sed -n 's/^X-Pipelock-Request-Id: //Ip' "$work/answer" | head -n 1)"
  say ""
  say "== $title"
  say "   $method $url${field:+  ($field)}${body:+  $body}"
  sed -n '1s/^/   /p; s/^\(X-Pipelock-Block-[^:]*: .*\)/   \1/Ip' "$work/answer"
  if [ -n "$id" ]; then
    wait_until 5 "$proxy_pid" has_log_line "$id" || true
    say "   log: $(log_line "$id" || say '(no line)')"
  else
    has_new_line() { [ "$(wc -l <"$work/log")" -gt "$lines_before" ]; }
    wait_until 5 "$proxy_pid" has_new_line || true
    say "   log: $(tail -n +"$((lines_before + 1))" "$work/log" | head -n 1)"
  fi
  if [ "$status" != "$expected" ]; then
    say "   expected status $expected"
    failures=$((failures + 1))
  fi
}

# A token of the right shape that nobody ever issued.
secret="ghp_$(printf 'demo%.0s' {1..9})"
origin="http://$origin_host:$origin_port"

show "a clean request passes" 200 GET "$origin/json?page=2"
show "a token in the URL is refused" 403 GET "$origin/json?token=$secret"
show "a token in a header is refused" 403 GET "$origin/json" "Authorization: Bearer $secret"
show "a token in a body is refused" 403 POST "$origin/echo" "" "{\"note\":\"$secret\"}"
show "an address of the inner network is refused" 403 GET "http://10.0.0.1/admin"

say ""
say "what the origin saw of all this:"
sed 's/^/   /' "$work/origin" | grep -v listening
if grep -qF "$secret" "$work/origin" "$work/log"; then
  say "the token reached the origin or the log"
  failures=$((failures + 1))
fi

kill -TERM "$proxy_pid"
wait "$proxy_pid" || die "the proxy ended with code $?"
pids=("${pids[0]}")
[ "$failures" -eq 0 ] || die "$failures of the above did not end as told"
say ""
say "done: the clean request passed, the others never left this machine"
