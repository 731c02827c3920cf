-- Rooms and support sessions. Nobody and no exclusive room is in two places at once: the constraints decide between rivals.

CREATE TABLE rooms (
  trust_id    uuid NOT NULL,
  id          uuid NOT NULL,
  school_id   uuid NOT NULL,
  name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  key         text COLLATE "C" NOT NULL CHECK (length(key) BETWEEN 1 AND 80),
  capacity    integer NOT NULL CHECK (capacity BETWEEN 1 AND 100),
  version     integer NOT NULL,
  recorded_at timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT rooms_key UNIQUE (trust_id, school_id, key),
  CONSTRAINT rooms_school FOREIGN KEY (trust_id, school_id) REFERENCES schools
);
CREATE INDEX rooms_by_name ON rooms (trust_id, key, id);
SELECT app_protect('rooms', 'SELECT, INSERT, UPDATE');

CREATE TABLE support_sessions (
  trust_id          uuid NOT NULL,
  id                uuid NOT NULL,
  school_id         uuid NOT NULL,
  type              text NOT NULL CHECK (type IN ('thrive_one_to_one', 'thrive_group', 'in_class', 'elsa', 'nurture', 'social_skills',
                                                  'whole_class', 'check_in', 'lac', 'bereavement', 'workshop', 'other')),
  status            text NOT NULL CHECK (status IN ('scheduled', 'in_progress', 'completed', 'cancelled', 'missed', 'voided')),
  practitioner_id   uuid NOT NULL,
  starts_at         timestamptz NOT NULL,
  ends_at           timestamptz NOT NULL,
  planned_minutes   integer NOT NULL CHECK (planned_minutes BETWEEN 5 AND 120),
  room_id           uuid,
  room_is_exclusive boolean NOT NULL,
  strand            text,
  elsa_area         text,
  objective         text CHECK (length(objective) BETWEEN 1 AND 4000),
  group_name        text CHECK (length(group_name) BETWEEN 1 AND 200),
  late_reason       text CHECK (length(late_reason) BETWEEN 1 AND 500),
  started_at        timestamptz,
  completed_at      timestamptz,
  actual_minutes    integer CHECK (actual_minutes BETWEEN 1 AND 240),
  note              text CHECK (length(note) BETWEEN 1 AND 20000),
  strategies        text[] NOT NULL,
  next_step         text CHECK (length(next_step) BETWEEN 1 AND 4000),
  cancel_reason     text CHECK (length(cancel_reason) BETWEEN 1 AND 500),
  miss_reason       text,
  catch_up_owed     boolean NOT NULL,
  void_reason       text CHECK (length(void_reason) BETWEEN 1 AND 500),
  replaced_by_id    uuid,
  version           integer NOT NULL,
  recorded_at       timestamptz NOT NULL,
  updated_at        timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT support_sessions_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT support_sessions_lead FOREIGN KEY (trust_id, practitioner_id) REFERENCES staff_members,
  CONSTRAINT support_sessions_room FOREIGN KEY (trust_id, room_id) REFERENCES rooms,
  -- Deferred: the voided session names its replacement before that is inserted, since the slot must be free by then.
  CONSTRAINT support_sessions_replaced_by FOREIGN KEY (trust_id, replaced_by_id) REFERENCES support_sessions DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT support_sessions_span CHECK (ends_at = starts_at + make_interval(mins => planned_minutes)),
  CONSTRAINT support_sessions_completion CHECK ((completed_at IS NULL) = (note IS NULL) AND (completed_at IS NULL) = (actual_minutes IS NULL)),
  CONSTRAINT support_sessions_completed CHECK (status <> 'completed' OR completed_at IS NOT NULL),
  CONSTRAINT support_sessions_cancelled CHECK (status <> 'cancelled' OR cancel_reason IS NOT NULL),
  CONSTRAINT support_sessions_missed CHECK (status <> 'missed' OR miss_reason IS NOT NULL),
  CONSTRAINT support_sessions_voided CHECK ((status = 'voided') = (void_reason IS NOT NULL)),
  -- Rooms for more than one session are counted under a lock of the room's row.
  CONSTRAINT support_sessions_room_busy EXCLUDE USING gist (trust_id WITH =, room_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
    WHERE (room_is_exclusive AND status IN ('scheduled', 'in_progress', 'completed'))
);
CREATE INDEX support_sessions_by_start ON support_sessions (trust_id, starts_at DESC, id DESC);
CREATE INDEX support_sessions_at_school ON support_sessions (trust_id, school_id, starts_at DESC, id DESC);
CREATE INDEX support_sessions_updated ON support_sessions (trust_id, updated_at, id);
SELECT app_protect('support_sessions', 'SELECT, INSERT, UPDATE');

-- The time during which a session takes up its people; null when it does not. Kept by the triggers below, whoever writes.
CREATE TABLE support_session_practitioners (
  trust_id           uuid NOT NULL,
  support_session_id uuid NOT NULL,
  staff_id           uuid NOT NULL,
  position           integer NOT NULL,
  during             tstzrange,
  PRIMARY KEY (trust_id, support_session_id, staff_id),
  CONSTRAINT support_session_practitioners_session FOREIGN KEY (trust_id, support_session_id) REFERENCES support_sessions,
  CONSTRAINT support_session_practitioners_staff FOREIGN KEY (trust_id, staff_id) REFERENCES staff_members,
  CONSTRAINT support_session_practitioners_busy EXCLUDE USING gist (trust_id WITH =, staff_id WITH =, during WITH &&)
);
CREATE INDEX support_session_practitioners_of_staff ON support_session_practitioners (trust_id, staff_id, support_session_id);
SELECT app_protect('support_session_practitioners');

CREATE TABLE support_session_participants (
  trust_id           uuid NOT NULL,
  support_session_id uuid NOT NULL,
  pupil_id           uuid NOT NULL,
  position           integer NOT NULL,
  is_withdrawn       boolean NOT NULL,
  attendance         text,
  pre_state          integer CHECK (pre_state BETWEEN 1 AND 5),
  post_state         integer CHECK (post_state BETWEEN 1 AND 5),
  pupil_voice        text CHECK (length(pupil_voice) BETWEEN 1 AND 4000),
  note               text CHECK (length(note) BETWEEN 1 AND 4000),
  during             tstzrange,
  PRIMARY KEY (trust_id, support_session_id, pupil_id),
  CONSTRAINT support_session_participants_session FOREIGN KEY (trust_id, support_session_id) REFERENCES support_sessions,
  CONSTRAINT support_session_participants_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils,
  -- Only withdrawal has a span: in-class support and check-ins overlap freely.
  CONSTRAINT support_session_participants_busy EXCLUDE USING gist (trust_id WITH =, pupil_id WITH =, during WITH &&)
);
CREATE INDEX support_session_participants_of_pupil ON support_session_participants (trust_id, pupil_id, support_session_id);
SELECT app_protect('support_session_participants');

CREATE TABLE support_session_addenda (
  trust_id           uuid NOT NULL,
  id                 uuid NOT NULL,
  support_session_id uuid NOT NULL,
  kind               text NOT NULL CHECK (kind IN ('addendum', 'earlier_note')),
  text               text NOT NULL CHECK (length(text) BETWEEN 1 AND 20000),
  author_id          uuid,
  recorded_at        timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT support_session_addenda_session FOREIGN KEY (trust_id, support_session_id) REFERENCES support_sessions,
  CONSTRAINT support_session_addenda_author FOREIGN KEY (trust_id, author_id) REFERENCES staff_members
);
CREATE INDEX support_session_addenda_of_session ON support_session_addenda (trust_id, support_session_id);
SELECT app_protect('support_session_addenda', 'SELECT, INSERT');

-- Half-open, so that back-to-back sessions touch and do not clash.
CREATE FUNCTION app_session_span(status text, starts_at timestamptz, ends_at timestamptz) RETURNS tstzrange
LANGUAGE sql IMMUTABLE AS $f$
  SELECT CASE WHEN status IN ('scheduled', 'in_progress', 'completed') THEN tstzrange(starts_at, ends_at) END
$f$;

CREATE FUNCTION app_span_new_practitioner() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $f$
BEGIN
  SELECT app_session_span(s.status, s.starts_at, s.ends_at) INTO NEW.during
  FROM support_sessions s WHERE s.trust_id = NEW.trust_id AND s.id = NEW.support_session_id;
  RETURN NEW;
END $f$;

CREATE FUNCTION app_span_participant() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $f$
BEGIN
  NEW.during := NULL;
  IF NEW.is_withdrawn THEN
    SELECT app_session_span(s.status, s.starts_at, s.ends_at) INTO NEW.during
    FROM support_sessions s WHERE s.trust_id = NEW.trust_id AND s.id = NEW.support_session_id;
  END IF;
  RETURN NEW;
END $f$;

CREATE FUNCTION app_span_moved_session() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $f$
DECLARE
  span tstzrange := app_session_span(NEW.status, NEW.starts_at, NEW.ends_at);
BEGIN
  UPDATE support_session_practitioners SET during = span
  WHERE trust_id = NEW.trust_id AND support_session_id = NEW.id AND during IS DISTINCT FROM span;
  UPDATE support_session_participants SET during = span
  WHERE trust_id = NEW.trust_id AND support_session_id = NEW.id AND is_withdrawn AND during IS DISTINCT FROM span;
  RETURN NULL;
END $f$;

CREATE TRIGGER support_session_practitioners_span BEFORE INSERT ON support_session_practitioners
  FOR EACH ROW EXECUTE FUNCTION app_span_new_practitioner();
CREATE TRIGGER support_session_participants_span BEFORE INSERT OR UPDATE OF is_withdrawn ON support_session_participants
  FOR EACH ROW EXECUTE FUNCTION app_span_participant();
CREATE TRIGGER support_sessions_moved AFTER UPDATE OF status, starts_at, ends_at ON support_sessions
  FOR EACH ROW EXECUTE FUNCTION app_span_moved_session();
