"""The accounts that watch, and who follows what."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.forms import micros, moment_or_none
from storage.records import Account, Assignment, ChannelId, Notice, Role
from storage.sqlite.database import Database
from storage.sqlite.notices import tell


@dataclass(frozen=True, slots=True)
class SqliteAccounts:
    """`storage.api.Accounts`."""

    db: Database

    async def all(self) -> list[Account]:
        return await self.db.read(_all)

    async def seen(self, account: int, *, name: str, session: str, at: datetime) -> None:
        await self.db.write(lambda db: _seen(db, account, name, session, at))

    async def lost(self, account: int, *, error: str, at: datetime) -> None:
        await self.db.write(lambda db: _lost(db, account, error, at))

    async def assignments(self) -> dict[ChannelId, Assignment]:
        return await self.db.read(_assignments)

    async def assign(
        self, changes: Mapping[ChannelId, Assignment], *, notices: Sequence[Notice] = (), at: datetime
    ) -> None:
        await self.db.write(lambda db: _assign(db, changes, notices, at))


def _all(db: sqlite3.Connection) -> list[Account]:
    rows = db.execute(
        """
        SELECT a.*, count(c.id) FILTER (WHERE s.account = a.id) AS channels,
            count(c.id) FILTER (WHERE s.backup = a.id) AS backups
        FROM accounts a
        LEFT JOIN assignments s ON a.id IN (s.account, s.backup)
        LEFT JOIN channels c ON c.id = s.channel_id AND c.state <> 'unwatched'
        GROUP BY a.id ORDER BY a.id
        """
    )
    return [
        Account(
            id=row["id"],
            name=row["name"],
            session=row["session"],
            lost_at=moment_or_none(row["lost_at"]),
            error=row["error"],
            channels=row["channels"],
            backups=row["backups"],
        )
        for row in rows
    ]


def _seen(db: sqlite3.Connection, account: int, name: str, session: str, at: datetime) -> None:
    db.execute(
        """
        INSERT INTO accounts (id, name, session, seen_at) VALUES (:id, :name, :session, :at)
        ON CONFLICT (id) DO UPDATE SET name = :name, session = :session, seen_at = :at, lost_at = NULL, error = NULL
        """,
        {"id": account, "name": name, "session": session, "at": micros(at)},
    )


def _lost(db: sqlite3.Connection, account: int, error: str, at: datetime) -> None:
    db.execute(
        "UPDATE accounts SET lost_at = coalesce(lost_at, ?), error = ? WHERE id = ?", (micros(at), error, account)
    )


def _assignments(db: sqlite3.Connection) -> dict[ChannelId, Assignment]:
    return {
        ChannelId(row["channel_id"]): Assignment(account=row["account"], backup=row["backup"])
        for row in db.execute("SELECT * FROM assignments")
    }


def _assign(
    db: sqlite3.Connection, changes: Mapping[ChannelId, Assignment], notices: Sequence[Notice], at: datetime
) -> None:
    db.executemany(
        "INSERT OR REPLACE INTO assignments (channel_id, account, backup) VALUES (?, ?, ?)",
        [(channel_id, each.account, each.backup) for channel_id, each in changes.items()],
    )
    for notice in notices:
        tell(db, notice, role=Role.OPERATOR, at=at)
