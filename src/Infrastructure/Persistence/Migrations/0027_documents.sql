-- The ledger of issued documents, and for an hour their bytes.

CREATE TABLE documents (
  trust_id       uuid NOT NULL,
  id             uuid NOT NULL,
  version        integer NOT NULL,
  recorded_at    timestamptz NOT NULL,
  updated_at     timestamptz NOT NULL,
  number         text NOT NULL CHECK (length(number) = 14),
  kind           text NOT NULL CHECK (length(kind) BETWEEN 1 AND 50),
  format         text NOT NULL CHECK (length(format) BETWEEN 1 AND 10),
  school_id      uuid NOT NULL,
  record_id      uuid,
  record_version integer,
  label          text NOT NULL,
  is_cut         boolean NOT NULL,
  content_sha256 text NOT NULL CHECK (length(content_sha256) = 64),
  file_sha256    text NOT NULL CHECK (length(file_sha256) = 64),
  bytes          bigint NOT NULL CHECK (bytes > 0),
  client_id      text NOT NULL,
  subject        text NOT NULL,
  staff_id       uuid,
  expires_at     timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT documents_number UNIQUE (trust_id, number),
  CONSTRAINT documents_school FOREIGN KEY (trust_id, school_id) REFERENCES schools (trust_id, id)
);
CREATE INDEX documents_recorded ON documents (trust_id, recorded_at DESC, id DESC);
CREATE INDEX documents_at_school ON documents (trust_id, school_id, recorded_at DESC, id DESC);
CREATE INDEX documents_content ON documents (trust_id, content_sha256);
CREATE INDEX documents_file ON documents (trust_id, file_sha256);
-- Appended, never changed.
SELECT app_protect('documents', 'SELECT, INSERT');

CREATE TABLE document_pupils (
  trust_id    uuid NOT NULL,
  document_id uuid NOT NULL,
  pupil_id    uuid NOT NULL,
  PRIMARY KEY (trust_id, pupil_id, document_id),
  CONSTRAINT document_pupils_document FOREIGN KEY (trust_id, document_id) REFERENCES documents (trust_id, id),
  CONSTRAINT document_pupils_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils (trust_id, id)
);
CREATE INDEX document_pupils_document ON document_pupils (trust_id, document_id);
SELECT app_protect('document_pupils', 'SELECT, INSERT');

-- The bytes in encrypted pieces; the ledger's line stays when they go.
CREATE TABLE document_pieces (
  trust_id    uuid NOT NULL,
  document_id uuid NOT NULL,
  position    integer NOT NULL,
  data        bytea NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (trust_id, document_id, position),
  CONSTRAINT document_pieces_document FOREIGN KEY (trust_id, document_id) REFERENCES documents (trust_id, id)
);
CREATE INDEX document_pieces_recorded ON document_pieces (recorded_at);
-- Encrypted, so not worth compressing.
ALTER TABLE document_pieces ALTER COLUMN data SET STORAGE EXTERNAL;
SELECT app_protect('document_pieces', 'SELECT, INSERT');
GRANT SELECT (trust_id, document_id, recorded_at), DELETE ON document_pieces TO app_sys;
