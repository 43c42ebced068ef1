-- Of channels known so far the tier stays as it is.
ALTER TABLE channels ADD COLUMN tier_chosen INTEGER NOT NULL DEFAULT 1;
