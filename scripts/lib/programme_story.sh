# The story of an ELSA programme, from a request in the staff room to the chart that shows what such support does. Sourced by
# scripts/demo. It makes its own programme each time and ends it, so it can be told at any hour and again.

programme_story() {
  who_supports_pupils
  a_worker_asks_for_support
  the_senco_puts_it_on_the_list
  it_is_given_to_the_worker
  the_start_is_measured
  the_sessions_are_planned
  the_caseload_knows_it
  a_small_step_is_seen_and_goes_home
  the_end_is_measured
  the_head_reads_what_it_does
  tell "That is support that can show it worked. Every step held."
}

who_supports_pupils() {
  tell "Four sign in: a support worker, the SENCo, the Thrive lead, and the head teacher."
  sign_in demo-support demo-senco demo-thrive-lead demo-head
  as=demo-support
  request GET /v1/me
  expect 200
  worker=$(field staffId) school=$(field schools.0.id)
  request GET "/v1/pupils?schoolId=$school&limit=1"
  expect 200
  pupil=$(field data.0.id)
}

a_worker_asks_for_support() {
  tell "The worker has seen a pupil who cannot say what worries her, and asks for ELSA: six sessions, half an hour a week. No referral is needed."
  send POST /v1/support-programmes '{"schoolId": "'"$school"'", "kind": "elsa", "pupilIds": ["'"$pupil"'"], "targetSessions": 6, "minutesPerWeek": 30,
    "priority": "soon", "purpose": "To name a worry and ask for help", "entryInstrument": "sdq_teacher", "exitInstrument": "sdq_teacher"}'
  expect 201
  same "its status" proposed "$(field status)"
  programme=$(field id) tag=$(header ETag)

  note "ELSA is six to twelve sessions. More need an approval:"
  send POST /v1/support-programmes '{"schoolId": "'"$school"'", "kind": "elsa", "pupilIds": ["'"$pupil"'"], "targetSessions": 13, "minutesPerWeek": 30, "priority": "soon"}'
  expect 422
  same "the refusal" elsa-sessions "$(field code)"
}

# step ACTION BODY: of the programme, by the version that was seen last.
step() {
  send POST "/v1/support-programmes/$programme/$1" "$2" -H "If-Match: $tag"
  expect 200
  tag=$(header ETag)
}

the_senco_puts_it_on_the_list() {
  tell "The SENCo puts it on the waiting list. From here school days count, and the report names who has waited for too long."
  as=demo-senco
  step wait '{}'
  same "its status" waiting "$(field status)"
  note "it is to start by $(field targetStartOn)"
  request GET "/v1/reports/waiting-list?schoolId=$school"
  expect 200
  note "$(items breaches) have waited beyond their day"
}

it_is_given_to_the_worker() {
  tell "She gives it to the worker, and it starts."
  step allocate '{"practitionerId": "'"$worker"'"}'
  step activate '{}'
  same "its status" active "$(field status)"
}

# measured PURPOSE DAY SCORES: an assessment by the worker, agreed to by the Thrive lead.
measured() {
  as=demo-support
  send POST /v1/assessments '{"pupilId": "'"$pupil"'", "schoolId": "'"$school"'", "instrument": "sdq_teacher", "normVersion": "uk_four_band",
    "assessedOn": "'"$2"'", "purpose": "'"$1"'", "programmeId": "'"$programme"'", "scores": '"$3"'}'
  expect 201
  assessment=$(field id) total=$(field total) band=$(field bands.total)
  send POST "/v1/assessments/$assessment/submit" '{}' -H "If-Match: $(header ETag)"
  expect 200
  local submitted
  submitted=$(header ETag)

  note "Nobody moderates an assessment of their own; the Thrive lead does:"
  as=demo-thrive-lead
  send POST "/v1/assessments/$assessment/moderate" '{}' -H "If-Match: $submitted"
  expect 200
  send POST "/v1/assessments/$assessment/lock" '{}' -H "If-Match: $(header ETag)"
  expect 200
  same "its status" locked "$(field status)"
}

the_start_is_measured() {
  tell "The measure before: the teacher's SDQ. The server adds it up and names the bands; a wrong total would be refused."
  measured baseline "$(day -1)" '{"emotional": 5, "conduct": 3, "hyperactivity": 8, "peer": 2, "prosocial": 4}'
  same "the total" 18 "$total"
  same "its band" high "$band"
}

# pattern PREVIEW: six Tuesdays from tomorrow, at a time when nobody else of the demo is busy.
pattern() {
  cat <<JSON
{"weekday": "tuesday", "time": "15:00", "minutes": 30, "room": "Story corner", "from": "$(day 1)", "count": 6, "preview": $1}
JSON
}

the_sessions_are_planned() {
  tell "Six Tuesdays, within terms and past closures: first as a preview, which shows what stands in the way and writes nothing."
  as=demo-support
  send POST "/v1/support-programmes/$programme/series" "$(pattern true)"
  if [ "$status" = 422 ]; then
    same "the refusal" calendar-not-configured "$(field code)"
    note "The school has no calendar for those weeks yet; nothing is guessed."
    return
  fi

  expect 200
  same "the sessions" 6 "$(items sessions)"
  note "the first $(field sessions.0.startsAt), the last $(field sessions.5.startsAt)"

  tell "Then for good: all six or none."
  send POST "/v1/support-programmes/$programme/series" "$(pattern false)" -H "Idempotency-Key: story-$(random_hex 12)"
  expect 201
  series=$(field seriesId)
  request GET "/v1/support-sessions?programmeId=$programme&status=scheduled"
  expect 200
  same "the sessions in the diary" 6 "$(items data)"

  note "A second series at the same time would put the worker in two places:"
  send POST "/v1/support-programmes/$programme/series" "$(pattern false)"
  expect 409
  note "The training day moves the rest to Wednesdays, one request for all that follow:"
  request GET "/v1/support-session-series/$series"
  expect 200
  send POST "/v1/support-session-series/$series/move" '{"from": "'"$(day 15)"'", "weekday": "wednesday", "time": "15:00", "preview": false}' -H "If-Match: $(header ETag)"
  expect 200
}

the_caseload_knows_it() {
  tell "The worker's caseload has the pupil, and what is delivered against what was planned."
  request GET "/v1/staff/$worker/caseload"
  expect 200
  awk -F '\t' -v id="$programme" '$1 ~ /^programmes\.[0-9]+\.id$/ && $2 == id { found = 1 } END { exit !found }' "$work/fields" || die "the programme is not on the caseload"
  request GET "/v1/support-programmes/$programme/delivery"
  expect 200
  note "planned so far $(field plannedSessions), to come $(field upcomingSessions), owed $(field catchUpOwed)"
}

a_small_step_is_seen_and_goes_home() {
  tell "A small step is seen, and written down in two lines. It goes home as a card, in her own words too."
  send POST /v1/observations '{"schoolId": "'"$school"'", "pupilIds": ["'"$pupil"'"], "kind": "positive", "text": "Asked for the worry jar herself before maths.",
    "observedAt": "'"$(date -u +%FT%TZ)"'", "programmeIds": ["'"$programme"'"]}'
  expect 201
  send POST /v1/recognitions '{"schoolId": "'"$school"'", "pupilIds": ["'"$pupil"'"], "kind": "small_step", "text": "You asked for help before the worry grew. That took courage.",
    "pupilWords": "I put it in the jar and then it was smaller.", "staffNote": "First time unasked.", "occurredAt": "'"$(date -u +%FT%TZ)"'", "programmeId": "'"$programme"'"}'
  expect 201
  local note_id shown
  note_id=$(field id) shown=$(header ETag)
  send POST /v1/documents '{"kind": "recognition_card", "format": "html", "recordId": "'"$note_id"'", "pupilId": "'"$pupil"'"}'
  expect 201
  request GET "/v1/documents/$(field id)/content"
  expect 200
  grep -q 'then it was smaller' "$work/body" || die "the card lacks the pupil's words"
  grep -q 'First time unasked' "$work/body" && die "the card tells what was meant for colleagues"
  send POST "/v1/recognitions/$note_id/share" '{}' -H "If-Match: $shown"
  expect 200
}

the_end_is_measured() {
  tell "The measure after, the same instrument and norms, and the programme is complete."
  measured end "$(day 0)" '{"emotional": 2, "conduct": 2, "hyperactivity": 5, "peer": 1, "prosocial": 7}'
  as=demo-support
  request GET "/v1/support-programmes/$programme"
  expect 200
  tag=$(header ETag)
  step complete '{"endAssessmentId": "'"$assessment"'"}'
  same "its status" completed "$(field status)"
  note "The six Tuesdays that were to come have been cancelled with it:"
  request GET "/v1/support-sessions?programmeId=$programme&status=scheduled"
  expect 200
  same "the sessions in the diary" 0 "$(items data)"
  request GET "/v1/pupils/$pupil/trajectory?instrument=sdq_teacher"
  expect 200
}

the_head_reads_what_it_does() {
  tell "The head teacher reads what such support does: from entry to exit, by a change that chance does not explain. No pupil is named, and no small number is shown."
  as=demo-head
  request GET "/v1/reports/programme-impact?schoolId=$school&from=$(day -120)&to=$(day 0)&kind=elsa"
  expect 200
  local outcome
  for outcome in 0 1 2; do
    note "$(field "schools.0.lines.0.measures.0.scales.0.outcomes.$outcome.outcome"): $(field "schools.0.lines.0.measures.0.scales.0.outcomes.$outcome.places.text")"
  done
  same "the first outcome" improved "$(field schools.0.lines.0.measures.0.scales.0.outcomes.0.outcome)"

  note "The same as a chart, for the screen, for paper and for those who listen to it:"
  request GET "/v1/reports/programme-impact/chart?schoolId=$school&from=$(day -120)&to=$(day 0)&kind=elsa"
  expect 200
  grep -q '<svg' "$work/body" || die "there is no chart"
  grep -q '<title' "$work/body" || die "the chart has no words for those who do not see it"
  request GET "/v1/reports/pastoral-overview?schoolId=$school"
  expect 200
  note "waiting $(field schools.0.waiting.places.text), past their day $(field schools.0.waiting.pastTarget.text)"
}
