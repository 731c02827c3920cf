# The story of a worry about a pupil: an internal referral, an agency that takes it on, what was told to the family, and what left the
# school on which basis. Sourced by scripts/demo. It closes what it opens, so it can be told again.

referral_story() {
  who_refers
  a_worry_is_written_down
  the_worker_refers_to_elsa
  nobody_decides_on_their_own_referral
  the_pastoral_lead_accepts
  there_is_no_room_for_it
  the_senco_looks_for_an_agency
  nothing_leaves_without_consent_and_evidence
  the_parent_consents_and_the_referral_goes_out
  the_pack_is_made_and_logged
  the_agency_answers_without_an_account
  it_ends_with_an_outcome
  the_family_hears_of_other_help
  the_log_tells_what_left
  tell "That is a referral: nobody waited unseen, and nothing left without a basis. Every step held."
}

who_refers() {
  tell "Four sign in: a support worker, the pastoral lead, the SENCo and the designated safeguarding lead."
  sign_in demo-support demo-pastoral demo-senco demo-dsl
  as=demo-support
  request GET /v1/me
  expect 200
  worker=$(field staffId) school=$(field schools.0.id)
  as=demo-senco
  find_a_parent
  clear_referrals
}

# What an interrupted telling left open is withdrawn first: a pupil has one open referral of a service and agency.
clear_referrals() {
  local state id
  as=demo-pastoral
  for state in draft submitted info_requested acknowledged accepted waiting_list in_progress; do
    request GET "/v1/referrals?pupilId=$pupil&status=$state&limit=50" >/dev/null
    expect 200
    for id in $(awk -F '\t' '$1 ~ /^data\.[0-9]+\.id$/ { print $2 }' "$work/fields"); do
      request GET "/v1/referrals/$id"
      send POST "/v1/referrals/$id/withdraw" '{"reason": "Left by an earlier telling."}' -H "If-Match: $(header ETag)"
      expect 200
    done
  done
}

a_worry_is_written_down() {
  tell "The support worker has noticed something, and writes it down."
  as=demo-support
  send POST /v1/observations '{"schoolId": "'"$school"'", "pupilIds": ["'"$pupil"'"], "kind": "observation", "observedAt": "'"$(moment '-1 hour')"'",
    "text": "Alone by the fence at break, the third day running. Says that nights are bad."}'
  expect 201
}

# referral_step VERB BODY [STATUS]: as the client in $as, with the tag of $referral as it stands.
referral_step() {
  local tag
  request GET "/v1/referrals/$referral"
  expect 200
  tag=$(header ETag)
  send POST "/v1/referrals/$referral/$1" "$2" -H "If-Match: $tag"
  expect "${3:-200}"
}

the_worker_refers_to_elsa() {
  tell "She refers to ELSA, and the clock starts: ten school days for a routine referral."
  elsa_referral='{"pupilId": "'"$pupil"'", "schoolId": "'"$school"'", "direction": "internal", "service": "elsa", "urgency": "routine",
    "reason": "Withdrawn at breaks for a week, sleeps badly.", "exceptionReason": "A first step inside the school."}'
  send POST /v1/referrals "$elsa_referral"
  expect 201
  same "its status" draft "$(field status)"
  referral=$(field id)
  send POST /v1/referrals "$elsa_referral"
  expect 409 "one open referral of a service"
  same "why" referral-already-open "$(field code)"
  referral_step submit '{}'
  same "its status" submitted "$(field status)"
  note "to be answered by $(field answerBy)"
}

nobody_decides_on_their_own_referral() {
  tell "She cannot accept it herself: who sends never receives."
  send POST "/v1/referrals/$referral/accept" '{}' -H "If-Match: $(header ETag)"
  [ "$status" != 200 ] || die "the sender accepted"
}

the_pastoral_lead_accepts() {
  tell "It stands in the pastoral lead's queue. Accepted, it is gone from there, and a programme waits in its place."
  as=demo-pastoral
  in_the_queue triage || die "the queue does not have it"
  referral_step accept '{}'
  same "its status" accepted "$(field status)"
  programme=$(field programmeId)
  in_the_queue triage && die "the queue still has it"
  request GET "/v1/support-programmes/$programme"
  expect 200
  same "the programme" waiting "$(field status)"
}

in_the_queue() {
  request GET "/v1/referrals?queue=$1&limit=200"
  expect 200
  awk -F '\t' -v id="$referral" '$1 ~ /^data\.[0-9]+\.id$/ && $2 == id { found = 1 } END { exit !found }' "$work/fields"
}

there_is_no_room_for_it() {
  tell "There is no room this term. It cannot be called delivered, since nothing was; as not delivered it ends, and nobody waits for a place that does not come."
  referral_step start '{}'
  referral_step complete '{"outcome": "service_delivered", "note": "Done."}' 409
  note "in the way: $(field blockers.0.code)"
  referral_step complete '{"outcome": "no_capacity", "note": "No place before Easter; the nights need more than we can give."}'
  same "its status" completed "$(field status)"
  request GET "/v1/support-programmes/$programme"
  expect 200
  same "the programme" withdrawn "$(field status)"
}

the_senco_looks_for_an_agency() {
  tell "The SENCo asks the directory who could help this pupil."
  as=demo-senco
  send POST /v1/agencies/search '{"pupilId": "'"$pupil"'", "need": "camhs"}'
  expect 200
  [ "$(items data)" -gt 0 ] || die "the directory knows nobody"
  agency=$(field data.0.agency.id)
  note "first: $(field data.0.agency.name)"
}

nothing_leaves_without_consent_and_evidence() {
  tell "She drafts the referral. The parent is not sure yet, so it does not leave the school."
  send POST /v1/referrals '{"pupilId": "'"$pupil"'", "schoolId": "'"$school"'", "direction": "external", "service": "camhs", "urgency": "soon", "agencyId": "'"$agency"'",
    "reason": "Low mood and poor sleep for a month.", "consent": {"state": "refused", "givenByContactId": "'"$parent"'", "method": "telephone", "at": "'"$(moment '-50 minutes')"'"}}'
  expect 201
  referral=$(field id)
  referral_step submit '{}' 422
  note "refused: $(field code)"
}

the_parent_consents_and_the_referral_goes_out() {
  tell "They meet, and the parent agrees. There is no reviewed cycle yet, so the SENCo says why it cannot wait for one."
  referral_step record-consent '{"state": "given", "givenByContactId": "'"$parent"'", "method": "in_person", "at": "'"$(moment '-5 minutes')"'"}'
  referral_step submit '{}' 422
  note "refused: $(field code)"
  request GET "/v1/referrals/$referral"
  send PATCH "/v1/referrals/$referral" '{"exceptionReason": "It gets worse from week to week; a cycle would take until spring."}' -H "If-Match: $(header ETag)"
  expect 200
  referral_step submit '{"method": "online_form", "reference": "CA-2291"}'
  same "its status" submitted "$(field status)"
  note "to be answered by $(field answerBy)"
}

the_pack_is_made_and_logged() {
  tell "The pack for the agency: what it needs and no more, with the hash of each part. Making it writes the log."
  send POST "/v1/referrals/$referral/packs" '{"format": "html"}'
  expect 201
  local document
  document=$(field id)
  request GET "/v1/documents/$document/content"
  expect 200
  grep -q 'Low mood and poor sleep' "$work/body" || die "the pack does not say why"
  request GET "/v1/information-shares?documentId=$document"
  expect 200
  same "its entries in the log" 1 "$(items data)"
  note "to $(field data.0.to), by $(field data.0.article6)"
}

the_agency_answers_without_an_account() {
  tell "The agency has no account. A link shows it the least, and lets it answer this one referral, once."
  send POST "/v1/referrals/$referral/links" '{}'
  expect 201
  local path
  path=/links/$(field url | sed 's#.*/links/##')
  as=
  request GET "$path"
  expect 200
  grep -q 'Low mood' "$work/body" && die "the page tells the story"
  request POST /links --data-urlencode "token=${path#/links/}" -d answer=accept --data-urlencode 'name=The duty desk' -d reference=SYM-104
  expect 200
  request POST /links --data-urlencode "token=${path#/links/}" -d answer=decline --data-urlencode 'name=Somebody else' -d words=No
  note "The second answer changes nothing:"
  as=demo-senco
  request GET "/v1/referrals/$referral"
  expect 200
  same "its status" accepted "$(field status)"
}

it_ends_with_an_outcome() {
  tell "The agency works with the pupil, and says what came of it."
  as=demo-senco
  referral_step start '{}'
  referral_step complete '{"outcome": "service_delivered", "note": "Six meetings; sleeps through most nights."}'
  same "its status" completed "$(field status)"
}

the_family_hears_of_other_help() {
  tell "The parent is told where to turn in the holidays: signposting, without a referral."
  send POST /v1/signpostings '{"pupilId": "'"$pupil"'", "agencyId": "'"$agency"'", "toldContactId": "'"$parent"'", "at": "'"$(moment '-2 minutes')"'", "followUpOn": "'"$(day 14)"'"}'
  expect 201
}

the_log_tells_what_left() {
  tell "The log of what was shared, with whom, on which basis, by whose decision; also of what was not."
  send POST /v1/information-shares '{"pupilId": "'"$pupil"'", "what": "Attendance since September", "to": "A solicitor", "article6": "legitimate_interests", "decision": "refused",
    "reason": "No authority was shown."}'
  expect 201
  request GET "/v1/information-shares?pupilId=$pupil&limit=50"
  expect 200
  note "$(items data) entries"
}
