"""Somebody whom the bot could not reach is here again: the newest of what waited comes, the rest is summed up."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from storage.forms import dump, micros, moment
from storage.records import Notice, NoticeKind, PersonId
from storage.sqlite.notices import tell_person

KEPT = 10  # posts, and as many notices
CHANNELS_NAMED = 8


def come_back(db: sqlite3.Connection, person_id: PersonId, at: datetime) -> None:
    """What waits for them is due; of more than a handful the older ones are skipped, and they are told of how many."""
    row = db.execute("SELECT unreachable_at FROM people WHERE id = ?", (person_id,)).fetchone()
    if row is None or row["unreachable_at"] is None:
        return
    db.execute("UPDATE people SET unreachable_at = NULL, error = NULL WHERE id = ?", (person_id,))
    posts = [post_id for post_id in _skip(db, person_id, of_posts=True, at=at) if post_id is not None]
    notices = len(_skip(db, person_id, of_posts=False, at=at))
    if posts or notices:
        data: dict[str, str | int] = {
            "since": moment(row["unreachable_at"]).isoformat(),
            "until": at.isoformat(),
            "posts": len(posts),
            "notices": notices,
            "channels": _by_channel(db, posts),
        }
        notice = Notice(kind=NoticeKind.RETURNED, key=f"returned|{at.isoformat()}", data=data)
        tell_person(db, person_id, notice, at)
    db.execute(
        "UPDATE alerts SET due_at = min(due_at, ?) WHERE person_id = ?"
        " AND shown < wanted AND parked_at IS NULL AND held_at IS NULL AND held_until IS NULL",
        (micros(at), person_id),
    )


def _skip(db: sqlite3.Connection, person_id: PersonId, *, of_posts: bool, at: datetime) -> list[int | None]:
    """Skip all unsent alerts of one kind but the newest; returns their posts."""
    rows = db.execute(
        """
        UPDATE alerts SET shown = wanted, skipped_at = :at WHERE id IN (
            SELECT id FROM alerts
            WHERE person_id = :person AND shown < wanted AND parked_at IS NULL
              AND message_id IS NULL AND (post_id IS NOT NULL) = :of_posts
            ORDER BY id DESC LIMIT -1 OFFSET :kept)
        RETURNING post_id
        """,
        {"at": micros(at), "person": person_id, "of_posts": of_posts, "kept": KEPT},
    )
    return [row["post_id"] for row in rows.fetchall()]


def _by_channel(db: sqlite3.Connection, posts: Sequence[int]) -> str:
    """Who posted the most of it, a line each."""
    rows = db.execute(
        """
        SELECT coalesce(c.title, c.username, '') AS title, count(*) AS count
        FROM json_each(?) skipped JOIN posts p ON p.id = skipped.value JOIN channels c ON c.id = p.channel_id
        GROUP BY c.id ORDER BY count DESC, c.id LIMIT ?
        """,
        (dump(posts), CHANNELS_NAMED),
    )
    return "\n".join(f"• {row['title']} · {row['count']}" for row in rows)
