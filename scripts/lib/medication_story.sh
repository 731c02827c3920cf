# The story of a bottle of paracetamol, from the office's counter to the record on paper. Sourced by scripts/demo. It makes its own
# order each time and ends it, so it can be told at any hour and again.

medication_story() {
  who_gives_medicines
  a_pupil_with_a_parent
  the_order_is_drafted_and_the_bottle_comes_in
  the_parent_consents
  the_label_is_checked
  a_dose_is_asked_for_and_given
  too_early_is_refused
  given_anyway_is_recorded_as_an_error
  the_bottle_is_counted
  the_record_is_printed
  the_rest_goes_home
  tell "That is a medicine's way through a school. Every step held."
}

who_gives_medicines() {
  tell "Four sign in: the office, the medical lead, a colleague who gives medicines, and the head teacher."
  sign_in demo-office demo-medical-lead demo-thrive-lead demo-head
  local client
  for client in demo-medical-lead demo-thrive-lead; do
    as=$client
    request GET /v1/me
    expect 200
    school=$(field schools.0.id)
    trained "$client" "$(field staffId)"
  done
}

# trained CLIENT STAFF: in date today, whenever the demo data was made.
trained() {
  as=demo-head
  send POST /v1/training-records '{"schoolId": "'"$school"'", "staffId": "'"$2"'", "type": "medicine_administration", "completedOn": "'"$(day 0)"'", "provider": "Story"}'
  case $status in
    201) note "$1 is trained until $(field expiresOn)" ;;
    409) same "the refusal" training-exists "$(field code)"; note "$1 was trained today already" ;;
    *) expect 201 ;;
  esac
}

moment() { date -u -d "${1:-now}" +%FT%TZ; }

a_pupil_with_a_parent() {
  tell "The medical lead looks for a pupil of the school whose parent may consent."
  as=demo-medical-lead
  find_a_parent
}

the_order_is_drafted_and_the_bottle_comes_in() {
  tell "She drafts the order from the label. The office takes the bottle in: 200 ml, with its batch."
  send POST /v1/medication-orders '{"pupilId": "'"$pupil"'", "medicineName": "Paracetamol", "form": "liquid", "strength": "250mg/5ml", "route": "oral",
    "schedule": "prn", "doseMin": 5, "doseMax": 10, "doseUnit": "ml", "minIntervalMinutes": 240, "maxDoses24h": 4, "maxQuantity24h": 40,
    "indication": "Pain or fever", "controlled": false, "startsOn": "'"$(day -1)"'", "endsOn": "'"$(day 7)"'"}'
  expect 201
  same "its status" draft "$(field status)"
  order=$(field id) order_tag=$(header ETag)

  as=demo-office
  send POST /v1/medicine-stocks '{"owner": "pupil", "orderId": "'"$order"'", "batch": "ST-'"$(random_hex 4)"'", "expiresOn": "'"$(date -u -d '1 year' +%Y-%m)"'",
    "quantity": 200, "unit": "ml", "receivedFromContactId": "'"$parent"'"}'
  expect 201
  same "its balance" 200 "$(field balance)"
  stock=$(field id)
  note "usable until $(field expiresOn): the pack shows a month, which means its last day"
}

the_parent_consents() {
  tell "The parent's consent, on paper: paracetamol, at most 10 ml at a time."
  send POST /v1/medicine-consents '{"pupilId": "'"$pupil"'", "medicineName": "Paracetamol", "dose": 10, "doseUnit": "ml", "givenByContactId": "'"$parent"'",
    "givenAt": "'"$(moment '-2 hours')"'", "method": "paper"}'
  expect 201
  same "its status" given "$(field status)"
  consent=$(field id)
}

the_label_is_checked() {
  tell "The order gets its consent. Nothing is given by a draft: the label is checked, and the order is put in force."
  as=demo-medical-lead
  request PATCH "/v1/medication-orders/$order" -H 'Content-Type: application/merge-patch+json' -H "If-Match: $order_tag" --data-binary '{"consentId": "'"$consent"'"}'
  expect 200
  send POST "/v1/medication-orders/$order/verify" '{"labelChecked": true}' -H "If-Match: $(header ETag)"
  expect 200
  same "its status" verified "$(field status)"
  send POST "/v1/medication-orders/$order/activate" '{}' -H "If-Match: $(header ETag)"
  expect 200
  same "its status" active "$(field status)"
}

# dose AT [MORE]: 10 ml out of the bottle.
dose() {
  cat <<JSON
{"orderId": "$order", "stockId": "$stock", "outcome": "given", "quantity": 10, "givenAt": "$1", "reason": "Headache after lunch" ${2:-}}
JSON
}

a_dose_is_asked_for_and_given() {
  local asked='"priorDoseCheck": {"source": "parent", "lastDoseAt": null}'
  given_at=$(moment)
  tell "May I? The check records nothing, and wants to know of earlier doses at home."
  send POST "/v1/medication-orders/$order/dose-check" '{"quantity": 10, "at": "'"$given_at"'"}'
  expect 200
  same "whether it may" false "$(field allowed)"
  same "why not" prior-dose-unknown "$(field failures.0)"

  note "The parent says on the telephone that there was none:"
  send POST "/v1/medication-orders/$order/dose-check" '{"quantity": 10, "at": "'"$given_at"'", "stockId": "'"$stock"'", '"$asked"'}'
  expect 200
  same "whether it may" true "$(field allowed)"

  tell "The dose is given, and recorded with its ledger entry in one step. The answer is lost and asked for again: one dose."
  key=story-$(random_hex 12)
  send POST /v1/medication-administrations "$(dose "$given_at" ", $asked")" -H "Idempotency-Key: $key"
  expect 201
  local first
  first=$(field id)
  send POST /v1/medication-administrations "$(dose "$given_at" ", $asked")" -H "Idempotency-Key: $key"
  expect 201
  same "the dose" "$first" "$(field id)"
  same "Idempotency-Replayed" true "$(header Idempotency-Replayed)"
}

too_early_is_refused() {
  tell "A colleague who knows nothing of it wants to give another. Too early: refused, with the time from which it may be given."
  as=demo-thrive-lead
  send POST /v1/medication-administrations "$(dose "$(moment)")" -H "Idempotency-Key: story-$(random_hex 12)"
  expect 422
  same "the refusal" dose-refused "$(field code)"
  same "why" min-interval "$(field errors.0.code)"
  local next
  next=$(field nextAllowedAt)
  [ -n "$next" ] || die "it says no time"
  same "the time from which it may be given" "$(date -u -d "$given_at 240 minutes" +%s)" "$(date -u -d "$next" +%s)"
  note "next allowed at $next"
}

given_anyway_is_recorded_as_an_error() {
  tell "But it was given already. What happened must be on record: it is stored, marked, and never shown as a correct dose."
  send POST /v1/medication-administrations "$(dose "$(moment)" ', "alreadyGiven": {"reason": "The first dose was not seen in the record"}')" -H "Idempotency-Key: story-$(random_hex 12)"
  expect 201
  same "its mark" true "$(field isMarked)"
  same "what stood against it" min-interval "$(field guardFailures.0)"

  local marked error
  marked=$(field id)

  note "In the same step an error report and tasks have been opened for the medical lead:"
  as=demo-medical-lead
  request GET "/v1/medicine-errors?pupilId=$pupil&limit=1"
  expect 200
  same "the report's kind" given_against_guard "$(field data.0.kind)"
  same "the report's dose" "$marked" "$(field data.0.administrationId)"
  error=$(field data.0.id)
  request GET "/v1/tasks?sourceId=$error&status=open"
  expect 200
  [ "$(items data)" -gt 0 ] || die "the report has left no task"
  note "task: $(field data.0.title)"
}

the_bottle_is_counted() {
  tell "The bottle should hold 180 ml. Somebody measures: 175. The count changes nothing by itself; it opens a task."
  stock_tag
  same "its balance" 180 "$(field balance)"
  send POST "/v1/medicine-stocks/$stock/count" '{"quantity": 175, "reason": "Weekly count"}' -H "If-Match: $tag"
  expect 200
  same "the balance" 180 "$(field balance)"
  same "what differs" -5 "$(field discrepancy)"
  tag=$(header ETag)
  request GET "/v1/tasks?sourceId=$stock&status=open"
  expect 200
  same "the task" resolve_stock_discrepancy "$(field data.0.kind)"
  note "task: $(field data.0.title)"

  note "A spoonful was spilt. The correction is a further line of the ledger; no line is ever changed:"
  send POST "/v1/medicine-stocks/$stock/adjust" '{"quantity": -5, "reason": "A spoonful was spilt"}' -H "If-Match: $tag"
  expect 200
  same "the balance" 175 "$(field balance)"
  request GET "/v1/medicine-stocks/$stock/ledger"
  expect 200
  local line
  for ((line = 0; line < $(items data); line++)); do
    note "$(field "data.$line.sequence")  $(field "data.$line.kind")  $(field "data.$line.delta")  left: $(field "data.$line.balanceAfter")"
  done
  same "the entries" 5 "$(items data)"
}

stock_tag() {
  request GET "/v1/medicine-stocks/$stock"
  expect 200
  tag=$(header ETag)
}

the_record_is_printed() {
  tell "The pupil's medication administration record of the month, as the chart that nurses know, ready to print."
  send POST /v1/documents '{"kind": "mar_month", "format": "html", "pupilId": "'"$pupil"'", "on": "'"$(london_day "$given_at")"'"}'
  expect 201
  note "document $(field number), $(field bytes) bytes"
  request GET "/v1/documents/$(field id)/content"
  expect 200
  cp "$work/body" "$work/mar.html"
  local word
  for word in 'Given against a check' 'Another dose lies closer' 'The first dose was not seen in the record' 'size: A4 landscape'; do
    grep -q "$word" "$work/mar.html" || die "the record does not say '$word'"
  done
  note "It lists both doses, the second with its mark, and the reason."
}

the_rest_goes_home() {
  tell "The headache is over: the order is ended, the family takes the rest home, and the ledger is closed at nothing."
  request GET "/v1/medication-orders/$order"
  expect 200
  send POST "/v1/medication-orders/$order/end" '{"reason": "Needed no longer"}' -H "If-Match: $(header ETag)"
  expect 200
  same "its status" ended "$(field status)"
  stock_tag
  send POST "/v1/medicine-stocks/$stock/return" '{"quantity": 175, "returnedToContactId": "'"$parent"'"}' -H "If-Match: $tag"
  expect 200
  same "the balance" 0 "$(field balance)"
  send POST "/v1/medicine-stocks/$stock/close" '{}' -H "If-Match: $(header ETag)"
  expect 200
  same "its status" closed "$(field status)"
}
