-- How each channel presented itself, a row for each change: a new name or photo can mean that somebody took it over.
CREATE TABLE profiles (
    id INTEGER PRIMARY KEY,
    channel_id INTEGER NOT NULL REFERENCES channels,
    title TEXT NOT NULL,
    username TEXT,
    photo INTEGER,       -- as Telegram numbers it; 0: none; NULL: not known
    noticed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX profiles_channel ON profiles (channel_id, id);
-- Of a channel by invitation nothing was kept but the title: how it presents itself is learned anew.
INSERT INTO profiles (channel_id, title, username, photo, noticed_at)
SELECT id, title, username, NULL, added_at FROM channels WHERE title IS NOT NULL AND invite IS NULL;
