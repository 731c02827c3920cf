-- What was seen or celebrated long ago says why it is written down only now.

ALTER TABLE observations ADD COLUMN late_reason text CHECK (length(late_reason) BETWEEN 1 AND 500);
ALTER TABLE recognitions ADD COLUMN late_reason text CHECK (length(late_reason) BETWEEN 1 AND 500);
