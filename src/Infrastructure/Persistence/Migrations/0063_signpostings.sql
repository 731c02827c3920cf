-- A family was told about an agency, without a referral. What was told never changes; what became of it is said once.

CREATE TABLE signpostings (
  trust_id          uuid NOT NULL,
  id                uuid NOT NULL,
  school_id         uuid NOT NULL,
  pupil_id          uuid NOT NULL,
  agency_id         uuid NOT NULL,
  told_contact_id   uuid NOT NULL,
  told_at           timestamptz NOT NULL,
  label             text NOT NULL CHECK (label IN ('pastoral', 'safeguarding')),
  status            text NOT NULL CHECK (status IN ('told', 'followed_up', 'voided')),
  note              text CHECK (length(note) BETWEEN 1 AND 4000),
  late_reason       text CHECK (length(late_reason) BETWEEN 1 AND 500),
  follow_up_on      date,
  recorded_by_id    uuid,
  outcome           text CHECK (outcome IN ('taken_up', 'not_taken_up', 'turned_away', 'declined', 'referred', 'not_known')),
  outcome_note      text CHECK (length(outcome_note) BETWEEN 1 AND 4000),
  followed_up_at    timestamptz,
  followed_up_by_id uuid,
  void_reason       text CHECK (length(void_reason) BETWEEN 1 AND 500),
  voided_at         timestamptz,
  version           integer NOT NULL,
  recorded_at       timestamptz NOT NULL,
  updated_at        timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT signpostings_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT signpostings_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils,
  CONSTRAINT signpostings_agency FOREIGN KEY (trust_id, agency_id) REFERENCES agencies,
  CONSTRAINT signpostings_contact FOREIGN KEY (trust_id, told_contact_id) REFERENCES contacts,
  CONSTRAINT signpostings_recorder FOREIGN KEY (trust_id, recorded_by_id) REFERENCES staff_members,
  CONSTRAINT signpostings_asker FOREIGN KEY (trust_id, followed_up_by_id) REFERENCES staff_members,
  CONSTRAINT signpostings_outcome CHECK ((outcome IS NULL) = (followed_up_at IS NULL) AND (status <> 'followed_up' OR outcome IS NOT NULL) AND (status <> 'told' OR outcome IS NULL)),
  CONSTRAINT signpostings_voided CHECK ((status = 'voided') = (voided_at IS NOT NULL) AND (voided_at IS NULL) = (void_reason IS NULL))
);
CREATE INDEX signpostings_by_time ON signpostings (trust_id, told_at DESC, id DESC);
CREATE INDEX signpostings_of_pupil ON signpostings (trust_id, pupil_id, told_at DESC, id DESC);
CREATE INDEX signpostings_of_agency ON signpostings (trust_id, agency_id, id);
CREATE INDEX signpostings_updated ON signpostings (trust_id, updated_at, id);
SELECT app_protect('signpostings', 'SELECT, INSERT, UPDATE');

-- What was told is as it was told, whoever writes, and what was voided stays so.
CREATE FUNCTION app_signposting_stands() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $f$
BEGIN
  IF OLD.status = 'voided' OR (OLD.school_id, OLD.pupil_id, OLD.agency_id, OLD.told_contact_id, OLD.told_at, OLD.label, OLD.note, OLD.late_reason, OLD.follow_up_on, OLD.recorded_by_id)
    IS DISTINCT FROM (NEW.school_id, NEW.pupil_id, NEW.agency_id, NEW.told_contact_id, NEW.told_at, NEW.label, NEW.note, NEW.late_reason, NEW.follow_up_on, NEW.recorded_by_id)
    OR (OLD.outcome IS NOT NULL AND (OLD.outcome, OLD.outcome_note, OLD.followed_up_at, OLD.followed_up_by_id)
      IS DISTINCT FROM (NEW.outcome, NEW.outcome_note, NEW.followed_up_at, NEW.followed_up_by_id)) THEN
    RAISE EXCEPTION 'a signposting is not rewritten' USING ERRCODE = '23514', CONSTRAINT = 'signpostings_stand';
  END IF;
  RETURN NEW;
END $f$;
CREATE TRIGGER signpostings_stand BEFORE UPDATE ON signpostings FOR EACH ROW EXECUTE FUNCTION app_signposting_stands();

SELECT app_task_source('signpostings', 'signposting', ARRAY['voided']);
