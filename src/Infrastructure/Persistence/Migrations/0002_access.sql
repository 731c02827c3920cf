-- Who may do what: clients, identity providers, and dated role grants.

CREATE TABLE api_clients (
  trust_id    uuid NOT NULL REFERENCES trusts (trust_id),
  id          uuid NOT NULL,
  version     integer NOT NULL,
  recorded_at timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL,
  client_id   text NOT NULL CHECK (length(client_id) BETWEEN 1 AND 100),
  name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  kind        text NOT NULL CHECK (kind IN ('person', 'machine')),
  staff_id    uuid,
  scopes      text[] NOT NULL,
  disabled_at timestamptz,
  PRIMARY KEY (trust_id, id),
  -- Among all trusts: the token endpoint learns the trust from it.
  CONSTRAINT api_clients_client_id UNIQUE (client_id),
  CONSTRAINT api_clients_acts_as CHECK ((kind = 'person') = (staff_id IS NOT NULL))
);
SELECT app_protect('api_clients', 'SELECT, INSERT, UPDATE');
GRANT SELECT ON api_clients TO app_sys;

CREATE TABLE client_secrets (
  trust_id      uuid NOT NULL,
  id            uuid NOT NULL,
  api_client_id uuid NOT NULL,
  hash          bytea NOT NULL CHECK (length(hash) = 32),
  created_at    timestamptz NOT NULL,
  expires_at    timestamptz,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT client_secrets_client FOREIGN KEY (trust_id, api_client_id) REFERENCES api_clients (trust_id, id)
);
CREATE INDEX client_secrets_by_client ON client_secrets (trust_id, api_client_id);
SELECT app_protect('client_secrets', 'SELECT, INSERT, UPDATE');
GRANT SELECT ON client_secrets TO app_sys;

CREATE TABLE client_keys (
  trust_id      uuid NOT NULL,
  id            uuid NOT NULL,
  api_client_id uuid NOT NULL,
  kid           text NOT NULL CHECK (length(kid) BETWEEN 1 AND 100),
  jwk           text NOT NULL CHECK (length(jwk) <= 4000),
  created_at    timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT client_keys_kid UNIQUE (trust_id, api_client_id, kid),
  CONSTRAINT client_keys_client FOREIGN KEY (trust_id, api_client_id) REFERENCES api_clients (trust_id, id)
);
SELECT app_protect('client_keys', 'SELECT, INSERT, DELETE');
GRANT SELECT ON client_keys TO app_sys;

-- Assertions already used, until they expire: each opens the door once, on whatever node.
CREATE TABLE used_assertions (
  trust_id      uuid NOT NULL,
  api_client_id uuid NOT NULL,
  jti_hash      bytea NOT NULL,
  expires_at    timestamptz NOT NULL,
  PRIMARY KEY (trust_id, api_client_id, jti_hash),
  CONSTRAINT used_assertions_client FOREIGN KEY (trust_id, api_client_id) REFERENCES api_clients (trust_id, id)
);
CREATE INDEX used_assertions_expiry ON used_assertions (expires_at);
SELECT app_protect('used_assertions', 'SELECT');
GRANT SELECT, INSERT, DELETE ON used_assertions TO app_sys;

CREATE TABLE identity_issuers (
  trust_id      uuid NOT NULL REFERENCES trusts (trust_id),
  id            uuid NOT NULL,
  version       integer NOT NULL,
  recorded_at   timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL,
  issuer_url    text NOT NULL CHECK (length(issuer_url) BETWEEN 1 AND 500),
  audience      text NOT NULL CHECK (length(audience) BETWEEN 1 AND 200),
  token_type    text NOT NULL CHECK (length(token_type) BETWEEN 1 AND 20),
  subject_claim text NOT NULL CHECK (length(subject_claim) BETWEEN 1 AND 50),
  disabled_at   timestamptz,
  PRIMARY KEY (trust_id, id),
  -- Among all trusts: the issuer of a token decides its trust.
  CONSTRAINT identity_issuers_url UNIQUE (issuer_url)
);
SELECT app_protect('identity_issuers', 'SELECT, INSERT, UPDATE');
GRANT SELECT ON identity_issuers TO app_sys;

CREATE TABLE staff_identities (
  trust_id    uuid NOT NULL,
  id          uuid NOT NULL,
  version     integer NOT NULL,
  recorded_at timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL,
  issuer_id   uuid NOT NULL,
  subject     text NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
  staff_id    uuid NOT NULL,
  disabled_at timestamptz,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT staff_identities_subject UNIQUE (trust_id, issuer_id, subject),
  CONSTRAINT staff_identities_issuer FOREIGN KEY (trust_id, issuer_id) REFERENCES identity_issuers (trust_id, id)
);
SELECT app_protect('staff_identities', 'SELECT, INSERT, UPDATE');

CREATE TABLE role_grants (
  trust_id        uuid NOT NULL REFERENCES trusts (trust_id),
  id              uuid NOT NULL,
  version         integer NOT NULL,
  recorded_at     timestamptz NOT NULL,
  updated_at      timestamptz NOT NULL,
  staff_id        uuid,
  api_client_id   uuid,
  role            text NOT NULL,
  school_id       uuid,
  year_group_from integer,
  year_group_to   integer,
  starts_on       date NOT NULL,
  ends_on         date,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT role_grants_client FOREIGN KEY (trust_id, api_client_id) REFERENCES api_clients (trust_id, id),
  CONSTRAINT role_grants_one_grantee CHECK (num_nonnulls(staff_id, api_client_id) = 1),
  CONSTRAINT role_grants_year_groups CHECK ((year_group_from IS NULL) = (year_group_to IS NULL) AND year_group_from <= year_group_to)
);
CREATE INDEX role_grants_staff ON role_grants (trust_id, staff_id);
CREATE INDEX role_grants_api_client ON role_grants (trust_id, api_client_id);
SELECT app_protect('role_grants', 'SELECT, INSERT, UPDATE');
