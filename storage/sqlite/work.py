"""The work lists of the stages, and what was set aside."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.forms import micros, moment, moment_or_none
from storage.records import Job, Parked, Stage
from storage.sqlite.database import Database
from storage.sqlite.inserting import insert
from storage.sqlite.notices import next_try, tell_parked


@dataclass(frozen=True, slots=True)
class SqliteWork:
    """`storage.api.Work`."""

    db: Database

    async def due(self, stage: Stage, now: datetime, *, limit: int) -> list[Job]:
        return await self.db.read(lambda db: _due(db, stage, now, limit))

    async def failed(self, job: Job, *, error: str, at: datetime) -> bool:
        return await self.db.write(lambda db: _failed(db, job, error, at))

    async def pending(self, stage: Stage, item: int) -> bool:
        sql = "SELECT 1 FROM work WHERE stage = ? AND item = ? AND parked_at IS NULL"
        return await self.db.read(lambda db: db.execute(sql, (stage, item)).fetchone() is not None)

    async def parked(self) -> list[Parked]:
        return await self.db.read(_parked)

    async def waiting(self, stage: Stage) -> int:
        sql = "SELECT count(*) FROM work WHERE stage = ? AND parked_at IS NULL"
        return await self.db.read(lambda db: int(db.execute(sql, (stage,)).fetchone()[0]))

    async def next_due_at(self, stage: Stage) -> datetime | None:
        sql = "SELECT min(due_at) FROM work WHERE stage = ? AND parked_at IS NULL"
        return await self.db.read(lambda db: moment_or_none(db.execute(sql, (stage,)).fetchone()[0]))


# ------------------------------------------------------------------ for other transactions


def make_due(db: sqlite3.Connection, stage: Stage, items: Iterable[int], at: datetime) -> None:
    """Put items on a list, due now. One that is there already gets a new version, so it stays due for its worker."""
    insert(
        db,
        "work (stage, item, due_at)",
        [(stage, item, micros(at)) for item in items],
        """
        ON CONFLICT (stage, item) DO UPDATE SET
            version = version + 1, due_at = excluded.due_at, failures = 0, error = NULL, parked_at = NULL
        """,
    )


def hurry(db: sqlite3.Connection, stage: Stage, item: int, at: datetime) -> None:
    """Put an item on a list, due now. One that is due already stays as it is: a worker may have it in hand."""
    db.execute(
        """
        INSERT INTO work (stage, item, due_at) VALUES (?, ?, ?)
        ON CONFLICT (stage, item) DO UPDATE SET due_at = min(due_at, excluded.due_at)
        """,
        (stage, item, micros(at)),
    )


def renew(db: sqlite3.Connection, stage: Stage, items: Iterable[int]) -> None:
    """Give items that are on a list a new version: what a worker has in hand of them is out of date."""
    db.executemany(
        "UPDATE work SET version = version + 1 WHERE stage = ? AND item = ?", [(stage, item) for item in items]
    )


def done(db: sqlite3.Connection, job: Job) -> bool:
    """Take a job off its list, unless it became due again meanwhile; whether it was still this one."""
    return (
        db.execute(
            "DELETE FROM work WHERE stage = ? AND item = ? AND version = ?", (job.stage, job.item, job.version)
        ).rowcount
        > 0
    )


def again(
    db: sqlite3.Connection, job: Job, *, next_at: datetime | None, failures: int = 0, error: str | None = None
) -> bool:
    """Put a job off until its next time (None: take it off its list); whether it was still this one."""
    if next_at is None:
        return done(db, job)
    changed = db.execute(
        """
        UPDATE work SET version = version + 1, due_at = ?, failures = ?, error = ?, parked_at = NULL
        WHERE stage = ? AND item = ? AND version = ?
        """,
        (micros(next_at), failures, error, job.stage, job.item, job.version),
    )
    return changed.rowcount > 0


# ------------------------------------------------------------------ its own


def _due(db: sqlite3.Connection, stage: Stage, now: datetime, limit: int) -> list[Job]:
    rows = db.execute(
        """
        SELECT item, version, failures FROM work
        WHERE stage = ? AND due_at <= ? AND parked_at IS NULL ORDER BY due_at, item LIMIT ?
        """,
        (stage, micros(now), limit),
    )
    return [Job(stage=stage, item=row["item"], version=row["version"], failures=row["failures"]) for row in rows]


def _failed(db: sqlite3.Connection, job: Job, error: str, at: datetime) -> bool:
    failures = job.failures + 1
    next_at = next_try(failures, at)
    changed = db.execute(
        """
        UPDATE work SET failures = :failures, error = :error,
            due_at = coalesce(:next_at, due_at), parked_at = iif(:next_at IS NULL, :at, NULL)
        WHERE stage = :stage AND item = :item AND version = :version AND failures = :failures - 1
        """,
        {
            "failures": failures,
            "error": error,
            "next_at": None if next_at is None else micros(next_at),
            "at": micros(at),
            "stage": job.stage,
            "item": job.item,
            "version": job.version,
        },
    )
    if not changed.rowcount or next_at is not None:
        return False
    tell_parked(db, stage=job.stage, item=job.item, error=error, at=at)
    return True


def _parked(db: sqlite3.Connection) -> list[Parked]:
    rows = db.execute(
        """
        SELECT stage, item, error, parked_at FROM work WHERE parked_at IS NOT NULL
        UNION ALL SELECT 'alert', id, error, parked_at FROM alerts WHERE parked_at IS NOT NULL
        UNION ALL SELECT 'request', id, error, parked_at FROM requests WHERE parked_at IS NOT NULL
        ORDER BY parked_at DESC, stage, item
        """
    )
    return [
        Parked(stage=row["stage"], item=row["item"], error=row["error"] or "", parked_at=moment(row["parked_at"]))
        for row in rows
    ]
