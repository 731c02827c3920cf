-- For the lists of series by what changed last.
CREATE INDEX support_session_series_updated ON support_session_series (trust_id, updated_at, id);
