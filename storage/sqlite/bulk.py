"""Channels that post by the dozen: moved to a tier of their own, and told of in digests."""

import sqlite3
from datetime import datetime, timedelta

from storage.forms import dump, dump_notice, micros, moment
from storage.records import BULK, DIGESTED, Arrival, ChannelId, Notice, NoticeKind, Role
from storage.sqlite.notices import tell

CHANNELS_NAMED = 8
POSTS_SHOWN = 2  # of each channel
BEGINNING = 160  # characters
LATE = timedelta(days=7)  # what is found later than that after it was sent is in no digest


def move(db: sqlite3.Connection, channel_id: ChannelId, at: datetime) -> None:
    """Put a channel into the tier of bulk posters unless somebody has chosen another; operators hear of it."""
    row = db.execute(
        "UPDATE channels SET tier = ? WHERE id = ? AND NOT tier_chosen RETURNING username, title, named_title",
        (BULK, channel_id),
    ).fetchone()
    if row is not None:
        data: dict[str, str | int] = {
            "channel": row["named_title"] or row["title"] or row["username"] or "",
            "username": row["username"] or "",
        }
        notice = Notice(kind=NoticeKind.BULK_POSTER, key=f"bulk_poster|{channel_id}", data=data)
        tell(db, notice, role=Role.OPERATOR, at=at)


def digest(db: sqlite3.Connection, after: datetime, until: datetime, at: datetime) -> int:
    """Tell editors what bulk posters published in a time, and remember that it was told; how many are told."""
    db.execute("INSERT OR REPLACE INTO marks (name, at) VALUES (?, ?)", (DIGESTED, micros(until)))
    window: dict[str, int | str] = {
        "after": micros(after),
        "until": micros(until),
        "seed": Arrival.SEED,
        "since": micros(after - LATE),
    }
    counted = db.execute(_COUNTED, window | {"tier": BULK}).fetchall()
    if not counted:
        return 0
    named = [_named(row) | {"posts": _newest(db, row["id"], window)} for row in counted[:CHANNELS_NAMED]]
    data: dict[str, str | int] = {
        "since": after.isoformat(),
        "until": until.isoformat(),
        "posts": sum(row["count"] for row in counted),
        "more": max(len(counted) - CHANNELS_NAMED, 0),
        "channels": dump(named),
    }
    return _tell(db, Notice(kind=NoticeKind.DIGEST, key=f"digest|{until.isoformat()}", data=data), at)


_IN_WINDOW = """
    p.sent_at > :since AND p.received_at > :after AND p.received_at <= :until
    AND p.arrival <> :seed AND p.deleted_at IS NULL
"""
_COUNTED = f"""
    SELECT c.id, coalesce(c.named_title, c.title, c.username, '') AS title, c.username, count(*) AS count
    FROM channels c JOIN posts p INDEXED BY posts_channel_sent ON p.channel_id = c.id
    WHERE c.tier = :tier AND c.state <> 'unwatched' AND {_IN_WINDOW}
    GROUP BY c.id ORDER BY count DESC, c.id
"""  # noqa: S608 - ours
_NEWEST = f"""
    SELECT p.sent_at, substr(p.text, 1, {BEGINNING}) AS text, p.link
    FROM posts p INDEXED BY posts_channel_sent
    WHERE p.channel_id = :channel AND {_IN_WINDOW} ORDER BY p.sent_at DESC, p.id DESC LIMIT {POSTS_SHOWN}
"""  # noqa: S608 - ours


def _named(row: sqlite3.Row) -> dict[str, object]:
    return {"title": row["title"], "username": row["username"] or "", "count": row["count"]}


def _newest(db: sqlite3.Connection, channel_id: int, window: dict[str, int | str]) -> list[dict[str, str]]:
    rows = db.execute(_NEWEST, window | {"channel": channel_id})
    return [
        {"at": moment(row["sent_at"]).isoformat(), "text": row["text"], "link": row["link"]} for row in rows.fetchall()
    ]


def _tell(db: sqlite3.Connection, notice: Notice, at: datetime) -> int:
    """As notices are told, but after every post, and not to those who have muted alerts."""
    made = db.execute(
        """
        INSERT INTO alerts (person_id, key, notice, tier, made_at, due_at)
        SELECT id, :key, :notice, :tier, :at, :at FROM people WHERE role >= :role AND muted_at IS NULL
        ON CONFLICT (person_id, key) DO NOTHING
        """,
        {
            "key": f"notice|{notice.key}",
            "notice": dump_notice(notice),
            "tier": BULK,
            "at": micros(at),
            "role": Role.EDITOR,
        },
    )
    return made.rowcount
