# Talking to the API from a script: one function a request, and a reader for its answer. Sourced after common.sh.

have curl || install_packages curl
base=${PUPILSUPPORT_URLS:-http://127.0.0.1:5080}
base=${base%%;*}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
declare -A token
status=

tell() { printf '\n%s\n' "$*"; }
note() { printf '    %s\n' "$*"; }

# london_day INSTANT: its day as the service counts days, by rule: there may be no zone files here.
london_day() { TZ=GMT0BST,M3.5.0/1,M10.5.0 date -d "$1" +%F; }

# day NUMBER: that many days from today in London.
day() { date -u -d "$(london_day now) $1 day" +%F; }

# sign_in CLIENT...: a token for each demo client.
sign_in() {
  local client
  for client in "$@"; do
    as=
    request POST /oauth/token -d grant_type=client_credentials -d "client_id=$client" -d client_secret=demo
    expect 200
    token[$client]=$(field access_token)
  done
}

# request METHOD PATH [curl arguments]: as the client in $as. Leaves status, headers and body.
request() {
  local method=$1 path=$2
  shift 2
  [ -z "$as" ] || set -- -H "Authorization: Bearer ${token[$as]}" "$@"
  status=$(curl -sS -X "$method" "$base$path" -D "$work/headers" -o "$work/body" -w '%{http_code}' "$@") ||
    die "nobody answers on $base; start the API with scripts/run"
  awk -f "$root/scripts/lib/json.awk" "$work/body" >"$work/fields" 2>/dev/null || true
  note "$method $path  ->  $status"
}

# send METHOD PATH JSON [curl arguments]
send() {
  local method=$1 path=$2 json=$3 type=application/json
  shift 3
  [ "$method" != PATCH ] || type=application/merge-patch+json
  request "$method" "$path" -H "Content-Type: $type" --data-binary "$json" "$@"
}

# field PATH: a value of the last answer, as data.0.id; empty when it is not there.
field() { awk -F '\t' -v path="$1" '$1 == path { print substr($0, length(path) + 2); exit }' "$work/fields"; }

# items PATH: how many members a list of the last answer has.
items() { awk -F '\t' -v path="$1." 'index($1, path) == 1 { split(substr($1, length(path) + 1), part, "."); seen[part[1]] } END { n = 0; for (i in seen) n++; print n }' "$work/fields"; }

# header NAME: of the last answer.
header() { tr -d '\r' <"$work/headers" | awk -v name="$1" 'tolower($1) == tolower(name) ":" { print $2; exit }'; }

expect() {
  [ "$status" = "$1" ] || { cat "$work/body" >&2; echo >&2; die "expected $1${2:+: $2}, but the answer was $status"; }
}

# same WHAT EXPECTED FOUND
same() { [ "$2" = "$3" ] || { cat "$work/body" >&2; echo >&2; die "$1: expected '$2', found '$3'"; }; }

# A pupil of $school with a parent who may decide, into pupil and parent.
find_a_parent() {
  request GET "/v1/pupils?schoolId=$school&limit=20"
  expect 200
  local ids i
  ids=$(awk -F '\t' '$1 ~ /^data\.[0-9]+\.id$/ { print $2 }' "$work/fields")
  for pupil in $ids; do
    request GET "/v1/pupils/$pupil/contacts" >/dev/null
    expect 200
    for ((i = $(items data) - 1; i >= 0; i--)); do
      if [ "$(field "data.$i.parentalResponsibility")" = person ] && [ "$(field "data.$i.isBarred")" = false ]; then
        parent=$(field "data.$i.id")
        note "pupil $pupil, parent $parent"
        return
      fi
    done
  done
  die "no pupil has a parent on record"
}
