-- The programme that a session serves, if it serves one.

ALTER TABLE support_sessions ADD COLUMN programme_id uuid;
ALTER TABLE support_sessions ADD CONSTRAINT support_sessions_programme FOREIGN KEY (trust_id, programme_id) REFERENCES support_programmes;
CREATE INDEX support_sessions_of_programme ON support_sessions (trust_id, programme_id, starts_at) WHERE programme_id IS NOT NULL;
