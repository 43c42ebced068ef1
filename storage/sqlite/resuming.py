"""After a long time in which channels were not seen: one message tells each person what was posted meanwhile."""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import groupby

from storage.forms import dump, micros, moment
from storage.records import Notice, NoticeKind, PersonId
from storage.sqlite.notices import tell_person

HELD = micros(datetime.max.replace(tzinfo=UTC))  # when an alert is due that is held
LISTED = 15  # posts: with the longest names and addresses all of it fits into one message
BEGINNING = 160  # characters


def is_held(db: sqlite3.Connection, before: datetime) -> bool:
    """Whether an alert has been held since before a moment."""
    row = db.execute("SELECT 1 FROM alerts WHERE held_at IS NOT NULL AND held_at <= ? LIMIT 1", (micros(before),))
    return row.fetchone() is not None


def sum_up(db: sqlite3.Connection, at: datetime) -> int:
    """Make one alert for each person of those that are held for them; for how many there is something to see."""
    told = 0
    for person_id, rows in groupby(_held(db), key=lambda row: PersonId(row["person_id"])):
        alerts = list(rows)
        if len(alerts) == 1:
            _release(db, alerts[0]["id"], at)
        else:
            _tell(db, person_id, alerts, at)
        told += 1
    return told


def _held(db: sqlite3.Connection) -> list[sqlite3.Row]:
    return db.execute(
        f"""
        SELECT a.id, a.person_id, a.key, a.tier, p.sent_at, p.late_since, p.link, p.deleted_at,
               substr(p.text, 1, {BEGINNING}) AS text, coalesce(c.named_title, c.title, c.username, '') AS title
        FROM alerts a INDEXED BY alerts_held JOIN posts p ON p.id = a.post_id JOIN channels c ON c.id = p.channel_id
        WHERE a.held_at IS NOT NULL ORDER BY a.person_id, a.tier, p.sent_at, p.id
        """  # noqa: S608 - ours
    ).fetchall()


def _release(db: sqlite3.Connection, alert_id: int, at: datetime) -> None:
    db.execute("UPDATE alerts SET due_at = ?, held_at = NULL WHERE id = ?", (micros(at), alert_id))


def _tell(db: sqlite3.Connection, person_id: PersonId, alerts: Sequence[sqlite3.Row], at: datetime) -> None:
    """The posts that are listed count as told: their own alerts are never sent."""
    since = min((row["late_since"] for row in alerts if row["late_since"] is not None), default=alerts[0]["sent_at"])
    data: dict[str, str | int] = {
        "since": moment(since).isoformat(),
        "until": at.isoformat(),
        "count": len(alerts),
        "posts": dump([_listed(row) for row in alerts[:LISTED]]),
    }
    # named after what it tells, so that a database of before gives it the same name
    notice = Notice(kind=NoticeKind.RESUMED, key=f"resumed|{alerts[0]['key']}|{len(alerts)}", data=data)
    tell_person(db, person_id, notice, at)
    db.execute(
        """
        UPDATE alerts SET shown = wanted, skipped_at = ?, held_at = NULL
        WHERE id IN (SELECT value FROM json_each(?))
        """,
        (micros(at), dump([row["id"] for row in alerts])),
    )


def _listed(row: sqlite3.Row) -> dict[str, object]:
    return {
        "at": moment(row["sent_at"]).isoformat(),
        "tier": row["tier"],
        "channel": row["title"],
        "text": row["text"],
        "link": row["link"],
        "deleted": row["deleted_at"] is not None,
    }
