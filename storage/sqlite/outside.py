"""Addressees outside Telegram: rows among the people, as editors; muted where they hear of the undelivered alone."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.forms import dump, micros
from storage.records import OUTSIDE, Addressee, Role
from storage.sqlite.database import Database

MARKS_KEPT = timedelta(days=7)
YOUNGEST = timedelta(days=1)  # what is older is no news on any path


@dataclass(frozen=True, slots=True)
class SqliteOutside:
    """`storage.api.Outside`."""

    db: Database

    async def bring_in(self, addressees: Sequence[Addressee], *, at: datetime) -> None:
        await self.db.write(lambda db: _bring_in(db, addressees, at))

    async def fall_back(self, *, before: datetime, at: datetime) -> int:
        if not await self.db.read(lambda db: _undelivered(db, before)):
            return 0  # as nearly always
        return await self.db.write(lambda db: _fall_back(db, before, at))


def _outside(db: sqlite3.Connection) -> list[int]:
    return [row["id"] for row in db.execute("SELECT id FROM people WHERE id <= ?", (OUTSIDE,))]


def _bring_in(db: sqlite3.Connection, addressees: Sequence[Addressee], at: datetime) -> None:
    db.execute("DELETE FROM marks WHERE name GLOB 'outside|*' AND at < ?", (micros(at - MARKS_KEPT),))
    here = [addressee.id for addressee in addressees]
    gone = dump([each for each in _outside(db) if each not in here])
    db.execute("UPDATE people SET role = NULL WHERE id IN (SELECT value FROM json_each(?))", (gone,))
    db.execute("DELETE FROM alerts WHERE message_id IS NULL AND person_id IN (SELECT value FROM json_each(?))", (gone,))
    for each in addressees:
        db.execute(
            """
            INSERT INTO people (id, name, role, language, timezone, added_at, muted_at)
            VALUES (:id, :name, :role, :language, :timezone, :at, iif(:muted, :at, NULL))
            ON CONFLICT (id) DO UPDATE SET role = :role, language = :language, timezone = :timezone,
                muted_at = iif(:muted, coalesce(muted_at, :at), NULL)
            """,
            {
                "id": each.id,
                "name": each.name,
                "role": Role.EDITOR,
                "language": each.language,
                "timezone": each.timezone,
                "at": micros(at),
                "muted": each.only_undelivered,
            },
        )


def _undelivered(db: sqlite3.Connection, before: datetime) -> list[int]:
    """The posts that somebody should have been told of and nobody was, where there is somebody to be told instead."""
    rows = db.execute(
        """
        SELECT DISTINCT a.post_id FROM people p CROSS JOIN alerts a INDEXED BY alerts_due
            ON a.person_id = p.id AND a.due_at BETWEEN :since AND :before
        WHERE p.role IS NOT NULL AND p.id > :nearest AND a.shown < a.wanted AND a.parked_at IS NULL
          AND a.message_id IS NULL AND a.post_id IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM alerts b WHERE b.post_id = a.post_id AND b.message_id IS NOT NULL)
          AND EXISTS (SELECT 1 FROM people o WHERE o.id IN (SELECT value FROM json_each(:outside))
                      AND o.role IS NOT NULL AND o.muted_at IS NOT NULL
                      AND NOT EXISTS (SELECT 1 FROM alerts c WHERE c.person_id = o.id AND c.key = a.key))
        """,
        {
            "since": micros(before - YOUNGEST),
            "before": micros(before),
            "nearest": OUTSIDE,
            "outside": dump(_outside(db)),
        },
    )
    return [row["post_id"] for row in rows]


def _fall_back(db: sqlite3.Connection, before: datetime, at: datetime) -> int:
    made = db.execute(
        """
        INSERT INTO alerts (person_id, key, post_id, tier, made_at, due_at)
        SELECT DISTINCT o.id, a.key, a.post_id, a.tier, :at, :at
        FROM json_each(:posts) chosen JOIN alerts a ON a.post_id = chosen.value
        CROSS JOIN people o ON o.id IN (SELECT value FROM json_each(:outside))
        WHERE o.role IS NOT NULL AND o.muted_at IS NOT NULL
        ON CONFLICT (person_id, key) DO NOTHING
        """,
        {"posts": dump(_undelivered(db, before)), "outside": dump(_outside(db)), "at": micros(at)},
    )
    return made.rowcount
