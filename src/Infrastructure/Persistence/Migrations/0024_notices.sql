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

CREATE TABLE notification_preferences (
  trust_id    uuid NOT NULL,
  id          uuid NOT NULL,
  version     integer NOT NULL,
  recorded_at timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL,
  staff_id    uuid NOT NULL,
  by_email    boolean NOT NULL,
  by_webhook  boolean NOT NULL,
  quiet_from  time,
  quiet_until time,
  digest      text NOT NULL CHECK (digest IN ('none', 'daily')),
  digest_at   time NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT notification_preferences_staff_once UNIQUE (trust_id, staff_id),
  CONSTRAINT notification_preferences_staff FOREIGN KEY (trust_id, staff_id) REFERENCES staff_members,
  CONSTRAINT notification_preferences_quiet CHECK ((quiet_from IS NULL) = (quiet_until IS NULL) AND quiet_from <> quiet_until)
);
SELECT app_protect('notification_preferences', 'SELECT, INSERT, UPDATE');

CREATE TABLE notification_webhooks (
  trust_id         uuid NOT NULL REFERENCES trusts (trust_id),
  id               uuid NOT NULL,
  version          integer NOT NULL,
  recorded_at      timestamptz NOT NULL,
  updated_at       timestamptz NOT NULL,
  name             text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  url              text NOT NULL CHECK (length(url) BETWEEN 1 AND 500),
  school_id        uuid,
  status           text NOT NULL CHECK (status IN ('pending', 'active', 'disabled')),
  disabled_at      timestamptz,
  disabled_because text CHECK (disabled_because IN ('requested', 'gone', 'failing')),
  failing_since    timestamptz,
  pinged_at        timestamptz,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT notification_webhooks_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT notification_webhooks_end CHECK ((status = 'disabled') = (disabled_at IS NOT NULL) AND (disabled_at IS NULL) = (disabled_because IS NULL))
);
SELECT app_protect('notification_webhooks', 'SELECT, INSERT, UPDATE');

CREATE TABLE webhook_secrets (
  trust_id   uuid NOT NULL,
  id         uuid NOT NULL,
  webhook_id uuid NOT NULL,
  sealed     bytea NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT webhook_secrets_webhook FOREIGN KEY (trust_id, webhook_id) REFERENCES notification_webhooks (trust_id, id)
);
CREATE INDEX webhook_secrets_by_webhook ON webhook_secrets (trust_id, webhook_id);
SELECT app_protect('webhook_secrets', 'SELECT, INSERT, UPDATE');

-- The outbox: one row for each message on its way, leased with FOR UPDATE SKIP LOCKED by the database's clock.
CREATE TABLE notice_deliveries (
  trust_id        uuid NOT NULL,
  id              uuid NOT NULL,
  version         integer NOT NULL,
  recorded_at     timestamptz NOT NULL,
  updated_at      timestamptz NOT NULL,
  channel         text NOT NULL CHECK (channel IN ('email', 'webhook')),
  purpose         text NOT NULL CHECK (purpose IN ('notice', 'digest', 'ping')),
  notice_id       uuid,
  staff_id        uuid,
  webhook_id      uuid,
  status          text NOT NULL CHECK (status IN ('waiting', 'delivered', 'failed', 'dropped')),
  due_at          timestamptz NOT NULL,
  attempts        integer NOT NULL,
  last_attempt_at timestamptz,
  delivered_at    timestamptz,
  response_status integer,
  fault           text CHECK (length(fault) <= 50),
  lease_token     uuid,
  lease_until     timestamptz,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT notice_deliveries_notice FOREIGN KEY (trust_id, notice_id) REFERENCES notices (trust_id, id),
  CONSTRAINT notice_deliveries_staff FOREIGN KEY (trust_id, staff_id) REFERENCES staff_members (trust_id, id),
  CONSTRAINT notice_deliveries_webhook FOREIGN KEY (trust_id, webhook_id) REFERENCES notification_webhooks (trust_id, id),
  CONSTRAINT notice_deliveries_address CHECK ((channel = 'email') = (staff_id IS NOT NULL) AND (channel = 'webhook') = (webhook_id IS NOT NULL)),
  CONSTRAINT notice_deliveries_content CHECK ((purpose = 'notice') = (notice_id IS NOT NULL)),
  CONSTRAINT notice_deliveries_leased CHECK ((lease_token IS NULL) = (lease_until IS NULL))
);
CREATE INDEX notice_deliveries_due ON notice_deliveries (trust_id, due_at, id) WHERE status = 'waiting';
CREATE INDEX notice_deliveries_of_webhook ON notice_deliveries (trust_id, webhook_id, recorded_at DESC, id DESC);
-- A message is planned once, and a person has one digest of a time.
CREATE UNIQUE INDEX notice_deliveries_once ON notice_deliveries (trust_id, notice_id, channel, coalesce(webhook_id, notice_id)) WHERE purpose = 'notice';
CREATE UNIQUE INDEX notice_deliveries_digest ON notice_deliveries (trust_id, staff_id, due_at) WHERE purpose = 'digest';
SELECT app_protect('notice_deliveries', 'SELECT, INSERT, UPDATE');
GRANT SELECT (trust_id, status, due_at) ON notice_deliveries TO app_sys;

-- Which notices a digest tells.
CREATE TABLE digest_notices (
  trust_id    uuid NOT NULL,
  delivery_id uuid NOT NULL,
  notice_id   uuid NOT NULL,
  PRIMARY KEY (trust_id, delivery_id, notice_id),
  CONSTRAINT digest_notices_delivery FOREIGN KEY (trust_id, delivery_id) REFERENCES notice_deliveries (trust_id, id),
  CONSTRAINT digest_notices_notice FOREIGN KEY (trust_id, notice_id) REFERENCES notices (trust_id, id)
);
SELECT app_protect('digest_notices', 'SELECT, INSERT');

-- Whether a notice may leave the service for this person: employed there, with a role there, on that day.
CREATE FUNCTION app_may_be_told(trust uuid, staff uuid, school uuid, today date) RETURNS boolean LANGUAGE sql STABLE AS $f$
  SELECT EXISTS (
    SELECT FROM role_grants g WHERE g.trust_id = trust AND g.staff_id = staff AND g.starts_on <= today AND coalesce(g.ends_on, today) >= today
      AND (g.school_id IS NULL OR school IS NULL OR g.school_id = school)
      AND EXISTS (
        SELECT FROM staff_assignments a WHERE a.trust_id = trust AND a.staff_id = staff AND a.starts_on <= today AND coalesce(a.ends_on, today) >= today
          AND (g.school_id IS NULL OR a.school_id = g.school_id)))
$f$;
