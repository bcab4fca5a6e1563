#!/usr/bin/env bash
# Every test, on a fresh machine: installs what is missing, builds once, runs all test projects, sums up.
# Arguments are a filter over project names: `scripts/test.sh Protocols Config`. Ends with `N passed, N failed`.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_dotnet
cd "$ROOT"
# The real counterparts that tests speak to; most machines have most of them.
scripts/ensure-deps.sh curl git nodejs npm prometheus rsyslog systemd debootstrap nft

results="$(mktemp -d)"
trap 'rm -rf "$results"' EXIT

say "building"
scripts/build.sh
quietly dotnet build pipelock-fast.sln --configuration Release --verbosity quiet || die "the build failed; see above"

# run_project NAME: one test project, its result file, and on failure its whole output.
run_project() {
  local name=$1 assembly="tests/$1/bin/Release/net10.0/Pipelock.$1.Tests.dll"
  if [ ! -e "$assembly" ]; then
    say "$name: $assembly was not built" >"$results/$name.broken"
  elif ! dotnet test "$assembly" --results-directory "$results" --logger "trx;LogFileName=$name.trx" \
    --logger "console;verbosity=minimal" --blame-hang-timeout 10m >"$results/$name.log" 2>&1; then
    [ -e "$results/$name.trx" ] || say "$name: the test run ended without a result" >"$results/$name.broken"
  fi
  summarise "$name"
}

# counter NAME KEY: one number of the <Counters> element in a result file; 0 where there is no such file.
counter() {
  local number=""
  if [ -e "$results/$1.trx" ]; then
    number="$(sed -n "s/.*<Counters .*$2=\"\([0-9]*\)\".*/\1/p" "$results/$1.trx")"
  fi
  printf '%d' "${number:-0}"
}

summarise() {
  local name=$1 passed failed skipped
  passed=$(counter "$name" passed) failed=$(counter "$name" failed)
  # A skipped test counts in total but neither as passed nor as failed.
  skipped=$(($(counter "$name" total) - passed - failed))
  printf '%-12s %5d passed, %d failed, %d skipped\n' "$name" "$passed" "$failed" "$skipped"
  if [ -e "$results/$name.broken" ]; then cat "$results/$name.broken"; fi
  if [ -e "$results/$name.broken" ] || [ "$failed" -gt 0 ]; then
    grep -v '^$' "$results/$name.log" | cut -c1-400 | head -n 400 || true
  elif [ "$skipped" -gt 0 ]; then
    sed -n 's/.*<Message>\(.*\)<\/Message>.*/   skipped: \1/p' "$results/$name.trx" | sort | uniq -c | cut -c1-400
  fi
}

wanted() {
  local name=$1 filter
  shift
  [ $# -eq 0 ] && return 0
  for filter in "$@"; do [ "$filter" = "$name" ] && return 0; done
  return 1
}

projects=()
for project in tests/*/*.Tests.csproj; do
  name="$(basename "$project" .Tests.csproj)"
  if wanted "$name" "$@"; then projects+=("$name"); fi
done
[ ${#projects[@]} -gt 0 ] || die "no test project is called ${*:-anything}"

# Two at a time; the whole-process tests come last and alone, so that nothing but themselves loads the machine.
running=0
for name in "${projects[@]}"; do
  if [ "$name" = EndToEnd ]; then continue; fi
  run_project "$name" >"$results/$name.summary" &
  running=$((running + 1))
  if [ "$running" -ge 2 ]; then wait -n || true; running=$((running - 1)); fi
done
wait || true
for name in "${projects[@]}"; do
  if [ "$name" != EndToEnd ]; then cat "$results/$name.summary"; fi
done
for name in "${projects[@]}"; do
  if [ "$name" = EndToEnd ]; then run_project EndToEnd; fi
done

passed=0 failed=0
for name in "${projects[@]}"; do
  passed=$((passed + $(counter "$name" passed))) failed=$((failed + $(counter "$name" failed)))
  # A project that could not run to its end is one failure more than its tests say.
  if [ -e "$results/$name.broken" ]; then failed=$((failed + 1)); fi
done
say "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
