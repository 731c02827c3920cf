-- The assessments that an observation feeds and the programmes on whose course it bears.

CREATE TABLE observation_links (
  trust_id       uuid NOT NULL,
  observation_id uuid NOT NULL,
  position       integer NOT NULL,
  assessment_id  uuid,
  programme_id   uuid,
  PRIMARY KEY (trust_id, observation_id, position),
  CONSTRAINT observation_links_one CHECK (num_nonnulls(assessment_id, programme_id) = 1),
  CONSTRAINT observation_links_observation FOREIGN KEY (trust_id, observation_id) REFERENCES observations,
  CONSTRAINT observation_links_assessment FOREIGN KEY (trust_id, assessment_id) REFERENCES assessments,
  CONSTRAINT observation_links_programme FOREIGN KEY (trust_id, programme_id) REFERENCES support_programmes
);
CREATE UNIQUE INDEX observation_links_of_assessment ON observation_links (trust_id, assessment_id, observation_id) WHERE assessment_id IS NOT NULL;
CREATE UNIQUE INDEX observation_links_of_programme ON observation_links (trust_id, programme_id, observation_id) WHERE programme_id IS NOT NULL;
SELECT app_protect('observation_links', 'SELECT, INSERT');
