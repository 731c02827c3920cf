-- Sessions that make good what the school owes. A missed one is made good once: the index decides between rivals.

ALTER TABLE support_sessions ADD COLUMN makes_good_id uuid CHECK (makes_good_id <> id);
ALTER TABLE support_sessions ADD CONSTRAINT support_sessions_missed_one FOREIGN KEY (trust_id, makes_good_id) REFERENCES support_sessions;
CREATE UNIQUE INDEX support_sessions_makes_good ON support_sessions (trust_id, makes_good_id) WHERE status IN ('scheduled', 'in_progress', 'completed');
