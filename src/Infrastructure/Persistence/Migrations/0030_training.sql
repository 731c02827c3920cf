-- Training of staff, and what it lets them do. Expiring and expired are computed: the clock changes no row.

CREATE TABLE training_records (
  trust_id           uuid NOT NULL,
  id                 uuid NOT NULL,
  version            integer NOT NULL,
  recorded_at        timestamptz NOT NULL,
  updated_at         timestamptz NOT NULL,
  school_id          uuid NOT NULL,
  staff_id           uuid NOT NULL,
  type               text NOT NULL CHECK (length(type) BETWEEN 1 AND 50),
  status             text NOT NULL CHECK (status IN ('booked', 'completed', 'cancelled', 'revoked')),
  booked_for         date,
  completed_on       date,
  expiring_from      date,
  expires_on         date,
  provider           text CHECK (length(provider) BETWEEN 1 AND 200),
  certificate_number text CHECK (length(certificate_number) BETWEEN 1 AND 100),
  note               text CHECK (length(note) BETWEEN 1 AND 4000),
  cancel_reason      text CHECK (length(cancel_reason) BETWEEN 1 AND 500),
  revoked_on         date,
  revoke_reason      text CHECK (length(revoke_reason) BETWEEN 1 AND 500),
  recorded_by_id     uuid,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT training_records_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT training_records_staff FOREIGN KEY (trust_id, staff_id) REFERENCES staff_members,
  CONSTRAINT training_records_recorder FOREIGN KEY (trust_id, recorded_by_id) REFERENCES staff_members,
  CONSTRAINT training_records_completed CHECK ((status IN ('completed', 'revoked')) = (completed_on IS NOT NULL)),
  CONSTRAINT training_records_expiry CHECK ((expires_on IS NULL) = (expiring_from IS NULL) AND expiring_from >= completed_on AND expires_on >= expiring_from),
  CONSTRAINT training_records_no_expiry CHECK (completed_on IS NOT NULL OR expires_on IS NULL),
  CONSTRAINT training_records_cancelled CHECK ((status = 'cancelled') = (cancel_reason IS NOT NULL)),
  CONSTRAINT training_records_revoked CHECK ((status = 'revoked') = (revoked_on IS NOT NULL) AND (revoked_on IS NULL) = (revoke_reason IS NULL) AND revoked_on >= completed_on)
);
-- The same course is not recorded twice, also when two do so at once.
CREATE UNIQUE INDEX training_records_one_completion ON training_records (trust_id, staff_id, type, completed_on) WHERE status = 'completed';
CREATE UNIQUE INDEX training_records_one_booking ON training_records (trust_id, staff_id, type, booked_for) WHERE status = 'booked';
CREATE INDEX training_records_recorded ON training_records (trust_id, recorded_at DESC, id DESC);
CREATE INDEX training_records_expiring ON training_records (trust_id, expires_on, id) WHERE status = 'completed';
CREATE INDEX training_records_updated ON training_records (trust_id, updated_at, id);
SELECT app_protect('training_records', 'SELECT, INSERT, UPDATE');
SELECT app_task_source('training_records', 'training_record', ARRAY['cancelled', 'revoked']);
