# On the server that the drill has restored: told to stop in the middle of a request, the API finishes it.

it_x8_finishes_its_requests_when_it_is_told_to_stop() {
  local token school process answer
  data=$work/restored
  token=$(curl -s "$base/oauth/token" -d grant_type=client_credentials -d client_id=demo-head -d client_secret=demo | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
  school=$(call demo-head GET /v1/me | sed 's/.*"schools":\[{"id":"\([^"]*\)".*/\1/')
  process=$(api_process)
  { printf '{"schoolId":"%s",' "$school"; sleep 3; printf '"name":"Said while it was told to stop"}'; } |
    curl -s -o "$work/drained" -w '%{http_code}' -X POST -T - "$base/v1/rooms" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' >"$work/drain-status" &
  answer=$!
  sleep 1
  kill -TERM "$process"
  sleep 0.5
  kill -0 "$process" 2>/dev/null || fail "it ended at once" || return
  curl -s -m 2 -o /dev/null "$base/health/live" && { fail "it takes new connections"; return; }
  wait "$answer"
  [ "$(cat "$work/drain-status")" = 201 ] || fail "answer $(cat "$work/drain-status"): $(cat "$work/drained")" || return
  wait_for_end "$process" 30 || fail "it still runs"
}
