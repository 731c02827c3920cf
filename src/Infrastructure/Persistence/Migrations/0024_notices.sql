-- Notices: that a record waits for somebody, never what it says. Written in the transaction of their cause.

CREATE TABLE notices (
  trust_id      uuid NOT NULL,
  id            uuid NOT NULL,
  version       integer NOT NULL,
  recorded_at   timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL,
  staff_id      uuid NOT NULL,
  kind          text NOT NULL CHECK (length(kind) BETWEEN 1 AND 50),
  urgency       text NOT NULL CHECK (urgency IN ('normal', 'urgent')),
  record_id     uuid NOT NULL,
  school_id     uuid,
  read_at       timestamptz,
  dispatched_at timestamptz,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT notices_staff FOREIGN KEY (trust_id, staff_id) REFERENCES staff_members,
  CONSTRAINT notices_school FOREIGN KEY (trust_id, school_id) REFERENCES schools
);
CREATE INDEX notices_of_staff ON notices (trust_id, staff_id, recorded_at DESC, id DESC);
CREATE INDEX notices_unread ON notices (trust_id, staff_id, recorded_at DESC, id DESC) WHERE read_at IS NULL;
CREATE INDEX notices_undispatched ON notices (trust_id, recorded_at) WHERE dispatched_at IS NULL;
SELECT app_protect('notices', 'SELECT, INSERT');
GRANT UPDATE (version, updated_at, read_at, dispatched_at) ON notices TO app_rt;
-- The worker looks across trusts only for whether there is anything to do.
GRANT SELECT (trust_id, recorded_at, dispatched_at) ON notices TO app_sys;
