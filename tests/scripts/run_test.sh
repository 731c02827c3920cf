# In this order: each test starts from where the one before it ended.

it_1_starts_from_nothing() {
  start_run
  await_up 300 || fail "not ready"
}

it_2_prints_a_curl_line_that_works_when_pasted() {
  local line answer
  line=$(grep -o 'curl -s .*' "$work/run.log" | head -n 1)
  answer=$(bash -c "$line") || fail "curl failed"
  [[ $answer == *'"trustId"'* ]] || fail "answer: $answer"
}

it_2_tells_the_main_job_as_a_story_and_once_more() {
  local turn
  for turn in first second; do
    PUPILSUPPORT_URLS=$base "$root/scripts/demo" >"$work/story" 2>&1 || { cat "$work/story"; fail "the $turn time"; return; }
  done
}

it_2_tells_of_medicines_and_once_more() {
  local turn
  for turn in first second; do
    PUPILSUPPORT_URLS=$base "$root/scripts/demo" medication >"$work/story" 2>&1 || { cat "$work/story"; fail "the $turn time"; return; }
  done
  PUPILSUPPORT_URLS=$base "$root/scripts/demo" nothing >"$work/story" 2>&1 && fail "there is no such story"
  grep -q medication "$work/story"
}

it_2_tells_of_programmes_and_once_more() {
  local turn
  for turn in first second; do
    PUPILSUPPORT_URLS=$base "$root/scripts/demo" programme >"$work/story" 2>&1 || { cat "$work/story"; fail "the $turn time"; return; }
  done
}

it_2_tells_of_plans_and_once_more() {
  local turn
  for turn in first second; do
    PUPILSUPPORT_URLS=$base "$root/scripts/demo" plan >"$work/story" 2>&1 || { cat "$work/story"; fail "the $turn time"; return; }
  done
}

it_2_tells_of_referrals_and_once_more() {
  local turn
  for turn in first second; do
    PUPILSUPPORT_URLS=$base "$root/scripts/demo" referral >"$work/story" 2>&1 || { cat "$work/story"; fail "the $turn time"; return; }
  done
}

it_3_says_where_the_docs_are_and_names_the_demo_clients() {
  grep -q "$base/docs" "$work/run.log" && grep -q demo-support "$work/run.log" && grep -q demo-other-mis "$work/run.log"
}

it_4_refuses_a_second_instance_on_one_data_folder() {
  local words
  words=$(PUPILSUPPORT_URLS=http://127.0.0.1:$(free_port) PUPILSUPPORT_DATA=$data "$root/scripts/run" 2>&1) && fail "it started"
  [[ $words == *"already uses the data folder"* ]] || fail "$words"
  [ "$(http_status 127.0.0.1 "$url_port" /health/ready)" = 200 ] || fail "the first one suffered"
}

it_5_refuses_an_address_in_use() {
  local words
  words=$(PUPILSUPPORT_URLS=$base PUPILSUPPORT_DATA=$work/other "$root/scripts/run" 2>&1) && fail "it started"
  [[ $words == *"already answers on port"* ]] || fail "$words"
}

it_6_keeps_its_secrets_to_itself() {
  local file
  for file in "$data"/secrets/*; do
    [ "$(stat -c %a "$file")" = 600 ] || fail "$file" || return
    grep -q "$(cat "$file")" "$work/run.log" "$data"/*.log && { fail "$file is logged"; return; }
    pgrep -af "$(cat "$file")" && { fail "$file stands in a command line"; return; }
  done
  [ "$(stat -c %a "$data/secrets")" = 700 ]
}

it_7_runs_a_durable_server_on_the_loopback_with_passwords() {
  [ "$(sql "SELECT string_agg(setting, ',' ORDER BY name) FROM pg_settings WHERE name IN
    ('fsync','full_page_writes','synchronous_commit','listen_addresses','data_checksums')")" = "on,on,on,127.0.0.1,on" ] &&
    [ "$(sql "SELECT count(*) FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'")" = 0 ] &&
    [ "$(sql "SELECT string_agg(rolname, ',' ORDER BY rolname) FROM pg_roles WHERE rolsuper")" = administrator ]
}

it_8_stops_all_on_ctrl_c() {
  sql "CREATE TABLE witness (x int); INSERT INTO witness VALUES (7)" >/dev/null || return
  interrupt_run || fail "still running" || return
  nothing_left
}

it_9_answers_within_ten_seconds_on_a_warm_start_and_keeps_the_data() {
  local begun=$SECONDS
  start_run
  await_up 10 || fail "not ready after $((SECONDS - begun)) s" || return
  [ "$(sql "SELECT x FROM witness")" = 7 ]
}

it_a_starts_the_api_again_when_it_is_killed() {
  local before
  before=$(api_process)
  kill -KILL "$before"
  sleep 0.5
  await_up 20 || fail "not ready again" || return
  [ "$(api_process)" != "$before" ]
}

it_b_starts_the_server_again_when_it_is_killed() {
  local before cluster
  cluster=$(cluster_home "$data")/postgres
  before=$(server_process)
  # shellcheck disable=SC2046
  kill -KILL $(cluster_processes)
  sleep 0.5
  await_up 30 || fail "not ready again" || return
  [ "$(server_process)" != "$before" ] && [ "$(sql "SELECT x FROM witness")" = 7 ]
}

it_c_leaves_no_orphan_when_it_is_killed_itself() {
  kill -KILL "$script"
  wait_for_end "$script" 5
  nothing_left
}

it_d_recovers_when_everything_was_killed_at_once() {
  local cluster
  start_run
  await_up 30 || fail "not ready" || return
  cluster=$(cluster_home "$data")/postgres
  # shellcheck disable=SC2046
  kill -KILL "$script" $(api_process) $(cluster_processes)
  wait_for_end "$script" 5
  start_run
  await_up 30 || fail "not ready again" || return
  [ "$(sql "SELECT x FROM witness")" = 7 ]
}

it_e_stops_all_on_terminate() {
  kill_run
  nothing_left
}

it_f_starts_over_with_fresh() {
  start_run --fresh
  await_up 300 || fail "not ready" || return
  [ "$(sql "SELECT count(*) FROM pg_tables WHERE tablename = 'witness'")" = 0 ]
}

it_g_uses_a_given_server_and_starts_none() {
  kill_run
  (
    own_server "$work/outside" || exit
    as_administrator -c 'CREATE DATABASE outside' || exit
    launch env PUPILSUPPORT_URLS="$base" PUPILSUPPORT_DATA="$work/given" \
      ConnectionStrings__Default="Host=127.0.0.1;Port=$pg_port;Database=outside;Username=administrator;Password=$(secret administrator)" \
      "$root/scripts/run"
    trap 'kill_run; stop_own_server' EXIT
    await_up 300 || fail "not ready" || exit
    [ ! -e "$work/given/postgres" ] || fail "it started a server"
  )
}

it_h_works_where_the_system_user_cannot_go() {
  is_root || { skip "needs root"; return; }
  kill_run
  mkdir -p -m 700 "$work/closed"
  data=$work/closed/data
  start_run
  await_up 300 || fail "not ready" || return
  [ -d "$(cluster_home "$data")/postgres" ] && [[ $(cluster_home "$data") == /var/lib/pupilsupport/* ]] || return
  kill_run
  nothing_left || return
  rm -rf "$(cluster_home "$data")"
}

it_i_works_as_an_ordinary_user() {
  is_root || { skip "the other tests did it"; return; }
  kill_run
  data=$work/ordinary
  mkdir -p "$data" "$work/home"
  chown nobody: "$data" "$work/home"
  launch setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups -- \
    env HOME="$work/home" PUPILSUPPORT_URLS="$base" PUPILSUPPORT_DATA="$data" "$root/scripts/run"
  await_up 300 || fail "not ready" || return
  [ "$(ps -o user= -p "$(api_process)")" = nobody ] && [ "$(ps -o user= -p "$(server_process)")" = nobody ] || fail "wrong user" || return
  interrupt_run || fail "still running" || return
  nothing_left
}

it_j_stops_at_once_while_it_is_still_building() {
  local copy=$work/copy
  mkdir "$copy"
  (cd "$root" && cp -r scripts deploy src global.json Directory.*.props "$copy") || return
  rm -f "$copy/src/Api/bin/Release/net10.0/.built"
  data=$work/building
  launch env PUPILSUPPORT_URLS="$base" PUPILSUPPORT_DATA="$data" "$copy/scripts/run"
  local tries
  for tries in {1..200}; do
    grep -q 'Building' "$work/run.log" && break
    sleep 0.1
  done
  kill -TERM "$script"
  wait_for_end "$script" 15 || fail "still running after 15 s" || return
  nothing_left
}
