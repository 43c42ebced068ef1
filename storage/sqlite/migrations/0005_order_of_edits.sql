-- Telegram's edit times are whole seconds. Edits of one second are ordered by the channel's pts, its number of changes.
ALTER TABLE posts ADD COLUMN pts INTEGER;
