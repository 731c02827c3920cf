-- The watch over doses asks every five minutes which slots of the last days have their record.

CREATE INDEX medication_administrations_by_slot ON medication_administrations (trust_id, slot_at) INCLUDE (order_id)
  WHERE slot_at IS NOT NULL AND status = 'recorded';
