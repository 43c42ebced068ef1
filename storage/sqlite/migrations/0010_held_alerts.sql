-- Alerts of posts that were missed for long are held until all that was missed is stored; then one message tells of them.
ALTER TABLE alerts ADD COLUMN held_at INTEGER;
CREATE INDEX alerts_held ON alerts (held_at) WHERE held_at IS NOT NULL;
