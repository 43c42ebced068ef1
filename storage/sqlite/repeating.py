"""One statement in several channels: the first post of it is told of, and the others stand in its alert.

Strict on purpose: a statement that is taken for a copy by mistake is hidden, one that is missed comes twice.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from storage.forms import dump, micros
from storage.records import Arrival, NewPost, PostId
from storage.sqlite.changes import mark_changed
from storage.sqlite.holding import hold_new

WITHIN = timedelta(hours=6)
TOP_TIER = 1

Stored = tuple[PostId, NewPost]


def join_copies(db: sqlite3.Connection, posts: Sequence[Stored]) -> dict[PostId, PostId]:
    """Find the first posts of what new ones repeat, and keep that; by the new post."""
    found: dict[PostId, PostId] = {}
    for post_id, new in _repeating(db, [one for one in posts if one[1].arrival is not Arrival.SEED]):
        if (first := _first(db, post_id, new)) is not None:
            db.execute("UPDATE posts SET copy_of = ? WHERE id = ?", (first, post_id))
            found[post_id] = first
    return found


def _repeating(db: sqlite3.Connection, posts: Sequence[Stored]) -> list[Stored]:
    """Those that were forwarded, or whose words another post has: hardly any."""
    said = [(post_id, new.statement) for post_id, new in posts if new.statement is not None]
    rows = db.execute(
        """
        SELECT DISTINCT e.value ->> 0 AS id FROM json_each(?) e
        JOIN posts p ON p.statement = e.value ->> 1 AND p.id < e.value ->> 0
        """,
        (dump(said),),
    )
    repeated = {row["id"] for row in rows}
    return [one for one in posts if one[0] in repeated or (one[1].forward and one[1].forward.message_id is not None)]


def _first(db: sqlite3.Connection, post_id: PostId, new: NewPost) -> PostId | None:
    """The first post of a statement; None where this is the first, or where it is to be told of by itself.

    So it is where its own channel said it before, and where a channel of tier 1 says what only lower ones said.
    """
    first = _said_before(db, post_id, new)
    return None if first is None or _is_told_of_by_itself(db, new, first) else first


def _said_before(db: sqlite3.Connection, post_id: PostId, new: NewPost) -> PostId | None:
    """The first post with the same words, or the one that was forwarded."""
    origin = new.forward
    row = db.execute(
        """
        SELECT coalesce(p.copy_of, p.id) AS first FROM posts p
        WHERE p.statement = :statement AND p.id < :post AND p.arrival <> 'seed' AND p.deleted_at IS NULL
          AND p.sent_at BETWEEN :since AND :until
        UNION ALL
        SELECT coalesce(p.copy_of, p.id) FROM channels c
        JOIN messages m ON m.channel_id = c.id AND m.message_id = :origin_message
        JOIN posts p ON p.id = m.post_id AND p.id < :post AND p.arrival <> 'seed' AND p.deleted_at IS NULL
          AND p.sent_at BETWEEN :since AND :until
        WHERE c.telegram_id = :origin
        ORDER BY 1 LIMIT 1
        """,
        {
            "statement": new.statement,
            "post": post_id,
            "since": micros(new.sent_at - WITHIN),
            "until": micros(new.sent_at + WITHIN),
            "origin": origin.telegram_id if origin else None,
            "origin_message": origin.message_id if origin else None,
        },
    ).fetchone()
    return None if row is None else PostId(row["first"])


def _is_told_of_by_itself(db: sqlite3.Connection, new: NewPost, first: PostId) -> bool:
    row = db.execute(
        """
        SELECT EXISTS (SELECT 1 FROM posts p WHERE (p.id = :first OR p.copy_of = :first) AND p.channel_id = :channel)
            OR (SELECT tier FROM channels WHERE id = :channel) = :top AND :top <> (
                SELECT c.tier FROM posts p JOIN channels c ON c.id = p.channel_id WHERE p.id = :first)
        """,
        {"first": first, "channel": new.channel_id, "top": TOP_TIER},
    ).fetchone()
    return bool(row[0])


def told_of(db: sqlite3.Connection, first: PostId) -> set[int]:
    """Who has an alert of a statement, or waits for one."""
    rows = db.execute(
        """
        SELECT person_id FROM alerts WHERE post_id = :first AND notice IS NULL
        UNION SELECT person_id FROM waits WHERE post_id = :first AND ended_at IS NULL
        """,
        {"first": first},
    )
    return {row["person_id"] for row in rows}


def part(db: sqlite3.Connection, post_ids: Iterable[PostId], at: datetime) -> None:
    """Copies that were edited and say something else now: whoever was told of the first is told of them."""
    rows = db.execute(
        """
        SELECT p.id, p.copy_of FROM posts p JOIN posts f ON f.id = p.copy_of
        WHERE p.id IN (SELECT value FROM json_each(?)) AND p.statement IS NOT f.statement
        """,
        (dump(list(post_ids)),),
    ).fetchall()
    for row in rows:
        db.execute("UPDATE posts SET copy_of = NULL WHERE id = ?", (row["id"],))
        made = db.execute(
            """
            INSERT INTO alerts (person_id, key, post_id, tier, made_at, due_at)
            SELECT a.person_id, 'post|' || c.telegram_id || '|' || p.message_id, p.id, c.tier, :at, :at
            FROM alerts a JOIN posts p ON p.id = :post JOIN channels c ON c.id = p.channel_id
            JOIN people w ON w.id = a.person_id AND w.role IS NOT NULL AND w.muted_at IS NULL
            WHERE a.post_id = :first AND a.notice IS NULL
            ON CONFLICT (person_id, key) DO NOTHING RETURNING id
            """,
            {"at": micros(at), "post": row["id"], "first": row["copy_of"]},
        ).fetchall()
        hold_new(db, [each["id"] for each in made], at)
    mark_changed(db, [PostId(row["copy_of"]) for row in rows], at)
