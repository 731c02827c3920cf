-- A review of a plan is evidenced as its entries are: by files of the plan.

ALTER TABLE plan_reviews ADD COLUMN evidence_attachment_ids uuid[] NOT NULL DEFAULT '{}' CHECK (cardinality(evidence_attachment_ids) <= 10);
