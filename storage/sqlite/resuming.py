"""After a long time in which channels were not seen: one message tells each person what was posted meanwhile."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from storage.forms import micros
from storage.records import NoticeKind
from storage.sqlite import summing


def is_held(db: sqlite3.Connection, before: datetime) -> bool:
    """Whether an alert has been held since before a moment."""
    row = db.execute("SELECT 1 FROM alerts WHERE held_at IS NOT NULL AND held_at <= ? LIMIT 1", (micros(before),))
    return row.fetchone() is not None


def sum_up(db: sqlite3.Connection, at: datetime) -> int:
    """Make one alert for each person of those that are held for them; for how many there is something to see."""
    return summing.sum_up(db, NoticeKind.RESUMED, "a.held_at IS NOT NULL", _since, at)


def _since(alerts: Sequence[sqlite3.Row]) -> int:
    first = min((row["late_since"] for row in alerts if row["late_since"] is not None), default=alerts[0]["sent_at"])
    return int(first)
