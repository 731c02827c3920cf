-- The plans on whose course an observation bears.

ALTER TABLE observation_links ADD COLUMN plan_id uuid;
ALTER TABLE observation_links DROP CONSTRAINT observation_links_one;
ALTER TABLE observation_links ADD CONSTRAINT observation_links_one CHECK (num_nonnulls(assessment_id, programme_id, plan_id) = 1);
ALTER TABLE observation_links ADD CONSTRAINT observation_links_plan FOREIGN KEY (trust_id, plan_id) REFERENCES plans;
CREATE UNIQUE INDEX observation_links_of_plan ON observation_links (trust_id, plan_id, observation_id) WHERE plan_id IS NOT NULL;
