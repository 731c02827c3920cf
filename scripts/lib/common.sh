# Shared by the scripts that people type. Sourced, never run. Needs bash 4.4 and the .NET SDK, nothing else.

set -Eeuo pipefail
trap 'printf "error: %s:%s failed: %s\n" "${BASH_SOURCE[0]}" "$LINENO" "$BASH_COMMAND" >&2' ERR

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

# A build leaves no compiler or node behind that outlives the script.
export MSBUILDDISABLENODEREUSE=1
build_flags=(-nologo -v:quiet -clp:NoSummary -p:UseSharedCompilation=false)

say()  { printf '%s\n' "$*" >&2; }
step() { printf '==> %s\n' "$*" >&2; }
die()  { printf 'error: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

is_root() { [ "$(id -u)" -eq 0 ]; }

need_sdk() {
  local wanted
  wanted=$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' "$root/global.json")
  have dotnet || die "the .NET SDK $wanted is needed and there is no 'dotnet'. See https://dot.net"
  (cd "$root" && dotnet --version >/dev/null 2>&1) ||
    die "the .NET SDK $wanted (or a later 10.0 band) is needed; there is: $(dotnet --list-sdks | tr '\n' ' ')"
}

# With the system's package manager, as root or through sudo.
install_packages() {
  local sudo=()
  if ! is_root; then
    have sudo || die "missing: $*. Only an administrator can install it: ask one, or run this once as root."
    sudo=(sudo)
  fi
  if have apt-get; then
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
  elif have dnf; then
    "${sudo[@]}" dnf install -y -q "$@" >&2
  elif have apk; then
    "${sudo[@]}" apk add -q "$@" >&2
  else
    die "missing: $*, and none of apt-get, dnf and apk is there to install it"
  fi
}

# port_answers PORT: whether something listens there on the loopback.
port_answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() {
  local port
  while :; do
    port=$((RANDOM % 20000 + 20000))
    port_answers "$port" || { echo "$port"; return; }
  done
}

random_hex() { od -An -vtx1 -N"${1:-24}" /dev/urandom | tr -d ' \n'; }

# http_status HOST PORT PATH: the status code of a GET, or 000.
http_status() {
  local status=000 line
  { exec 3<>"/dev/tcp/$1/$2"; } 2>/dev/null || { echo 000; return; }
  printf 'GET %s HTTP/1.1\r\nHost: %s:%s\r\nConnection: close\r\n\r\n' "$3" "$1" "$2" >&3
  if read -r -t 5 line <&3; then
    line=${line#* }
    status=${line%% *}
  fi
  exec 3<&- 3>&-
  echo "$status"
}
