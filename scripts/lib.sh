# Shared by the scripts beside it; sourced, never run.
# shellcheck shell=bash

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

say() { printf '%s\n' "$*"; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }

# The .NET name of this machine, for example linux-x64 or linux-musl-arm64.
machine_rid() {
  local libc="" arch
  case "$(ldd --version 2>&1 || true)" in *musl*) libc="-musl" ;; esac
  case "$(uname -m)" in
    x86_64 | amd64) arch=x64 ;;
    aarch64 | arm64) arch=arm64 ;;
    *) die "no .NET build for the processor '$(uname -m)' is known to this script" ;;
  esac
  printf 'linux%s-%s' "$libc" "$arch"
}

# Runs a command quietly; its output is shown only when it fails.
quietly() {
  local log
  log="$(mktemp)"
  if ! "$@" >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
}

need_dotnet() {
  command -v dotnet >/dev/null ||
    die "the .NET 10 SDK is not installed; see https://dotnet.microsoft.com/download/dotnet/10.0"
  # global.json decides which SDK counts; dotnet itself explains what is missing.
  (cd "$ROOT" && quietly dotnet --version) || die "no .NET SDK that global.json accepts is installed"
}

port_is_open() { (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null; }

# A port nobody listens on, below 32768: above that live the ports of outgoing connections.
free_port() {
  local port try
  for try in {1..200}; do
    port=$((20000 + (RANDOM + try) % 12000))
    if ! port_is_open 127.0.0.1 "$port"; then
      printf '%s' "$port"
      return
    fi
  done
  die "no free port found between 20000 and 32000"
}

# wait_until SECONDS PID COMMAND...: polls COMMAND; fails when time is up or the process PID has ended.
wait_until() {
  local end=$((SECONDS + $1)) pid=$2
  shift 2
  until "$@"; do
    kill -0 "$pid" 2>/dev/null || return 1
    ((SECONDS < end)) || return 1
    sleep 0.05
  done
}

# Makes a directory to work in ($work) and a list of processes (pids); both are gone when the script ends.
work="" pids=()
begin_work() {
  work="$(mktemp -d)"
  trap end_work EXIT
}

end_work() {
  local pid
  for pid in "${pids[@]}"; do stop "$pid"; done
  rm -rf "$work"
}

# stop PID: asks, waits up to ten seconds, then insists. Only for processes that the caller started.
stop() {
  local pid=$1 try
  kill -TERM "$pid" 2>/dev/null || return 0
  for try in {1..200}; do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.05
  done
  say "process $pid did not stop within $((try / 20)) s; killing it" >&2
  kill -KILL "$pid" 2>/dev/null || true
}
