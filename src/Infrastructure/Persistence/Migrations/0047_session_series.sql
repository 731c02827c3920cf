-- Series: the weekly sessions of a programme that were planned together.

CREATE TABLE support_session_series (
  trust_id        uuid NOT NULL,
  id              uuid NOT NULL,
  school_id       uuid NOT NULL,
  programme_id    uuid NOT NULL,
  practitioner_id uuid NOT NULL,
  status          text NOT NULL CHECK (status IN ('active', 'cancelled')),
  weekday         text NOT NULL CHECK (weekday IN ('monday', 'tuesday', 'wednesday', 'thursday', 'friday')),
  time            time NOT NULL,
  planned_minutes integer NOT NULL CHECK (planned_minutes BETWEEN 5 AND 120),
  room_id         uuid,
  from_on         date NOT NULL,
  count           integer CHECK (count BETWEEN 1 AND 60),
  until_on        date CHECK (until_on >= from_on),
  cancelled_from  date,
  cancel_reason   text CHECK (length(cancel_reason) BETWEEN 1 AND 500),
  version         integer NOT NULL,
  recorded_at     timestamptz NOT NULL,
  updated_at      timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT support_session_series_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT support_session_series_programme FOREIGN KEY (trust_id, programme_id) REFERENCES support_programmes,
  CONSTRAINT support_session_series_practitioner FOREIGN KEY (trust_id, practitioner_id) REFERENCES staff_members,
  CONSTRAINT support_session_series_room FOREIGN KEY (trust_id, room_id) REFERENCES rooms,
  CONSTRAINT support_session_series_extent CHECK (num_nulls(count, until_on) = 1),
  CONSTRAINT support_session_series_told CHECK ((cancelled_from IS NULL) = (cancel_reason IS NULL)),
  CONSTRAINT support_session_series_cancelled CHECK (status <> 'cancelled' OR cancelled_from IS NOT NULL)
);
CREATE INDEX support_session_series_recorded ON support_session_series (trust_id, recorded_at DESC, id DESC);
CREATE INDEX support_session_series_at_school ON support_session_series (trust_id, school_id, recorded_at DESC, id DESC);
CREATE INDEX support_session_series_of_programme ON support_session_series (trust_id, programme_id);
CREATE INDEX support_session_series_of_practitioner ON support_session_series (trust_id, practitioner_id, recorded_at DESC, id DESC);
SELECT app_protect('support_session_series', 'SELECT, INSERT, UPDATE');

ALTER TABLE support_sessions ADD COLUMN series_id uuid;
ALTER TABLE support_sessions ADD CONSTRAINT support_sessions_series FOREIGN KEY (trust_id, series_id) REFERENCES support_session_series;
CREATE INDEX support_sessions_of_series ON support_sessions (trust_id, series_id, starts_at) WHERE series_id IS NOT NULL;

-- Sessions that move together pass through each other's old slots, and only the whole must stand: whoever moves them puts
-- these checks off until the commit. For everybody else they hold at once, as before.
ALTER TABLE support_sessions DROP CONSTRAINT support_sessions_room_busy;
ALTER TABLE support_sessions ADD CONSTRAINT support_sessions_room_busy
  EXCLUDE USING gist (trust_id WITH =, room_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
  WHERE (room_is_exclusive AND status IN ('scheduled', 'in_progress', 'completed')) DEFERRABLE;

ALTER TABLE support_session_practitioners DROP CONSTRAINT support_session_practitioners_busy;
ALTER TABLE support_session_practitioners ADD CONSTRAINT support_session_practitioners_busy
  EXCLUDE USING gist (trust_id WITH =, staff_id WITH =, during WITH &&) DEFERRABLE;

ALTER TABLE support_session_participants DROP CONSTRAINT support_session_participants_busy;
ALTER TABLE support_session_participants ADD CONSTRAINT support_session_participants_busy
  EXCLUDE USING gist (trust_id WITH =, pupil_id WITH =, during WITH &&) DEFERRABLE;
