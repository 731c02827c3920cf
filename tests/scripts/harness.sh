# A test is a function it_does_something: it passes when it returns 0. skip REASON ends it uncounted.

number=0

# The folder is reachable for the system user that the database server runs as.
begin() {
  find_postgres
  work=$(mktemp -d /tmp/pupilsupport-scripts.XXXXXX)
  chmod 755 "$work"
  url_port=$(free_port)
  base=http://127.0.0.1:$url_port
  data=$work/data
  script=
  trap finish EXIT
}

finish() {
  trap - EXIT
  kill_run
  rm -rf "$work"
  echo "1..$number"
}

check() {
  local reason=$work/skip-reason status
  rm -f "$reason"
  "$1" >"$work/output" 2>&1
  status=$?
  number=$((number + 1))
  if [ -f "$reason" ]; then
    echo "ok $number - ${1//_/ } # SKIP $(cat "$reason")"
  elif [ "$status" -eq 0 ]; then
    echo "ok $number - ${1//_/ }"
  else
    echo "not ok $number - ${1//_/ }"
    sed 's/^/# /' "$work/output"
    [ ! -f "$work/run.log" ] || tail -n 20 "$work/run.log" | sed 's/^/#   run: /'
  fi
}

skip() { echo "$*" >"$work/skip-reason"; }
fail() { echo "$*"; return 1; }

# start_run [arguments]: scripts/run in a process group of its own, as a terminal would start it.
start_run() {
  launch env PUPILSUPPORT_URLS="$base" PUPILSUPPORT_DATA="$data" "$root/scripts/run" "$@"
}

# Background jobs of a script ignore the interrupt, which no terminal would do to them: hence the detour.
launch() {
  setsid bash -c 'exec "$@"' bash env --default-signal=INT,QUIT "$@" </dev/null >"$work/run.log" 2>&1 &
  script=$!
}

# await_up SECONDS: fails when it is not ready by then, or has ended.
await_up() {
  local tries
  for ((tries = $1 * 10; tries > 0; tries--)); do
    [ "$(http_status 127.0.0.1 "$url_port" /health/ready)" != 200 ] || { grep -q 'Ctrl-C stops it' "$work/run.log" && return 0; }
    kill -0 "$script" 2>/dev/null || return 1
    sleep 0.1
  done
  return 1
}

# The API is a child of the script; so is the database server's master.
api_process() { pgrep -P "$script" -f PupilSupport.Api.dll; }
server_process() { pgrep -P "$script" -f "$(cluster_home "$data")/postgres"; }

interrupt_run() {
  kill -INT -- "-$script"
  wait_for_end "$script" 40
}

kill_run() {
  [ -n "$script" ] || return 0
  kill -TERM "$script" 2>/dev/null
  wait_for_end "$script" 40 || kill -KILL -- "-$script" 2>/dev/null
  script=
}

# Nothing of ours runs any more: no server, no API, no listener.
nothing_left() {
  local cluster tries
  cluster=$(cluster_home "$data")/postgres
  for tries in {1..100}; do
    if [ -z "$(cluster_processes)" ] && ! port_answers "$url_port"; then return 0; fi
    sleep 0.1
  done
  fail "left over: $(cluster_processes) $(pgrep -af PupilSupport.Api.dll)"
}

# own_server FOLDER: a PostgreSQL of the test's own, for a subshell that ends with stop_own_server.
own_server() {
  data=$1
  mkdir -p "$data"
  cluster=$(cluster_home "$data")/postgres pg_port=$(free_port)
  create_cluster && trap stop_own_server EXIT && start_postgres
}

stop_own_server() {
  stop_postgres
  [ "$cluster" = "$data/postgres" ] || rm -rf "$cluster"
}

# sql STATEMENT: as the administrator of the private server.
sql() {
  PGPASSWORD=$(cat "$data/secrets/administrator") "$pg_bin/psql" -X -At -v ON_ERROR_STOP=1 -h 127.0.0.1 \
    -p "$(cat "$data/port")" -U administrator -d pupilsupport -c "$1"
}
