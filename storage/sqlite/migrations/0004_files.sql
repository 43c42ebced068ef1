-- What posts carry beside their text, where the channel's entry asks for it. The content lies beside the database.
ALTER TABLE channels ADD COLUMN media TEXT NOT NULL DEFAULT 'none';
ALTER TABLE alerts ADD COLUMN has_photo INTEGER NOT NULL DEFAULT 0;
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts,
    channel_id INTEGER NOT NULL REFERENCES channels,
    message_id INTEGER NOT NULL, -- of an album: the message that carries it
    kind TEXT NOT NULL,
    hash TEXT,                   -- SHA-256 of the content in hex, and the name of its file; none while it is not held
    size INTEGER,                -- bytes
    stored_at INTEGER,
    refused TEXT,                -- why it is not held and will not be
    UNIQUE (channel_id, message_id)
) STRICT;
CREATE INDEX files_post ON files (post_id);
CREATE INDEX files_stored ON files (stored_at) WHERE hash IS NOT NULL;
