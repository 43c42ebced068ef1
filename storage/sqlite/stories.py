"""Stories: a post, and what answers it, forwards it or says the same."""

import sqlite3
from collections.abc import Collection
from datetime import datetime

from storage.forms import dump, micros, moment
from storage.records import Mute, PersonId, PostId

_BELONGS = """
    WITH RECURSIVE belongs (post, part) AS (
        SELECT value, value FROM json_each(:posts)
        UNION
        SELECT b.post, p.copy_of FROM belongs b JOIN posts p ON p.id = b.part WHERE p.copy_of IS NOT NULL
        UNION
        SELECT b.post, m.post_id FROM belongs b JOIN posts p ON p.id = b.part
        JOIN messages m ON m.channel_id = p.channel_id AND m.message_id = p.reply_to
        UNION
        SELECT b.post, m.post_id FROM belongs b JOIN posts p ON p.id = b.part
        JOIN channels c ON c.telegram_id = p.forward ->> 'telegram_id'
        JOIN messages m ON m.channel_id = c.id AND m.message_id = p.forward ->> 'message_id'
    )
"""


def muted_stories(db: sqlite3.Connection, posts: Collection[int], at: datetime) -> dict[tuple[int, int], datetime]:
    """By person and post: until when they want nothing of the story that it belongs to."""
    if db.execute("SELECT 1 FROM story_mutes WHERE until > ? LIMIT 1", (micros(at),)).fetchone() is None:
        return {}  # as nearly always
    rows = db.execute(
        f"""
        {_BELONGS}
        SELECT s.person_id, b.post, max(s.until) AS until FROM belongs b JOIN story_mutes s ON s.post_id = b.part
        WHERE s.until > :at GROUP BY s.person_id, b.post
        """,  # noqa: S608 - ours
        {"posts": dump(sorted(set(posts))), "at": micros(at)},
    )
    return {(row["person_id"], row["post"]): moment(row["until"]) for row in rows}


def mute_story(
    db: sqlite3.Connection, person_id: PersonId, post_id: PostId, until: datetime, at: datetime
) -> PostId | None:
    """Keep that somebody wants nothing of the story of a post for a time: its first post, if there is one."""
    row = db.execute(
        """
        INSERT INTO story_mutes (person_id, post_id, until, made_at)
        SELECT :person, coalesce(copy_of, id), :until, :at FROM posts WHERE id = :post
        ON CONFLICT (person_id, post_id) DO UPDATE SET until = excluded.until, made_at = excluded.made_at
        RETURNING post_id
        """,
        {"person": person_id, "post": post_id, "until": micros(until), "at": micros(at)},
    ).fetchone()
    return None if row is None else PostId(row["post_id"])


def unmute_story(db: sqlite3.Connection, person_id: PersonId, post_id: PostId | None) -> int:
    """End the mute of the story that begins with a post, or of all; how many ended."""
    return db.execute(
        """
        DELETE FROM story_mutes WHERE person_id = :person
          AND (:post IS NULL OR post_id = :post)
        """,
        {"person": person_id, "post": post_id},
    ).rowcount


def load_story_mutes(db: sqlite3.Connection, person_id: PersonId, at: datetime) -> list[Mute]:
    """What stories somebody has muted, the latest first."""
    rows = db.execute(
        """
        SELECT s.post_id, s.until, p.original FROM story_mutes s JOIN posts p ON p.id = s.post_id
        WHERE s.person_id = ? AND s.until > ? ORDER BY s.made_at DESC
        """,
        (person_id, micros(at)),
    )
    return [Mute(until=moment(row["until"]), post_id=PostId(row["post_id"]), text=row["original"]) for row in rows]
