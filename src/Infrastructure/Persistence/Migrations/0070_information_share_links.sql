-- With which agency something was shared, and for which referral.

ALTER TABLE information_shares
  ADD COLUMN agency_id uuid,
  ADD COLUMN referral_id uuid,
  ADD CONSTRAINT information_shares_agency FOREIGN KEY (trust_id, agency_id) REFERENCES agencies,
  ADD CONSTRAINT information_shares_referral FOREIGN KEY (trust_id, referral_id) REFERENCES referrals;
CREATE INDEX information_shares_with_agency ON information_shares (trust_id, agency_id, shared_at DESC, id DESC) WHERE agency_id IS NOT NULL;
CREATE INDEX information_shares_of_referral ON information_shares (trust_id, referral_id) WHERE referral_id IS NOT NULL;
