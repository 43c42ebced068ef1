"""Alerts of events, made within the transaction of whatever happened; and the policy of failures that leads to one."""

import sqlite3
from datetime import datetime, timedelta

from storage.forms import dump_notice, micros
from storage.records import Notice, NoticeKind, PersonId, Role

TIER = 0  # before any post: a notice says what posts cannot be trusted to say
PAUSES = (timedelta(seconds=5), timedelta(seconds=30))
"""After the first and the second failure. After the third a row is parked."""


def tell(db: sqlite3.Connection, notice: Notice, *, role: Role, at: datetime, but: PersonId | None = None) -> int:
    """One alert of a notice for everybody of at least a role; for how many it is new."""
    made = db.execute(
        """
        INSERT INTO alerts (person_id, key, notice, tier, made_at, due_at)
        SELECT id, :key, :notice, :tier, :at, :at FROM people WHERE role >= :role AND id IS NOT :but
        ON CONFLICT (person_id, key) DO NOTHING
        """,
        {
            "key": f"notice|{notice.key}",
            "notice": dump_notice(notice),
            "tier": TIER,
            "at": micros(at),
            "role": role,
            "but": but,
        },
    )
    return made.rowcount


def tell_person(db: sqlite3.Connection, person_id: PersonId, notice: Notice, at: datetime) -> None:
    """An alert of a notice for one person, once."""
    db.execute(
        """
        INSERT INTO alerts (person_id, key, notice, tier, made_at, due_at)
        VALUES (:person, :key, :notice, :tier, :at, :at) ON CONFLICT (person_id, key) DO NOTHING
        """,
        {
            "person": person_id,
            "key": f"notice|{notice.key}",
            "notice": dump_notice(notice),
            "tier": TIER,
            "at": micros(at),
        },
    )


def tell_parked(db: sqlite3.Connection, *, stage: str, item: int, error: str, at: datetime) -> None:
    """Operators hear of each row that is set aside."""
    notice = Notice(
        kind=NoticeKind.PARKED,
        key=f"parked|{stage}|{item}|{at.isoformat()}",
        data={"stage": stage, "item": item, "error": error},
    )
    tell(db, notice, role=Role.OPERATOR, at=at)


def next_try(failures: int, at: datetime) -> datetime | None:
    """When a row that has failed so many times is tried again; None where it is to be parked."""
    return at + PAUSES[failures - 1] if failures <= len(PAUSES) else None
