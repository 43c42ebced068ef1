"""From t.me addresses to the posts behind them."""

import re
import sqlite3

from storage.records import PostId

_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?(?:t\.me|telegram\.me|telegram\.dog)/"
    r"(?:s/)?(?:c/(?P<id>\d{1,18})|(?P<username>[A-Za-z]\w{3,31}))/(?P<message>\d{1,18})(?:[/?#].*)?",
    re.ASCII | re.IGNORECASE,
)


def post_behind(db: sqlite3.Connection, link: str) -> PostId | None:
    """The post behind an address, if we hold it."""
    found = _ADDRESS.fullmatch(link.strip())
    if found is None:
        return None
    row = db.execute(
        """
        SELECT m.post_id FROM channels c JOIN messages m ON m.channel_id = c.id
        WHERE (lower(c.username) = lower(:username) OR c.telegram_id = :id)
          AND m.message_id = :message AND m.post_id IS NOT NULL
        """,
        {
            "username": found["username"],
            "id": None if found["id"] is None else int(found["id"]),
            "message": int(found["message"]),
        },
    ).fetchone()
    return None if row is None else PostId(row["post_id"])
