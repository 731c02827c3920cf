# What scripts/backup and scripts/restore share. Sourced after common.sh, postgres.sh and api.sh.
#
# A backup folder holds, for each timeline of each server, SYSTEM-TIMELINE/base/STAMP.{tar.gz,heads,info}.sealed and
# SYSTEM-TIMELINE/wal/SEGMENT[.partial].gz.sealed. Files are written beside their place and moved there whole.

slot=pupilsupport_backup

# The backup's folder, the key and what opens it.
open_backup() {
  [ -n "${PUPILSUPPORT_BACKUP:-}" ] || die "set PUPILSUPPORT_BACKUP to the folder of the backups, on another disk than the database's"
  backup=$(realpath -m "$PUPILSUPPORT_BACKUP")
  data=$(realpath -m "${PUPILSUPPORT_DATA:-$root/.data}")
  Backup__KeyFile=$(realpath -m "${Backup__KeyFile:-$data/secrets/backup.key}")
  export Backup__KeyFile
  need_postgres
  find_api
}

# The published API in PUPILSUPPORT_APP, else the one that scripts/run builds.
find_api() {
  app=${PUPILSUPPORT_APP:-}
  if [ -z "$app" ]; then
    need_sdk
    build_api
    app=$bin
  fi
  [ -f "$app/PupilSupport.Api.dll" ] || die "there is no PupilSupport.Api.dll in $app"
}

api() { (cd "$app" && exec dotnet PupilSupport.Api.dll "$@"); }

# Made once, when nobody says where the key is.
need_backup_key() {
  [ ! -s "$Backup__KeyFile" ] || return 0
  [ "$Backup__KeyFile" = "$data/secrets/backup.key" ] || die "there is no key in $Backup__KeyFile"
  mkdir -p -m 700 "$data/secrets"
  (umask 077 && head -c 32 /dev/urandom | base64 >"$Backup__KeyFile")
  say "Made a key for backups: $Backup__KeyFile. Keep a copy elsewhere; without it no backup opens."
}

# seal NAME FILE: standard input, sealed under the name, becomes the file, whole or not at all.
seal() {
  mkdir -p "$(dirname "$2")"
  api seal --name "$1" >"$2.new" || { rm -f "$2.new"; return 1; }
  sync "$2.new"
  mv "$2.new" "$2"
}

# unseal FILE: to standard output, under the name that the file has.
unseal() { api unseal --name "$(basename "$1" .sealed)" <"$1"; }

# segment_of LSN TIMELINE: the WAL file that holds the byte before that place.
segment_of() {
  local high=$((16#${1%/*})) low=$((16#${1#*/}))
  if [ "$low" -eq 0 ]; then high=$((high - 1)) low=$((1 << 32)); fi
  printf '%08X%08X%08X' "$2" "$high" $(((low - 1) / segment_bytes))
}

# next_segment NAME: the WAL file that follows on its timeline.
next_segment() {
  local timeline=${1:0:8} high=$((16#${1:8:8})) low=$((16#${1:16:8} + 1))
  if [ "$low" -ge $(((1 << 32) / segment_bytes)) ]; then high=$((high + 1)) low=0; fi
  printf '%s%08X%08X' "$timeline" "$high" "$low"
}

# wal_from FOLDER FIRST: the names of the sealed WAL files without a gap, to stdout; a partial one last. What is missing
# although something later is there: into the file $work/missing.
wal_from() {
  local name=$2 last
  last=$(find "$1" -name '*.gz.sealed' -printf '%f\n' | grep -Eo '^[0-9A-F]{24}' | sort | tail -n 1) || true
  : >"$work/missing"
  while [[ ! $name > $last ]]; do
    if [ -f "$1/$name.gz.sealed" ]; then
      echo "$name.gz"
    elif [ -f "$1/$name.partial.gz.sealed" ] && [ "$name" = "$last" ]; then
      echo "$name.partial.gz"
    else
      echo "$name" >>"$work/missing"
      return
    fi
    name=$(next_segment "$name")
  done
}

# info FILE: the facts of a base backup into variables.
read_info() {
  local key value
  unseal "$1" >"$work/info" || return 1
  while IFS='=' read -r key value; do
    case $key in
      began | ended | start_lsn | end_lsn | timeline | segment_bytes | start_segment | server_version | master_key) printf -v "$key" '%s' "$value" ;;
      *) die "$1 holds an unknown fact '$key'" ;;
    esac
  done <"$work/info"
}

# Tells master keys apart, without telling anything of them: of 32 random bytes. Empty where the key is not to be read.
master_key_mark() { [ ! -r "$1/master.key" ] || sha256sum "$1/master.key" | cut -c1-16; }

keys_folder() { echo "${Keys__Folder:-$data/keys}"; }
heads_folder() { echo "${Audit__HeadsFolder:-$(keys_folder)/audit-heads}"; }

# stamp_seconds STAMP: a base backup's name as seconds since 1970.
stamp_seconds() { date -u -d "${1:0:4}-${1:4:2}-${1:6:2} ${1:9:2}:${1:11:2}:${1:13:2}" +%s; }
