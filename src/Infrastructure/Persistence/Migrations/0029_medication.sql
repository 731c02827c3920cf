-- Medication: consents, orders, stock with its ledger, doses, overrides, and errors. No slot is recorded twice, no ledger
-- has a gap or a wrong balance, and no stock falls below nothing: the constraints decide between rivals.

CREATE TABLE medicine_consents (
  trust_id                uuid NOT NULL,
  id                      uuid NOT NULL,
  school_id               uuid NOT NULL,
  pupil_id                uuid NOT NULL,
  status                  text NOT NULL CHECK (status IN ('requested', 'given', 'withdrawn', 'expired')),
  medicine_name           text NOT NULL CHECK (length(medicine_name) BETWEEN 1 AND 200),
  medicine_key            text COLLATE "C" NOT NULL CHECK (length(medicine_key) BETWEEN 1 AND 200),
  dose                    numeric(9,3) NOT NULL CHECK (dose > 0),
  dose_unit               text NOT NULL,
  instructions            text CHECK (length(instructions) BETWEEN 1 AND 4000),
  given_by_contact_id     uuid,
  giver                   text CHECK (giver IN ('parental_responsibility', 'authority', 'delegated', 'pupil')),
  method                  text CHECK (method IN ('paper', 'portal', 'verbal_confirmed_in_writing')),
  given_at                timestamptz,
  expires_on              date,
  competence_note         text CHECK (length(competence_note) BETWEEN 1 AND 4000),
  competence_assessed_by_id uuid,
  is_confidential         boolean NOT NULL,
  withdrawn_at            timestamptz,
  withdrawn_by_contact_id uuid,
  withdraw_reason         text CHECK (length(withdraw_reason) BETWEEN 1 AND 500),
  recorded_by_id          uuid NOT NULL,
  version                 integer NOT NULL,
  recorded_at             timestamptz NOT NULL,
  updated_at              timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT medicine_consents_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT medicine_consents_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils,
  CONSTRAINT medicine_consents_giver FOREIGN KEY (trust_id, given_by_contact_id) REFERENCES contacts,
  CONSTRAINT medicine_consents_withdrawer FOREIGN KEY (trust_id, withdrawn_by_contact_id) REFERENCES contacts,
  CONSTRAINT medicine_consents_assessor FOREIGN KEY (trust_id, competence_assessed_by_id) REFERENCES staff_members,
  CONSTRAINT medicine_consents_recorder FOREIGN KEY (trust_id, recorded_by_id) REFERENCES staff_members,
  CONSTRAINT medicine_consents_given CHECK (status = 'requested' OR (given_at IS NOT NULL) = (giver IS NOT NULL)),
  CONSTRAINT medicine_consents_in_force CHECK (status <> 'given' OR (given_at IS NOT NULL AND method IS NOT NULL)),
  CONSTRAINT medicine_consents_withdrawn CHECK ((status = 'withdrawn') = (withdrawn_at IS NOT NULL) AND (withdrawn_at IS NULL) = (withdraw_reason IS NULL))
);
CREATE INDEX medicine_consents_of_pupil ON medicine_consents (trust_id, pupil_id, recorded_at DESC, id DESC);
CREATE INDEX medicine_consents_at_school ON medicine_consents (trust_id, school_id, recorded_at DESC, id DESC);
CREATE INDEX medicine_consents_expiring ON medicine_consents (trust_id, expires_on) WHERE status = 'given' AND expires_on IS NOT NULL;
CREATE INDEX medicine_consents_updated ON medicine_consents (trust_id, updated_at, id);
SELECT app_protect('medicine_consents', 'SELECT, INSERT, UPDATE');

CREATE TABLE medication_orders (
  trust_id             uuid NOT NULL,
  id                   uuid NOT NULL,
  school_id            uuid NOT NULL,
  pupil_id             uuid NOT NULL,
  consent_id           uuid,
  status               text NOT NULL CHECK (status IN ('draft', 'verified', 'active', 'on_hold', 'ended', 'stopped')),
  is_confidential      boolean NOT NULL,
  medicine_name        text NOT NULL CHECK (length(medicine_name) BETWEEN 1 AND 200),
  medicine_key         text COLLATE "C" NOT NULL CHECK (length(medicine_key) BETWEEN 1 AND 200),
  dmd_code             text CHECK (dmd_code ~ '^[0-9]{6,18}$'),
  form                 text NOT NULL,
  strength             text CHECK (length(strength) BETWEEN 1 AND 100),
  route                text NOT NULL,
  schedule             text NOT NULL CHECK (schedule IN ('fixed', 'prn', 'emergency')),
  times                time[] NOT NULL,
  dose_min             numeric(9,3) NOT NULL CHECK (dose_min > 0),
  dose_max             numeric(9,3) NOT NULL,
  dose_unit            text NOT NULL,
  dose_reason          text CHECK (length(dose_reason) BETWEEN 1 AND 500),
  min_interval_minutes integer CHECK (min_interval_minutes BETWEEN 1 AND 10080),
  max_doses24h         integer CHECK (max_doses24h BETWEEN 1 AND 48),
  max_quantity24h      numeric(9,3) CHECK (max_quantity24h > 0),
  indication           text CHECK (length(indication) BETWEEN 1 AND 4000),
  instructions         text CHECK (length(instructions) BETWEEN 1 AND 4000),
  allergies            text[] NOT NULL,
  controlled           boolean NOT NULL,
  prescribed           boolean NOT NULL,
  self_held            boolean NOT NULL,
  emergency_access     boolean NOT NULL,
  storage_location     text CHECK (length(storage_location) BETWEEN 1 AND 200),
  required_training    text[] NOT NULL,
  starts_on            date NOT NULL,
  ends_on              date,
  label_checked_at     timestamptz,
  verified_by_id       uuid,
  verified_at          timestamptz,
  confirmed_by_id      uuid,
  confirmed_at         timestamptz,
  activated_by_id      uuid,
  activated_at         timestamptz,
  state_reason         text CHECK (length(state_reason) BETWEEN 1 AND 500),
  in_force_since       timestamptz,
  in_force_until       timestamptz,
  ended_at             timestamptz,
  recorded_by_id       uuid NOT NULL,
  version              integer NOT NULL,
  recorded_at          timestamptz NOT NULL,
  updated_at           timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT medication_orders_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT medication_orders_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils,
  CONSTRAINT medication_orders_consent FOREIGN KEY (trust_id, consent_id) REFERENCES medicine_consents,
  CONSTRAINT medication_orders_verifier FOREIGN KEY (trust_id, verified_by_id) REFERENCES staff_members,
  CONSTRAINT medication_orders_confirmer FOREIGN KEY (trust_id, confirmed_by_id) REFERENCES staff_members,
  CONSTRAINT medication_orders_activator FOREIGN KEY (trust_id, activated_by_id) REFERENCES staff_members,
  CONSTRAINT medication_orders_recorder FOREIGN KEY (trust_id, recorded_by_id) REFERENCES staff_members,
  CONSTRAINT medication_orders_dose CHECK (dose_max >= dose_min),
  CONSTRAINT medication_orders_dates CHECK (ends_on IS NULL OR ends_on >= starts_on),
  CONSTRAINT medication_orders_times CHECK ((schedule = 'fixed') = (cardinality(times) > 0) AND cardinality(times) <= 24),
  CONSTRAINT medication_orders_prn CHECK (schedule <> 'prn'
    OR (min_interval_minutes IS NOT NULL AND max_doses24h IS NOT NULL AND max_quantity24h IS NOT NULL AND indication IS NOT NULL)),
  CONSTRAINT medication_orders_verified CHECK ((verified_at IS NULL) = (verified_by_id IS NULL) AND (verified_at IS NULL) = (label_checked_at IS NULL)),
  CONSTRAINT medication_orders_confirmed CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL) AND confirmed_by_id IS DISTINCT FROM coalesce(verified_by_id, '00000000-0000-0000-0000-000000000000')),
  CONSTRAINT medication_orders_active CHECK (status NOT IN ('active', 'on_hold')
    OR (consent_id IS NOT NULL AND verified_at IS NOT NULL AND activated_at IS NOT NULL AND (NOT controlled OR confirmed_at IS NOT NULL))),
  CONSTRAINT medication_orders_in_force CHECK ((status = 'active') = (in_force_since IS NOT NULL AND in_force_until IS NULL)),
  CONSTRAINT medication_orders_over CHECK ((status IN ('ended', 'stopped')) = (ended_at IS NOT NULL))
);
CREATE INDEX medication_orders_of_pupil ON medication_orders (trust_id, pupil_id, recorded_at DESC, id DESC);
CREATE INDEX medication_orders_at_school ON medication_orders (trust_id, school_id, recorded_at DESC, id DESC);
CREATE INDEX medication_orders_of_consent ON medication_orders (trust_id, consent_id);
CREATE INDEX medication_orders_in_force ON medication_orders (trust_id, school_id, starts_on) WHERE status IN ('active', 'on_hold');
CREATE INDEX medication_orders_fixed ON medication_orders (trust_id, in_force_until) WHERE schedule = 'fixed' AND in_force_since IS NOT NULL;
CREATE INDEX medication_orders_updated ON medication_orders (trust_id, updated_at, id);
SELECT app_protect('medication_orders', 'SELECT, INSERT, UPDATE');

-- An order in force rests on a consent that is given, whichever of two rivals comes first: the activation holds the consent's
-- row against the withdrawal, and the withdrawal looks again at its end.
CREATE FUNCTION app_order_needs_consent() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $f$
BEGIN
  PERFORM 1 FROM medicine_consents WHERE trust_id = NEW.trust_id AND id = NEW.consent_id AND status = 'given' FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'an order in force needs a given consent' USING ERRCODE = '23514', CONSTRAINT = 'medication_orders_consent_given';
  END IF;
  RETURN NEW;
END $f$;
CREATE TRIGGER medication_orders_starts_given BEFORE INSERT ON medication_orders
  FOR EACH ROW WHEN (NEW.status = 'active') EXECUTE FUNCTION app_order_needs_consent();
CREATE TRIGGER medication_orders_becomes_given BEFORE UPDATE OF status, consent_id ON medication_orders
  FOR EACH ROW WHEN (NEW.status = 'active' AND (OLD.status <> 'active' OR OLD.consent_id IS DISTINCT FROM NEW.consent_id)) EXECUTE FUNCTION app_order_needs_consent();

CREATE FUNCTION app_no_order_without_consent() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $f$
BEGIN
  IF EXISTS (SELECT FROM medication_orders WHERE trust_id = NEW.trust_id AND consent_id = NEW.id AND status IN ('active', 'on_hold')) THEN
    RAISE EXCEPTION 'an order in force rests on a withdrawn consent' USING ERRCODE = '23514', CONSTRAINT = 'medicine_consents_orders_in_force';
  END IF;
  RETURN NULL;
END $f$;
CREATE CONSTRAINT TRIGGER medicine_consents_withdrawn_whole AFTER UPDATE OF status ON medicine_consents DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.status = 'withdrawn') EXECUTE FUNCTION app_no_order_without_consent();

CREATE TABLE medicine_stocks (
  trust_id         uuid NOT NULL,
  id               uuid NOT NULL,
  school_id        uuid NOT NULL,
  owner            text NOT NULL CHECK (owner IN ('pupil', 'school')),
  order_id         uuid,
  pupil_id         uuid,
  is_confidential  boolean NOT NULL,
  status           text NOT NULL CHECK (status IN ('open', 'closed')),
  medicine_name    text NOT NULL CHECK (length(medicine_name) BETWEEN 1 AND 200),
  medicine_key     text COLLATE "C" NOT NULL CHECK (length(medicine_key) BETWEEN 1 AND 200),
  form             text NOT NULL,
  strength         text CHECK (length(strength) BETWEEN 1 AND 100),
  unit             text NOT NULL,
  batch            text CHECK (length(batch) BETWEEN 1 AND 100),
  expires_on       date NOT NULL,
  controlled       boolean NOT NULL,
  emergency_access boolean NOT NULL,
  storage_location text CHECK (length(storage_location) BETWEEN 1 AND 200),
  balance          numeric(9,3) NOT NULL,
  last_sequence    integer NOT NULL CHECK (last_sequence >= 0),
  pending_kind     text CHECK (pending_kind IN ('disposed', 'adjusted')),
  pending_quantity numeric(9,3),
  pending_reason   text CHECK (length(pending_reason) BETWEEN 1 AND 500),
  pending_by_id    uuid,
  pending_at       timestamptz,
  unwitnessed      integer NOT NULL CHECK (unwitnessed >= 0),
  discrepancy      numeric(9,3) CHECK (discrepancy <> 0),
  version          integer NOT NULL,
  recorded_at      timestamptz NOT NULL,
  updated_at       timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT medicine_stocks_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT medicine_stocks_order FOREIGN KEY (trust_id, order_id) REFERENCES medication_orders,
  CONSTRAINT medicine_stocks_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils,
  CONSTRAINT medicine_stocks_pending_by FOREIGN KEY (trust_id, pending_by_id) REFERENCES staff_members,
  CONSTRAINT medicine_stocks_owner CHECK ((owner = 'pupil') = (order_id IS NOT NULL) AND (order_id IS NULL) = (pupil_id IS NULL)),
  CONSTRAINT medicine_stocks_balance CHECK (balance >= 0),
  CONSTRAINT medicine_stocks_closed CHECK (status = 'open' OR (balance = 0 AND pending_kind IS NULL AND unwitnessed = 0 AND discrepancy IS NULL)),
  CONSTRAINT medicine_stocks_pending CHECK (num_nulls(pending_kind, pending_quantity, pending_reason, pending_by_id, pending_at) IN (0, 5))
);
CREATE INDEX medicine_stocks_at_school ON medicine_stocks (trust_id, school_id, recorded_at DESC, id DESC);
CREATE INDEX medicine_stocks_of_order ON medicine_stocks (trust_id, order_id);
CREATE INDEX medicine_stocks_of_pupil ON medicine_stocks (trust_id, pupil_id, recorded_at DESC, id DESC);
CREATE INDEX medicine_stocks_expiring ON medicine_stocks (trust_id, school_id, expires_on) WHERE status = 'open';
CREATE INDEX medicine_stocks_updated ON medicine_stocks (trust_id, updated_at, id);
SELECT app_protect('medicine_stocks', 'SELECT, INSERT, UPDATE');

CREATE TABLE medication_administrations (
  trust_id              uuid NOT NULL,
  id                    uuid NOT NULL,
  school_id             uuid NOT NULL,
  pupil_id              uuid NOT NULL,
  order_id              uuid,
  stock_id              uuid,
  override_id           uuid,
  is_confidential       boolean NOT NULL,
  status                text NOT NULL CHECK (status IN ('recorded', 'voided')),
  outcome               text NOT NULL CHECK (outcome IN ('given', 'given_partial', 'refused', 'missed', 'withheld', 'self_administered',
                                                         'not_required', 'given_at_home')),
  medicine_name         text NOT NULL CHECK (length(medicine_name) BETWEEN 1 AND 200),
  medicine_key          text COLLATE "C" NOT NULL CHECK (length(medicine_key) BETWEEN 1 AND 200),
  quantity              numeric(9,3) CHECK (quantity > 0),
  dose_unit             text,
  given_at              timestamptz NOT NULL,
  slot_at               timestamptz,
  given_by_id           uuid,
  reason                text CHECK (length(reason) BETWEEN 1 AND 4000),
  late_reason           text CHECK (length(late_reason) BETWEEN 1 AND 500),
  refusal_reason        text CHECK (refusal_reason IN ('declined', 'asleep', 'vomited', 'spat_out', 'distressed', 'other')),
  reactions             text CHECK (length(reactions) BETWEEN 1 AND 4000),
  prior_source          text CHECK (prior_source IN ('parent', 'pupil', 'school_record', 'none')),
  prior_last_dose_at    timestamptz,
  prior_quantity        numeric(9,3) CHECK (prior_quantity > 0),
  witness_id            uuid,
  witness_status        text NOT NULL CHECK (witness_status IN ('not_required', 'requested', 'confirmed')),
  witnessed_at          timestamptz,
  guard_failures        text[] NOT NULL,
  guard_warnings        text[] NOT NULL,
  already_given_reason  text CHECK (length(already_given_reason) BETWEEN 1 AND 500),
  parent_notified_at    timestamptz,
  parent_notified_how   text CHECK (parent_notified_how IN ('phone', 'in_person', 'letter', 'message', 'portal')),
  parent_notified_by_id uuid,
  void_reason           text CHECK (length(void_reason) BETWEEN 1 AND 500),
  voided_at             timestamptz,
  voided_by_id          uuid,
  medicine_still_in_pack boolean,
  replaced_by_id        uuid,
  version               integer NOT NULL,
  recorded_at           timestamptz NOT NULL,
  updated_at            timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT medication_administrations_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT medication_administrations_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils,
  CONSTRAINT medication_administrations_order FOREIGN KEY (trust_id, order_id) REFERENCES medication_orders,
  CONSTRAINT medication_administrations_stock FOREIGN KEY (trust_id, stock_id) REFERENCES medicine_stocks,
  CONSTRAINT medication_administrations_giver FOREIGN KEY (trust_id, given_by_id) REFERENCES staff_members,
  CONSTRAINT medication_administrations_witness FOREIGN KEY (trust_id, witness_id) REFERENCES staff_members,
  CONSTRAINT medication_administrations_notifier FOREIGN KEY (trust_id, parent_notified_by_id) REFERENCES staff_members,
  CONSTRAINT medication_administrations_voider FOREIGN KEY (trust_id, voided_by_id) REFERENCES staff_members,
  CONSTRAINT medication_administrations_replaced_by FOREIGN KEY (trust_id, replaced_by_id) REFERENCES medication_administrations DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT medication_administrations_quantity CHECK ((outcome IN ('given', 'given_partial', 'self_administered', 'given_at_home')) = (quantity IS NOT NULL)
    AND (quantity IS NULL) = (dose_unit IS NULL)),
  CONSTRAINT medication_administrations_refused CHECK ((outcome = 'refused') = (refusal_reason IS NOT NULL)),
  CONSTRAINT medication_administrations_person CHECK (given_by_id IS NOT NULL OR outcome IN ('missed', 'not_required')),
  CONSTRAINT medication_administrations_two_people CHECK (witness_id IS NULL OR witness_id <> given_by_id),
  CONSTRAINT medication_administrations_witnessed CHECK ((witness_status = 'confirmed') = (witnessed_at IS NOT NULL) AND (witness_status = 'not_required' OR witness_id IS NOT NULL)),
  CONSTRAINT medication_administrations_marked CHECK (already_given_reason IS NULL OR outcome IN ('given', 'given_partial', 'self_administered')),
  CONSTRAINT medication_administrations_notified CHECK ((parent_notified_at IS NULL) = (parent_notified_how IS NULL) AND (parent_notified_at IS NULL) = (parent_notified_by_id IS NULL)),
  CONSTRAINT medication_administrations_voided CHECK ((status = 'voided') = (void_reason IS NOT NULL) AND (status = 'voided') = (voided_at IS NOT NULL))
);
-- One standing record for each slot, whoever comes first. A dose that was given although another stands for the slot is kept all the same, marked.
CREATE UNIQUE INDEX medication_administrations_one_per_slot ON medication_administrations (trust_id, order_id, slot_at)
  WHERE slot_at IS NOT NULL AND status = 'recorded' AND already_given_reason IS NULL;
CREATE UNIQUE INDEX medication_administrations_one_per_override ON medication_administrations (trust_id, override_id) WHERE override_id IS NOT NULL AND status = 'recorded';
CREATE INDEX medication_administrations_of_order ON medication_administrations (trust_id, order_id, given_at DESC, id DESC);
CREATE INDEX medication_administrations_of_pupil ON medication_administrations (trust_id, pupil_id, given_at DESC, id DESC);
CREATE INDEX medication_administrations_at_school ON medication_administrations (trust_id, school_id, given_at DESC, id DESC);
CREATE INDEX medication_administrations_by_time ON medication_administrations (trust_id, given_at DESC, id DESC);
CREATE INDEX medication_administrations_unwitnessed ON medication_administrations (trust_id, given_at) WHERE witness_status = 'requested' AND status = 'recorded';
CREATE INDEX medication_administrations_updated ON medication_administrations (trust_id, updated_at, id);
SELECT app_protect('medication_administrations', 'SELECT, INSERT, UPDATE');

CREATE TABLE dose_overrides (
  trust_id        uuid NOT NULL,
  id              uuid NOT NULL,
  school_id       uuid NOT NULL,
  order_id        uuid NOT NULL,
  pupil_id        uuid NOT NULL,
  quantity        numeric(9,3) NOT NULL CHECK (quantity > 0),
  authority       text NOT NULL CHECK (authority IN ('prescriber', 'emergency_999', 'nhs_111')),
  reference       text NOT NULL CHECK (length(reference) BETWEEN 1 AND 200),
  reason          text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  requested_by_id uuid NOT NULL,
  confirmed_by_id uuid,
  confirmed_at    timestamptz,
  expires_at      timestamptz NOT NULL,
  version         integer NOT NULL,
  recorded_at     timestamptz NOT NULL,
  updated_at      timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT dose_overrides_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT dose_overrides_order FOREIGN KEY (trust_id, order_id) REFERENCES medication_orders,
  CONSTRAINT dose_overrides_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils,
  CONSTRAINT dose_overrides_requester FOREIGN KEY (trust_id, requested_by_id) REFERENCES staff_members,
  CONSTRAINT dose_overrides_confirmer FOREIGN KEY (trust_id, confirmed_by_id) REFERENCES staff_members,
  CONSTRAINT dose_overrides_two_people CHECK (confirmed_by_id IS NULL OR confirmed_by_id <> requested_by_id),
  CONSTRAINT dose_overrides_confirmed CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL))
);
CREATE INDEX dose_overrides_of_order ON dose_overrides (trust_id, order_id, recorded_at DESC, id DESC);
SELECT app_protect('dose_overrides', 'SELECT, INSERT, UPDATE');
ALTER TABLE medication_administrations ADD CONSTRAINT medication_administrations_override FOREIGN KEY (trust_id, override_id) REFERENCES dose_overrides;

CREATE TABLE medicine_stock_entries (
  trust_id                 uuid NOT NULL,
  stock_id                 uuid NOT NULL,
  sequence                 integer NOT NULL CHECK (sequence > 0),
  kind                     text NOT NULL CHECK (kind IN ('received', 'administered', 'wasted', 'returned', 'disposed', 'adjusted', 'counted', 'reversal')),
  delta                    numeric(9,3) NOT NULL,
  balance_after            numeric(9,3) NOT NULL,
  counted                  numeric(9,3) CHECK (counted >= 0),
  reason                   text CHECK (length(reason) BETWEEN 1 AND 500),
  administration_id        uuid,
  received_from_contact_id uuid,
  returned_to_contact_id   uuid,
  by_id                    uuid NOT NULL,
  second_id                uuid,
  witness_id               uuid,
  witnessed_at             timestamptz,
  occurred_at              timestamptz NOT NULL,
  recorded_at              timestamptz NOT NULL,
  PRIMARY KEY (trust_id, stock_id, sequence),
  CONSTRAINT medicine_stock_entries_stock FOREIGN KEY (trust_id, stock_id) REFERENCES medicine_stocks,
  CONSTRAINT medicine_stock_entries_administration FOREIGN KEY (trust_id, administration_id) REFERENCES medication_administrations,
  CONSTRAINT medicine_stock_entries_received_from FOREIGN KEY (trust_id, received_from_contact_id) REFERENCES contacts,
  CONSTRAINT medicine_stock_entries_returned_to FOREIGN KEY (trust_id, returned_to_contact_id) REFERENCES contacts,
  CONSTRAINT medicine_stock_entries_by FOREIGN KEY (trust_id, by_id) REFERENCES staff_members,
  CONSTRAINT medicine_stock_entries_second FOREIGN KEY (trust_id, second_id) REFERENCES staff_members,
  CONSTRAINT medicine_stock_entries_witness FOREIGN KEY (trust_id, witness_id) REFERENCES staff_members,
  CONSTRAINT medicine_stock_entries_balance CHECK (balance_after >= 0),
  CONSTRAINT medicine_stock_entries_delta CHECK (CASE kind
    WHEN 'received' THEN delta > 0 WHEN 'reversal' THEN delta > 0 WHEN 'counted' THEN delta = 0 WHEN 'adjusted' THEN delta <> 0 ELSE delta < 0 END),
  CONSTRAINT medicine_stock_entries_counted CHECK ((kind = 'counted') = (counted IS NOT NULL)),
  CONSTRAINT medicine_stock_entries_dose CHECK ((kind IN ('administered', 'reversal')) = (administration_id IS NOT NULL)),
  CONSTRAINT medicine_stock_entries_two_people CHECK (second_id IS DISTINCT FROM by_id AND witness_id IS DISTINCT FROM by_id),
  CONSTRAINT medicine_stock_entries_witnessed CHECK (witnessed_at IS NULL OR witness_id IS NOT NULL)
);
CREATE UNIQUE INDEX medicine_stock_entries_one_per_dose ON medicine_stock_entries (trust_id, administration_id, kind) WHERE administration_id IS NOT NULL;
SELECT app_protect('medicine_stock_entries', 'SELECT, INSERT');
-- An entry is never changed; only its witness may still confirm it.
GRANT UPDATE (witness_id, witnessed_at) ON medicine_stock_entries TO app_rt;

-- Whoever writes: the next number, and the balance of before plus what moved. A reversal gives back exactly what its dose took.
-- Judged at the commit, since one save may hold several entries of a ledger in any order.
CREATE FUNCTION app_stock_entry_runs_on() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $f$
DECLARE
  before numeric;
BEGIN
  SELECT balance_after INTO before FROM medicine_stock_entries
  WHERE trust_id = NEW.trust_id AND stock_id = NEW.stock_id AND sequence = NEW.sequence - 1;
  IF (NEW.sequence = 1) = FOUND OR NEW.balance_after <> coalesce(before, 0) + NEW.delta THEN
    RAISE EXCEPTION 'a ledger entry does not follow the last one' USING ERRCODE = '23514', CONSTRAINT = 'medicine_stock_entries_running';
  END IF;
  IF NEW.kind = 'reversal' AND NOT EXISTS (
    SELECT FROM medicine_stock_entries
    WHERE trust_id = NEW.trust_id AND stock_id = NEW.stock_id AND administration_id = NEW.administration_id AND kind = 'administered' AND delta = -NEW.delta) THEN
    RAISE EXCEPTION 'a reversal does not match its dose' USING ERRCODE = '23514', CONSTRAINT = 'medicine_stock_entries_reversal';
  END IF;
  RETURN NULL;
END $f$;
CREATE CONSTRAINT TRIGGER medicine_stock_entries_running AFTER INSERT ON medicine_stock_entries
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app_stock_entry_runs_on();

CREATE TABLE medicine_errors (
  trust_id               uuid NOT NULL,
  id                     uuid NOT NULL,
  school_id              uuid NOT NULL,
  pupil_id               uuid,
  order_id               uuid,
  administration_id      uuid,
  stock_id               uuid,
  is_confidential        boolean NOT NULL,
  status                 text NOT NULL CHECK (status IN ('open', 'under_review', 'closed')),
  kind                   text NOT NULL CHECK (length(kind) BETWEEN 1 AND 100),
  is_near_miss           boolean NOT NULL,
  harm                   text NOT NULL CHECK (length(harm) BETWEEN 1 AND 100),
  occurred_at            timestamptz NOT NULL,
  description            text NOT NULL CHECK (length(description) BETWEEN 1 AND 20000),
  root_cause             text CHECK (length(root_cause) BETWEEN 1 AND 100),
  review_note            text CHECK (length(review_note) BETWEEN 1 AND 20000),
  actions                text[] NOT NULL,
  notified               text[] NOT NULL,
  parent_told_at         timestamptz,
  parent_told_how        text CHECK (length(parent_told_how) BETWEEN 1 AND 100),
  parent_not_told_reason text CHECK (length(parent_not_told_reason) BETWEEN 1 AND 500),
  given_by_id            uuid,
  reported_by_id         uuid,
  reviewed_by_id         uuid,
  review_started_at      timestamptz,
  closed_at              timestamptz,
  version                integer NOT NULL,
  recorded_at            timestamptz NOT NULL,
  updated_at             timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT medicine_errors_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT medicine_errors_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils,
  CONSTRAINT medicine_errors_order FOREIGN KEY (trust_id, order_id) REFERENCES medication_orders,
  CONSTRAINT medicine_errors_administration FOREIGN KEY (trust_id, administration_id) REFERENCES medication_administrations,
  CONSTRAINT medicine_errors_stock FOREIGN KEY (trust_id, stock_id) REFERENCES medicine_stocks,
  CONSTRAINT medicine_errors_giver FOREIGN KEY (trust_id, given_by_id) REFERENCES staff_members,
  CONSTRAINT medicine_errors_reporter FOREIGN KEY (trust_id, reported_by_id) REFERENCES staff_members,
  CONSTRAINT medicine_errors_reviewer FOREIGN KEY (trust_id, reviewed_by_id) REFERENCES staff_members,
  CONSTRAINT medicine_errors_two_people CHECK (reviewed_by_id IS NULL OR given_by_id IS NULL OR reviewed_by_id <> given_by_id),
  CONSTRAINT medicine_errors_told CHECK ((parent_told_at IS NULL) = (parent_told_how IS NULL)),
  CONSTRAINT medicine_errors_closed CHECK ((status = 'closed') = (closed_at IS NOT NULL)),
  CONSTRAINT medicine_errors_closed_whole CHECK (status <> 'closed' OR (reviewed_by_id IS NOT NULL AND root_cause IS NOT NULL
    AND (pupil_id IS NULL OR parent_told_at IS NOT NULL OR parent_not_told_reason IS NOT NULL)))
);
CREATE INDEX medicine_errors_at_school ON medicine_errors (trust_id, school_id, occurred_at DESC, id DESC);
CREATE INDEX medicine_errors_of_pupil ON medicine_errors (trust_id, pupil_id, occurred_at DESC, id DESC);
CREATE INDEX medicine_errors_by_time ON medicine_errors (trust_id, occurred_at DESC, id DESC);
CREATE INDEX medicine_errors_of_dose ON medicine_errors (trust_id, administration_id) WHERE administration_id IS NOT NULL;
CREATE INDEX medicine_errors_updated ON medicine_errors (trust_id, updated_at, id);
SELECT app_protect('medicine_errors', 'SELECT, INSERT, UPDATE');

SELECT app_task_source('medicine_consents', 'medicine_consent', ARRAY['withdrawn', 'expired']);
SELECT app_task_source('medication_orders', 'medication_order', ARRAY['ended', 'stopped']);
SELECT app_task_source('medicine_stocks', 'medicine_stock', ARRAY['closed']);
SELECT app_task_source('medication_administrations', 'medication_administration', ARRAY['voided']);
SELECT app_task_source('medicine_errors', 'medicine_error', ARRAY['closed']);
