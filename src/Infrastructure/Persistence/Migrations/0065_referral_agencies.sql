-- The agency of a referral is one of the directory.
ALTER TABLE referrals ADD CONSTRAINT referrals_agency FOREIGN KEY (trust_id, agency_id) REFERENCES agencies;
