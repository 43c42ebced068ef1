"""A clock that was set back: what is due is due by the old one."""

import sqlite3
from datetime import datetime, timedelta

from storage.forms import micros

_WAITING = {
    "work": "parked_at IS NULL",
    "alerts": "shown < wanted AND parked_at IS NULL",
    "waits": "ended_at IS NULL",
    "requests": "answered_at IS NULL AND parked_at IS NULL",
}


def bring_back(db: sqlite3.Connection, by: timedelta, at: datetime) -> int:
    """Bring what waits for a later time nearer by as much as the clock was set back; returns how many rows."""
    values = {"at": micros(at), "by": by // timedelta(microseconds=1)}
    moved = 0
    for table, waiting in _WAITING.items():
        sql = f"UPDATE {table} SET due_at = max(:at, due_at - :by) WHERE due_at > :at AND {waiting}"  # noqa: S608 - ours
        moved += db.execute(sql, values).rowcount
    db.execute("UPDATE alerts SET held_until = max(:at, held_until - :by) WHERE held_until > :at", values)
    # Of strangers the time is Telegram's.
    db.execute("UPDATE marks SET at = :at WHERE at > :at AND name NOT GLOB 'stranger|*'", {"at": values["at"]})
    return moved
