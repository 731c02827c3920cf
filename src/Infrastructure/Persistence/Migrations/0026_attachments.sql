-- Files in encrypted pieces, the attachments that they are, and the tickets by which they leave.

-- A file and its key; the key opens with a key of the trust that is not in the database. Without this row the pieces are noise.
CREATE TABLE stored_files (
  trust_id    uuid NOT NULL,
  id          uuid NOT NULL,
  wrapped_key bytea NOT NULL,
  length      integer NOT NULL CHECK (length > 0),
  pieces      integer NOT NULL CHECK (pieces > 0),
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id)
);
SELECT app_protect('stored_files', 'SELECT, INSERT, DELETE');

CREATE TABLE stored_file_pieces (
  trust_id uuid NOT NULL,
  file_id  uuid NOT NULL,
  position integer NOT NULL,
  data     bytea NOT NULL,
  PRIMARY KEY (trust_id, file_id, position),
  CONSTRAINT stored_file_pieces_file FOREIGN KEY (trust_id, file_id) REFERENCES stored_files
);
-- Encrypted, so not worth compressing.
ALTER TABLE stored_file_pieces ALTER COLUMN data SET STORAGE EXTERNAL;
SELECT app_protect('stored_file_pieces', 'SELECT, INSERT, DELETE');

CREATE TABLE attachments (
  trust_id         uuid NOT NULL,
  id               uuid NOT NULL,
  school_id        uuid NOT NULL,
  record_kind      text NOT NULL CHECK (length(record_kind) BETWEEN 1 AND 50),
  record_id        uuid NOT NULL,
  label            text NOT NULL,
  file_name        text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 150),
  media_type       text NOT NULL,
  size             integer NOT NULL CHECK (size BETWEEN 1 AND 10485760),
  content_hash     bytea NOT NULL,
  metadata_removed boolean NOT NULL,
  file_id          uuid,
  state            text NOT NULL CHECK (state IN ('pending', 'clean', 'infected', 'scan_failed', 'not_scanned', 'missing')),
  scanned_at       timestamptz,
  finding          text CHECK (length(finding) BETWEEN 1 AND 100),
  uploaded_by_id   uuid,
  withdrawn_at     timestamptz,
  withdraw_reason  text CHECK (length(withdraw_reason) BETWEEN 1 AND 500),
  -- The scanner's bookkeeping: a pending row is its own place in the queue.
  scan_due_at      timestamptz NOT NULL DEFAULT now(),
  scan_attempts    integer NOT NULL DEFAULT 0,
  scan_lease_until timestamptz,
  version          integer NOT NULL,
  recorded_at      timestamptz NOT NULL,
  updated_at       timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT attachments_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT attachments_file FOREIGN KEY (trust_id, file_id) REFERENCES stored_files,
  CONSTRAINT attachments_uploaded_by FOREIGN KEY (trust_id, uploaded_by_id) REFERENCES staff_members,
  CONSTRAINT attachments_destroyed CHECK ((state = 'infected') = (file_id IS NULL)),
  CONSTRAINT attachments_withdrawn CHECK ((withdrawn_at IS NULL) = (withdraw_reason IS NULL))
);
-- Twins at the same record, within the trust alone: nobody learns what another trust or record holds.
CREATE UNIQUE INDEX attachments_twin ON attachments (trust_id, record_kind, record_id, content_hash)
  WHERE withdrawn_at IS NULL AND state <> 'infected';
CREATE INDEX attachments_of_record ON attachments (trust_id, record_kind, record_id, recorded_at DESC, id DESC);
CREATE INDEX attachments_due ON attachments (scan_due_at) WHERE state = 'pending';
SELECT app_protect('attachments', 'SELECT, INSERT, UPDATE');
-- Leasing looks across trusts and sees no name; verdicts are written by the runtime role, inside the trust.
GRANT SELECT (trust_id, id, state, scan_due_at, scan_attempts, scan_lease_until) ON attachments TO app_sys;
GRANT UPDATE (scan_due_at, scan_attempts, scan_lease_until) ON attachments TO app_sys;

-- What each record holds. The checks decide between rival uploads.
CREATE TABLE attachment_totals (
  trust_id    uuid NOT NULL,
  record_kind text NOT NULL,
  record_id   uuid NOT NULL,
  files       integer NOT NULL,
  bytes       bigint NOT NULL,
  PRIMARY KEY (trust_id, record_kind, record_id),
  CONSTRAINT attachment_totals_files CHECK (files BETWEEN 0 AND 100),
  CONSTRAINT attachment_totals_bytes CHECK (bytes BETWEEN 0 AND 52428800)
);
SELECT app_protect('attachment_totals', 'SELECT, INSERT, UPDATE');

CREATE FUNCTION app_count_attachment() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $f$
BEGIN
  INSERT INTO attachment_totals AS t (trust_id, record_kind, record_id, files, bytes)
  VALUES (NEW.trust_id, NEW.record_kind, NEW.record_id, 1, NEW.size)
  ON CONFLICT (trust_id, record_kind, record_id) DO UPDATE SET files = t.files + 1, bytes = t.bytes + EXCLUDED.bytes;
  RETURN NULL;
END $f$;

CREATE FUNCTION app_uncount_attachment() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $f$
BEGIN
  UPDATE attachment_totals SET files = files - 1, bytes = bytes - OLD.size
  WHERE trust_id = OLD.trust_id AND record_kind = OLD.record_kind AND record_id = OLD.record_id;
  RETURN NULL;
END $f$;

CREATE TRIGGER attachments_counted AFTER INSERT ON attachments FOR EACH ROW EXECUTE FUNCTION app_count_attachment();
-- Only destroyed bytes make room: what is withdrawn is still kept.
CREATE TRIGGER attachments_uncounted AFTER UPDATE OF file_id ON attachments
  FOR EACH ROW WHEN (OLD.file_id IS NOT NULL AND NEW.file_id IS NULL) EXECUTE FUNCTION app_uncount_attachment();

-- A file that is to be scanned anew begins anew in the queue.
CREATE FUNCTION app_requeue_scan() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $f$
BEGIN
  NEW.scan_attempts := 0;
  NEW.scan_due_at := now();
  NEW.scan_lease_until := NULL;
  RETURN NEW;
END $f$;
CREATE TRIGGER attachments_requeued BEFORE UPDATE OF state ON attachments
  FOR EACH ROW WHEN (OLD.state <> 'pending' AND NEW.state = 'pending') EXECUTE FUNCTION app_requeue_scan();

CREATE TABLE download_tickets (
  trust_id      uuid NOT NULL,
  id            uuid NOT NULL,
  school_id     uuid NOT NULL,
  attachment_id uuid NOT NULL,
  hash          bytea NOT NULL,
  client_id     text NOT NULL,
  subject       text NOT NULL,
  expires_at    timestamptz NOT NULL,
  used_at       timestamptz,
  version       integer NOT NULL,
  recorded_at   timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT download_tickets_hash UNIQUE (trust_id, hash),
  CONSTRAINT download_tickets_attachment FOREIGN KEY (trust_id, attachment_id) REFERENCES attachments
);
CREATE INDEX download_tickets_expiry ON download_tickets (trust_id, expires_at);
SELECT app_protect('download_tickets', 'SELECT, INSERT, DELETE');
GRANT UPDATE (used_at) ON download_tickets TO app_rt;
