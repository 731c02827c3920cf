# Building, migrating and starting the API. Sourced after common.sh and postgres.sh.

bin=$root/src/Api/bin/Release/net10.0
api_pid=
attended=

# attend FOLDER SETUP COMMAND...: runs it there, with what the function SETUP exports, and waits; so that a signal to
# this script is heard at once, and ends it too.
attend() {
  local status=0
  (cd "$1" && "$2" && shift 2 && exec setpriv --pdeathsig TERM "$@" </dev/null 9>&-) &
  attended=$!
  wait "$attended" || status=$?
  attended=
  return "$status"
}

# Changes with any file that the build reads, also when one goes.
sources() {
  find "$root/src" "$root"/Directory.*.props "$root/global.json" -type f -not -path '*/bin/*' -not -path '*/obj/*' "$@"
}

build_api() {
  local stamp=$bin/.built names
  names=$(sources | sort | cksum)
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$names" ] && [ -z "$(sources -newer "$stamp" -print -quit)" ]; then
    return
  fi
  step "Building (the first time also fetches packages; a minute or two)"
  # The stamp is as old as the build's beginning: an edit during the build counts as newer.
  local begun
  begun=$(mktemp)
  attend "$root" : dotnet build src/Api -c Release "${build_flags[@]}" >&2 || die "the build failed"
  echo "$names" >"$stamp"
  touch -r "$begun" "$stamp"
  rm -f "$begun"
}

# The connection strings of this run. The owner's is never given to the running API.
connect() {
  local server=$given
  if [ -z "$server" ]; then
    server="Host=127.0.0.1;Port=$pg_port;Database=pupilsupport;Username=app_owner;Password=$(secret owner)"
  fi
  owner=$server
  # Of two values for one key the last one counts.
  runtime="$server;Username=app_rt;Password=$(secret runtime)"
  system="$server;Username=app_sys;Password=$(secret system)"
}

api_environment() {
  export ASPNETCORE_ENVIRONMENT=Development ASPNETCORE_URLS=$urls
  export ConnectionStrings__Default=$runtime ConnectionStrings__System=$system Keys__Folder=$data/keys
  # The issuer of the tokens is the address that clients use.
  export Auth__Issuer=$base
}

owner_environment() {
  api_environment
  export ConnectionStrings__Owner=$owner
  Database__RuntimePassword=$(secret runtime)
  Database__SystemPassword=$(secret system)
  export Database__RuntimePassword Database__SystemPassword
}

# Migrates and seeds when the build or the server is another than last time.
prepare_database() {
  local release
  connect
  release=$(cksum <"$bin/.built"; stat -c %Y "$bin/PupilSupport.Api.dll"; printf '%s' "$given" | cksum)
  if [ -f "$data/release" ] && [ "$(cat "$data/release")" = "$release" ] && [ -z "$given" ]; then return; fi
  step "Migrating the database"
  as_owner migrate
  step "Seeding the demo trusts"
  as_owner seed
  echo "$release" >"$data/release"
}

as_owner() {
  attend "$bin" owner_environment dotnet PupilSupport.Api.dll "$1" >"$data/$1.log" 2>&1 || {
    tail -n 20 "$data/$1.log" >&2
    die "'$1' failed; see $data/$1.log"
  }
}

# Ended by the kernel when this script is killed; ended by this script in every other case.
start_api() {
  step "Starting the API"
  (
    api_environment
    cd "$bin"
    exec setpriv --pdeathsig TERM dotnet PupilSupport.Api.dll </dev/null 9>&-
  ) &
  api_pid=$!
}

await_ready() {
  local status
  while kill -0 "$api_pid" 2>/dev/null; do
    status=$(http_status "$host" "$port" /health/ready)
    [ "$status" != 200 ] || return 0
    sleep 0.1
  done
  wait "$api_pid" || true
  api_pid=
  die "the API did not start; its last words stand above"
}

stop_api() {
  [ -n "$api_pid" ] || return 0
  kill -TERM "$api_pid" 2>/dev/null || true
  wait_for_end "$api_pid" 30 || kill -KILL "$api_pid" 2>/dev/null || true
  api_pid=
}
