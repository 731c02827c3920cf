# A private PostgreSQL server for one data folder. Sourced after common.sh.

pg_min=15
pg_bin=
pg_pid=
pg_port=

# The newest complete set of server binaries, into pg_bin.
find_postgres() {
  local bin best=0 major
  pg_bin=
  for bin in "${PUPILSUPPORT_PG_BIN:-}" /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/libexec/postgresql*/ /usr/bin; do
    [ -x "$bin/initdb" ] && [ -x "$bin/postgres" ] || continue
    major=$("$bin/postgres" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
    if [ "$major" -gt "$best" ]; then
      best=$major pg_bin=${bin%/}
    fi
  done
  [ "$best" -ge "$pg_min" ]
}

need_postgres() {
  find_postgres && return
  step "Installing PostgreSQL (once; there are no server binaries of version $pg_min or later here)"
  if have apt-get; then
    # Debian's package would at once start a server of its own.
    install_packages postgresql-common
    if is_root; then set_no_main_cluster; else sudo bash -c "$(declare -f set_no_main_cluster); set_no_main_cluster"; fi
    install_packages postgresql
  elif have apk; then
    install_packages postgresql postgresql-contrib setpriv
  else
    install_packages postgresql-server postgresql-contrib
  fi
  find_postgres || die "PostgreSQL $pg_min or later is needed. Install it, or give a server's owner in ConnectionStrings__Default."
}

set_no_main_cluster() {
  sed -i 's/^#\? *create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
}

# The server refuses to run as root: then its commands run as a system user.
db_user() { getent passwd postgres >/dev/null 2>&1 && echo postgres || echo nobody; }

as_db_user() {
  if is_root; then
    local user group
    user=$(db_user)
    group=$(id -g "$user")
    (cd / && setpriv --reuid="$user" --regid="$group" --clear-groups -- "$@")
  else
    "$@"
  fi
}

# cluster_home DATA: where the server's files go. That is the data folder, unless the system user cannot get there
# (a clone under /root): then a folder of the system's, named after it.
cluster_home() {
  local data=$1
  if is_root && ! as_db_user test -x "$data"; then
    echo "/var/lib/pupilsupport/$(printf '%s' "$data" | cksum | cut -d' ' -f1)"
  else
    echo "$data"
  fi
}

# secret NAME: a random password, made once and kept with mode 600.
secret() {
  local file=$data/secrets/$1
  if [ ! -s "$file" ]; then
    mkdir -p "$data/secrets"
    chmod 700 "$data/secrets"
    (umask 077 && random_hex > "$file.new" && mv "$file.new" "$file")
  fi
  cat "$file"
}

# Makes the server's files unless they are there. An interrupted attempt leaves nothing that looks finished.
create_cluster() {
  [ -f "$cluster/PG_VERSION" ] && return
  step "Creating the database server's files in $cluster"
  local new=$cluster.new
  rm -rf "$new" "$new.password" "$data/roles-made" "$data/release"
  mkdir -p "$(dirname "$cluster")"
  secret administrator >/dev/null
  install -m 600 "$data/secrets/administrator" "$new.password"
  mkdir -m 700 "$new"
  if is_root; then chown "$(db_user):" "$new" "$new.password"; fi
  as_db_user env LC_ALL=C.UTF-8 "$pg_bin/initdb" -D "$new" -U administrator -A scram-sha-256 --pwfile="$new.password" \
    -E UTF8 --locale=C.UTF-8 --data-checksums >"$data/initdb.log" 2>&1 ||
    die "initdb failed; see $data/initdb.log"
  rm -f "$new.password"
  mv "$new" "$cluster"
}

# Processes that work in the cluster's folder: a server that someone killed may leave children for a moment.
cluster_processes() {
  # A process may end while we look, which ls takes for a failure.
  # shellcheck disable=SC2012
  { ls -ld /proc/[0-9]*/cwd 2>/dev/null || true; } | wanted=$cluster awk '
    { at = index($0, " -> "); if (at && substr($0, at + 4) == ENVIRON["wanted"]) { split(substr($0, 1, at), part, "/"); print part[3] } }'
}

# We hold the lock, so whatever still runs on the cluster has lost its master. The file with the process id may only
# go when nothing does: it is what keeps two servers off the same files.
clear_remains() {
  local tries pids
  for tries in {1..100}; do
    pids=$(cluster_processes)
    if [ -z "$pids" ]; then
      rm -f "$cluster/postmaster.pid"
      return
    fi
    # Fast shutdown first; after five seconds without ceremony.
    # shellcheck disable=SC2086
    if [ "$tries" -eq 1 ]; then kill -INT $pids 2>/dev/null || true; fi
    # shellcheck disable=SC2086
    if [ "$tries" -eq 50 ]; then kill -QUIT $pids 2>/dev/null || true; fi
    sleep 0.1
  done
  die "a server is still running on $cluster: $pids"
}

# Starts the server and waits until it answers. Its settings are PostgreSQL's own, durable ones.
start_postgres() {
  local attempt
  clear_remains
  touch "$data/postgres.log"
  for attempt in 1 2 3; do
    launch_postgres
    while kill -0 "$pg_pid" 2>/dev/null; do
      if "$pg_bin/pg_isready" -q -h 127.0.0.1 -p "$pg_port" && kill -0 "$pg_pid" 2>/dev/null; then
        return
      fi
      sleep 0.05
    done
    clear_remains
  done
  tail -n 5 "$data/postgres.log" >&2
  die "PostgreSQL does not start; see $data/postgres.log"
}

# In a session of its own, so that Ctrl-C reaches this script alone, which then stops the API before the server;
# and ended by the kernel when this script is killed.
launch_postgres() {
  local drop=()
  if is_root; then drop=(--reuid="$(db_user)" --regid="$(id -g "$(db_user)")" --clear-groups); fi
  (cd / && exec setsid setpriv "${drop[@]}" --pdeathsig INT "$pg_bin/postgres" -D "$cluster" -p "$pg_port" \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c timezone=UTC -c log_timezone=UTC \
    -c recovery_init_sync_method=syncfs -c logging_collector=off \
    </dev/null >>"$data/postgres.log" 2>&1 9>&-) &
  pg_pid=$!
}

stop_postgres() {
  [ -n "$pg_pid" ] || return 0
  kill -INT "$pg_pid" 2>/dev/null || true
  wait_for_end "$pg_pid" 30 || kill -QUIT "$pg_pid" 2>/dev/null || true
  pg_pid=
}

# wait_for_end PID SECONDS: fails when it still runs then.
wait_for_end() {
  local tries
  for ((tries = $2 * 20; tries > 0; tries--)); do
    kill -0 "$1" 2>/dev/null || return 0
    sleep 0.05
  done
  return 1
}

# as_administrator [psql arguments]
as_administrator() {
  PGPASSWORD=$(secret administrator) "$pg_bin/psql" -X -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$pg_port" -U administrator -d postgres "$@"
}

# The roles that only an administrator can make, and the database. The rest is the migration's.
create_roles() {
  [ -f "$data/roles-made" ] && return
  as_administrator -f "$root/deploy/roles.sql"
  as_administrator <<SQL
ALTER ROLE app_owner PASSWORD '$(secret owner)';
SELECT 'CREATE DATABASE pupilsupport OWNER app_owner'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'pupilsupport') \gexec
SQL
  touch "$data/roles-made"
}
