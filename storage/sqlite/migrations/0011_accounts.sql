-- The accounts that watch, and which of them follows each channel. How each reaches a channel stands in channel_access.
CREATE TABLE accounts (
    id INTEGER PRIMARY KEY,     -- the numeric Telegram id
    name TEXT NOT NULL,
    session TEXT NOT NULL,      -- a fingerprint of the session it last came with, never the session
    seen_at INTEGER NOT NULL,   -- when it last signed in
    lost_at INTEGER,            -- when Telegram ended that session
    error TEXT
) STRICT;

CREATE TABLE assignments (
    channel_id INTEGER PRIMARY KEY REFERENCES channels,
    account INTEGER NOT NULL REFERENCES accounts,
    backup INTEGER REFERENCES accounts
) STRICT;
