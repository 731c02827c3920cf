# The restore drill: rows written through the API, a disaster, and what comes back. In this order, on one data folder.

# The settings of the drill. Heads are signed each second, so that the loss of some is noticed soon.
drill() {
  data=$work/drill backups=$work/backups
  export Audit__HeadInterval=00:00:01
}

settings() { export PUPILSUPPORT_DATA=$data PUPILSUPPORT_BACKUP=$backups PUPILSUPPORT_BACKUP_SECONDS=1 Keys__Folder=$work/keys; }

with_backup() { (settings && exec "$@"); }

# call CLIENT METHOD PATH [JSON]: the answer's body.
call() {
  local token
  token=$(curl -s "$base/oauth/token" -d grant_type=client_credentials -d "client_id=$1" -d client_secret=demo | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
  curl -sf -X "$2" "$base$3" -H "Authorization: Bearer $token" ${4:+-H 'Content-Type: application/json' --data-binary "$4"}
}

member() { sed 's/.*"'"$1"'":"\{0,1\}\([^",}]*\).*/\1/'; }

add_room() { call demo-head POST /v1/rooms '{"schoolId":"'"$school"'","name":"'"$1"'"}' >/dev/null; }
rooms() { call demo-head GET "/v1/rooms?limit=200"; }

# What the sealed WAL holds is what the server has.
await_sealed() {
  local tries place
  place=$(sql "SELECT pg_walfile_name(pg_switch_wal())")
  for tries in {1..300}; do
    [ -z "$(find "$backups" -name "$place.gz.sealed")" ] || return 0
    sleep 0.1
  done
  fail "the WAL file $place was not sealed: $(tail -n 3 "$work/wal.log") $(ls "$backups"/*/wal)"
}

receive() {
  (settings && exec setsid "$root/scripts/backup" wal </dev/null >"$work/wal.log" 2>&1) &
  receiving=$!
}

it_x1_backs_up_while_the_api_is_used() {
  kill_run
  drill
  start_run
  await_up 300 || fail "not ready" || return
  # The keys are kept elsewhere, as they should be.
  cp -r "$data/keys" "$work/keys"
  rm -rf "$work/keys/audit-heads" && ln -s "$data/keys/audit-heads" "$work/keys/audit-heads"
  school=$(call demo-head GET /v1/me | sed 's/.*"schools":\[{"id":"\([^"]*\)".*/\1/')
  receive
  add_room "Before the base" || fail "no room" || return
  with_backup "$root/scripts/backup" base || { cat "$work/wal.log"; return 1; }
  add_room "Before the time" && await_sealed && add_room "Still before the time" || return
  moment=$(date -u +%FT%T.%6NZ)
  add_room "After the time" && await_sealed && add_room "Long after the time" || return
  await_sealed && with_backup "$root/scripts/backup" status
}

it_x2_keeps_its_secrets_to_itself_and_shows_nothing_of_what_it_holds() {
  local file
  drill
  for file in "$data"/secrets/*; do
    grep -rqF "$(cat "$file")" "$work/wal.log" "$backups" && { fail "$file stands in the log or the backup"; return; }
    pgrep -af -- "$(cat "$file")" && { fail "$file stands in a command line"; return; }
  done
  while read -r file; do
    [ "$(head -c 8 "$file")" = PSSEAL01 ] || fail "$file is not sealed" || return
  done < <(find "$backups" -mindepth 2 -type f)
  ! grep -rqa 'Before the' "$backups"
}

it_x3_loses_nothing_before_and_keeps_nothing_after_the_time() {
  local found name
  drill
  kill -KILL "$script" $(api_process) $(cluster_processes_of_drill) 2>/dev/null
  kill -TERM "$receiving" && wait_for_end "$receiving" 20
  cp -rL "$work/keys" "$work/keys-kept"
  rm -rf "$work/keys" "$(cluster_home "$data")/postgres"
  mv "$work/keys-kept" "$work/keys"
  with_backup "$root/scripts/restore" --to "$work/restored" --at "$moment" --accept --for-run >"$work/restore.log" 2>&1 ||
    { cat "$work/restore.log"; return 1; }
  cat "$work/restore.log"
  grep -q 'LOST: entries' "$work/restore.log" || fail "what was lost is not said" || return
  grep -Eq 'beyond this point, and this database does not: [0-9]+ transactions' "$work/restore.log" || fail "what lies beyond is not said" || return

  data=$work/restored
  start_run
  await_up 300 || fail "the restored database does not serve" || return
  found=$(rooms)
  for name in "Before the base" "Before the time" "Still before the time"; do
    [[ $found == *"\"$name\""* ]] || fail "gone: $name" || return
  done
  for name in "After the time" "Long after the time"; do
    [[ $found != *"\"$name\""* ]] || fail "there: $name" || return
  done
}

cluster_processes_of_drill() { cluster=$(cluster_home "$data")/postgres cluster_processes; }

it_x4_verifies_the_audit_chain_after_the_restore_and_says_in_it_what_was_lost() {
  local job tries state
  data=$work/restored
  call demo-auditor GET "/v1/audit-entries?limit=50" | grep -q '"database.restored"' || fail "the restore is not audited" || return
  job=$(call demo-auditor POST /v1/audit-verifications '{}' | member id)
  for tries in {1..100}; do
    state=$(call demo-auditor GET "/v1/jobs/$job")
    [[ $state == *'"status":"succeeded"'* ]] && return
    [[ $state == *'"status":"failed"'* ]] && break
    sleep 0.2
  done
  fail "$state"
}

# refused PATTERN [arguments]: the restore fails, says so and leaves nothing.
refused() {
  local pattern=$1
  shift
  with_backup "$root/scripts/restore" --to "$work/refused" "$@" >"$work/refusal" 2>&1 && { fail "it was restored"; return; }
  grep -q "$pattern" "$work/refusal" || { cat "$work/refusal"; return 1; }
  [ ! -e "$work/refused" ] || fail "it left $work/refused"
}

# flip FILE: one bit in its middle.
flip() {
  local at byte
  at=$(($(stat -c %s "$1") / 2))
  byte=$(od -An -tu1 -j "$at" -N 1 "$1")
  printf "\\x$(printf %02x $((byte ^ 1)))" | dd of="$1" bs=1 seek="$at" conv=notrunc status=none
}

first_wal() { find "$backups" -path '*/wal/*.gz.sealed' | sort | sed -n 2p; }

it_x5_refuses_a_backup_with_one_bit_changed() {
  local file
  drill
  for file in "$(find "$backups" -name '*.tar.gz.sealed' -path '*/base/*' | grep -v heads)" "$(first_wal)" "$(find "$backups" -name '*.info.sealed')"; do
    cp "$file" "$work/whole"
    flip "$file"
    refused 'does not open' || return
    cp "$work/whole" "$file"
  done
  file=$(first_wal)
  truncate -s -1 "$file"
  refused 'does not open' || return
  with_backup "$root/scripts/backup" verify >"$work/refusal" 2>&1 && { fail "verify accepts it"; return; }
  grep -q 'the backup has faults' "$work/refusal" || { cat "$work/refusal"; return 1; }
  rm "$file"
  refused "$(basename "$file" .gz.sealed) is missing" || return
  with_backup "$root/scripts/restore" --to "$work/gap" --trial --before-gap >"$work/refusal" 2>&1 || { cat "$work/refusal"; return 1; }
}

it_x6_refuses_another_key_another_master_key_and_a_folder_in_use() {
  drill
  head -c 32 /dev/urandom | base64 >"$work/other.key"
  Backup__KeyFile=$work/other.key refused 'sealed by another key' || return
  mkdir -p "$work/used" && touch "$work/used/something"
  with_backup "$root/scripts/restore" --to "$work/used" >"$work/refusal" 2>&1 && { fail "it was restored"; return; }
  grep -q 'overwrites nothing' "$work/refusal" || return
  [ "$(ls "$work/used")" = something ]
}
