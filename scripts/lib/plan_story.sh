# The story of a pastoral support plan: draft, approval, signatures, a review, the next cycle with a new version, and the copy for the
# family. Sourced by scripts/demo. It closes what it opens, so it can be told again.

plan_story() {
  who_agrees_on_plans
  find_first_day || { note "The school has had no day of school yet for a plan to start on. That is a story for another week."; return; }
  the_senco_drafts_a_plan
  two_edit_it_and_no_word_is_lost
  it_is_sent_back_and_approved
  the_parent_signs
  the_first_steps_are_noted
  the_review_opens_the_next_cycle
  the_next_version_is_agreed
  the_family_gets_its_copy
  it_ends_when_nothing_is_open
  tell "That is a plan: assess, plan, do, review, and every version as it was signed. Every step held."
}

who_agrees_on_plans() {
  tell "Four sign in: the SENCo, who writes, the pastoral lead, who writes too, the head teacher, who decides, and a support worker."
  sign_in demo-senco demo-pastoral demo-head demo-support
  as=demo-support
  request GET /v1/me
  expect 200
  worker=$(field staffId) school=$(field schools.0.id)
  as=demo-senco
  find_a_parent
}

# The latest school day of the last ten weeks but for the last one, into first_day: a plan starts on a school day.
find_first_day() {
  request GET "/v1/schools/$school/calendars"
  expect 200
  local back
  for back in {7..70}; do
    first_day=$(day "-$back")
    [ "$(date -u -d "$first_day" +%u)" -ge 6 ] || ! is_open "$first_day" || return 0
  done
  return 1
}

# is_open DAY: by the calendars of the last answer, weekends aside.
is_open() {
  awk -F '\t' -v day="$1" '
    { split($1, at, ".") }
    $1 ~ /opensOn$/ { opens[at[2]] = $2 }
    $1 ~ /closesOn$/ { if (opens[at[2]] <= day && day <= $2) open = 1 }
    $1 ~ /firstDay$/ { first = $2 }
    $1 ~ /lastDay$/ { if (first <= day && day <= $2) closed = 1 }
    END { exit !(open && !closed) }' "$work/fields"
}

plan_body() {
  cat <<JSON
{"pupilId": "$pupil", "schoolId": "$school", "type": "behaviour", "title": "Breaks that help", "startsOn": "$first_day", "needArea": "semh", "ownerId": "$worker",
 "summary": "Leaving the room has become the only way out when work is hard.",
 "targets": [{"text": "I ask for a break before I leave the room", "measure": "Breaks asked for, out of times out of the room, each week", "baseline": "1 of 6", "dueOn": "$(day 60)",
   "strategies": ["A break card on the desk"]}],
 "provisions": [{"text": "Time with the key adult", "minutesPerWeek": 45, "role": "support_worker"}],
 "views": {"pupil": "I want to stay with my friends."}}
JSON
}

the_senco_drafts_a_plan() {
  tell "The SENCo drafts a behaviour plan with the pupil's words. It is version 1."
  clear_the_way
  send POST /v1/plans "$(plan_body)"
  expect 201
  same "its status" draft "$(field status)"
  same "its version" 1 "$(field versionNumber)"
  plan=$(field id) tag=$(header ETag)
}

# A plan that an interrupted telling left is closed first: a pupil has one plan in force of a type.
clear_the_way() {
  request GET "/v1/plans?pupilId=$pupil&type=behaviour&status=active&limit=1"
  expect 200
  [ "$(items data)" -gt 0 ] || return 0
  plan=$(field data.0.id)
  request GET "/v1/plans/$plan"
  tag=$(header ETag)
  reviewed "$(day 0)" close
}

two_edit_it_and_no_word_is_lost() {
  tell "The pastoral lead adds a sentence while the SENCo still looks at the first draft. The SENCo's edit is refused, with the version that stands, and nothing is overwritten."
  as=demo-pastoral
  send PATCH "/v1/plans/$plan" '{"summary": "Leaving the room has become the only way out when work is hard. Mornings are hardest."}' -H "If-Match: $tag"
  expect 200
  local current
  current=$(header ETag)
  as=demo-senco
  send PATCH "/v1/plans/$plan" '{"title": "Breaks that help me"}' -H "If-Match: $tag"
  expect 412
  same "the version that stands" "$current" "$(field currentETag)"
  send PATCH "/v1/plans/$plan" '{"title": "Breaks that help me"}' -H "If-Match: $current"
  expect 200
  tag=$(header ETag)
}

# plan_step ACTION BODY: of the plan, by the version that was seen last.
plan_step() {
  send POST "/v1/plans/$plan/$1" "$2" -H "If-Match: $tag"
  expect 200
  tag=$(header ETag)
}

it_is_sent_back_and_approved() {
  tell "The parent's view is missing, and a plan without it goes nowhere: it says what is missing, and where."
  send POST "/v1/plans/$plan/request-approval" '{}' -H "If-Match: $tag"
  expect 422
  note "$(field errors.0.pointer): $(field errors.0.code)"
  send PATCH "/v1/plans/$plan" '{"views": {"parent": "We want the same words at home and in school."}}' -H "If-Match: $tag"
  expect 200
  tag=$(header ETag)
  plan_step request-approval '{}'
  same "its status" in_review "$(field status)"

  note "Nobody approves what they wrote:"
  send POST "/v1/plans/$plan/approve" '{}' -H "If-Match: $tag"
  [ "$status" -ge 400 ] || die "the author approved the own plan"
  note "refused as $(field code)"

  tell "The head asks a question, the SENCo answers in the text, and the head approves. That freezes version 1 under its hash."
  as=demo-head
  plan_step reject '{"comment": "Which lessons?"}'
  as=demo-senco
  send PATCH "/v1/plans/$plan" '{"title": "Breaks that help me in maths"}' -H "If-Match: $tag"
  expect 200
  tag=$(header ETag)
  plan_step request-approval '{}'
  as=demo-head
  plan_step approve '{"comment": "Clear and kind."}'
  same "its status" active "$(field status)"
  target=$(field targets.0.id) first=$(field versionNumber) hash=$(field contentHash)
  note "version $first, $hash, review due $(field reviewDueOn)"
}

the_parent_signs() {
  tell "The parent signs at the meeting; the SENCo attests it. The signature is on those very words."
  as=demo-senco
  send POST "/v1/plans/$plan/signatures" '{"as": "parent", "contactId": "'"$parent"'", "method": "attested"}' -H "If-Match: $tag"
  expect 201
  same "the signed hash" "$hash" "$(field contentHash)"
  request GET "/v1/plans/$plan"
  expect 200
  tag=$(header ETag)
}

the_first_steps_are_noted() {
  tell "The key adult writes down how it goes, without touching the plan."
  as=demo-support
  send POST "/v1/plans/$plan/entries" '{"kind": "progress", "on": "'"$(day 0)"'", "text": "Asked for the card twice today.", "targetId": "'"$target"'"}'
  expect 201
}

# reviewed DAY DECISION: every target of the version in force has an outcome, from -2 to +2.
reviewed() {
  request GET "/v1/plans/$plan"
  expect 200
  local outcomes=
  [ -z "$(field targets.0.id)" ] || outcomes='{"targetId": "'"$(field targets.0.id)"'", "outcome": 1}'
  send POST "/v1/plans/$plan/reviews" '{"reviewedOn": "'"$1"'", "attendees": ["The mother", "The SENCo"], "parentContact": true,
    "targetOutcomes": ['"$outcomes"'], "decision": "'"$2"'", "note": "Calmer in the mornings; maths is still hard."}' -H "If-Match: $(header ETag)"
  expect 201
}

the_review_opens_the_next_cycle() {
  tell "They meet early. The review ends the first cycle, and the next one counts from its day."
  as=demo-senco
  reviewed "$(day 0)" continue
  same "the cycle reviewed" 1 "$(field cycleNumber)"
  note "the next review is due $(field nextReviewDueOn)"
  request GET "/v1/plans/$plan/cycles"
  expect 200
  same "the cycles" 2 "$(items data)"
}

the_next_version_is_agreed() {
  tell "Two breaks a morning are too few: the SENCo revises. The agreed version holds until the next one is approved."
  request GET "/v1/plans/$plan"
  tag=$(header ETag)
  plan_step revise '{}'
  same "the version in force" "$first" "$(field inForceVersion)"
  send PATCH "/v1/plans/$plan" '{"summary": "Mornings are hardest. Three breaks, before the work gets too much."}' -H "If-Match: $tag"
  expect 200
  tag=$(header ETag)
  plan_step request-approval '{}'
  as=demo-head
  plan_step approve '{}'
  second=$(field inForceVersion)

  note "What the parent signed is still there, byte for byte, and is shown as given on another version:"
  request GET "/v1/plans/$plan/versions/$first"
  expect 200
  same "its hash" "$hash" "$(field contentHash)"
  request GET "/v1/plans/$plan"
  same "the signature is on the version in force" false "$(field signatures.0.onCurrentVersion)"
  request GET "/v1/plans/$plan/compare?from=$first&to=$second"
  expect 200
  note "what differs: $(awk -F '\t' '$1 ~ /path$/ { printf "%s ", $2 }' "$work/fields")"
}

the_family_gets_its_copy() {
  tell "The family gets its copy: plain words, large print, with the version and its hash and nothing of the staff room."
  as=demo-senco
  send POST /v1/documents '{"kind": "plan", "format": "html", "recordId": "'"$plan"'"}'
  expect 201
  request GET "/v1/documents/$(field id)/content"
  expect 200
  grep -q 'Three breaks, before the work' "$work/body" || die "the copy is not of the version in force"
  grep -q 'Asked for the card twice' "$work/body" && die "the copy tells what was noted for colleagues"
  send POST /v1/documents '{"kind": "plan", "format": "docx", "recordId": "'"$plan"'"}'
  expect 201
}

it_ends_when_nothing_is_open() {
  tell "At the last meeting the target is reached, and the plan is closed. Every version stays readable."
  reviewed "$(day 0)" close
  request GET "/v1/plans/$plan"
  expect 200
  same "its status" closed "$(field status)"
  request GET "/v1/plans/$plan/versions"
  expect 200
  note "$(items data) versions"
}
