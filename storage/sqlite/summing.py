"""Many alerts of one person in one message: what was held for them, for whatever reason."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import groupby

from storage.forms import dump, micros, moment
from storage.records import Notice, NoticeKind, PersonId
from storage.sqlite.notices import tell_person

HELD = micros(datetime.max.replace(tzinfo=UTC))  # when an alert is due that is held
LISTED = 15  # posts: with the longest names and addresses all of it fits into one message
BEGINNING = 160  # characters

Since = Callable[[Sequence[sqlite3.Row]], int]


def sum_up(db: sqlite3.Connection, kind: NoticeKind, held: str, since: Since, at: datetime) -> int:
    """Make one alert for each person of those that are held for them; for how many there is something to see.

    `held` is a condition on alerts `a`, with `:at`.
    """
    told = 0
    for person_id, rows in groupby(_held(db, held, at), key=lambda row: PersonId(row["person_id"])):
        alerts = list(rows)
        if len(alerts) == 1:
            _release(db, alerts[0]["id"], at)
        else:
            _tell(db, person_id, alerts, kind=kind, since=since(alerts), at=at)
        told += 1
    return told


def _held(db: sqlite3.Connection, held: str, at: datetime) -> list[sqlite3.Row]:
    return db.execute(
        f"""
        SELECT a.id, a.person_id, a.key, a.tier, a.made_at, p.sent_at, p.late_since, p.link, p.deleted_at,
               substr(p.text, 1, {BEGINNING}) AS text, coalesce(c.named_title, c.title, c.username, '') AS title
        FROM alerts a JOIN posts p ON p.id = a.post_id JOIN channels c ON c.id = p.channel_id
        WHERE {held} ORDER BY a.person_id, a.tier, p.sent_at, p.id
        """,  # noqa: S608 - ours
        {"at": micros(at)},
    ).fetchall()


def _release(db: sqlite3.Connection, alert_id: int, at: datetime) -> None:
    sql = "UPDATE alerts SET due_at = ?, held_at = NULL, held_until = NULL WHERE id = ?"
    db.execute(sql, (micros(at), alert_id))


def _tell(
    db: sqlite3.Connection,
    person_id: PersonId,
    alerts: Sequence[sqlite3.Row],
    *,
    kind: NoticeKind,
    since: int,
    at: datetime,
) -> None:
    """The posts that are listed count as told: their own alerts are never sent."""
    data: dict[str, str | int] = {
        "since": moment(since).isoformat(),
        "until": at.isoformat(),
        "count": len(alerts),
        "posts": dump([_listed(row) for row in alerts[:LISTED]]),
    }
    # named after what it tells, so that a database of before gives it the same name
    notice = Notice(kind=kind, key=f"{kind}|{alerts[0]['key']}|{len(alerts)}", data=data)
    tell_person(db, person_id, notice, at)
    db.execute(
        """
        UPDATE alerts SET shown = wanted, skipped_at = ?, held_at = NULL, held_until = NULL
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
