-- Access was laid before the roster; now that there are staff and schools, grants and clients may only name real ones.

ALTER TABLE api_clients
  ADD CONSTRAINT api_clients_staff FOREIGN KEY (trust_id, staff_id) REFERENCES staff_members (trust_id, id);
ALTER TABLE staff_identities
  ADD CONSTRAINT staff_identities_staff FOREIGN KEY (trust_id, staff_id) REFERENCES staff_members (trust_id, id);
ALTER TABLE role_grants
  ADD CONSTRAINT role_grants_staff_member FOREIGN KEY (trust_id, staff_id) REFERENCES staff_members (trust_id, id),
  ADD CONSTRAINT role_grants_school FOREIGN KEY (trust_id, school_id) REFERENCES schools (trust_id, id);
CREATE INDEX role_grants_at_school ON role_grants (trust_id, school_id);
CREATE INDEX api_clients_by_staff ON api_clients (trust_id, staff_id);
CREATE INDEX staff_identities_by_staff ON staff_identities (trust_id, staff_id);
