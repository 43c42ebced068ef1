"""From t.me addresses to the posts behind them."""

import re
import sqlite3
from collections.abc import Sequence

from storage.records import Channel, Post, PostId
from storage.sqlite.rows import load_channels, load_posts

_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?(?:t\.me|telegram\.me|telegram\.dog)/"
    r"(?:s/)?(?:c/(?P<id>\d{1,18})|(?P<username>[A-Za-z]\w{3,31}))/(?P<message>\d{1,18})(?:[/?#].*)?",
    re.ASCII | re.IGNORECASE,
)


def linked(db: sqlite3.Connection, links: Sequence[str]) -> list[tuple[Post, Channel]]:
    """The posts behind addresses, each once, in the order of the addresses."""
    ids = dict.fromkeys(post_id for link in links if (post_id := _post_behind(db, link)) is not None)
    posts = load_posts(db, ids)
    channels = load_channels(db, {post.channel_id for post in posts.values()})
    return [(posts[post_id], channels[posts[post_id].channel_id]) for post_id in ids]


def _post_behind(db: sqlite3.Connection, link: str) -> PostId | None:
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
