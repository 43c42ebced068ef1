"""Moments to be remembered across restarts."""

from dataclasses import dataclass
from datetime import datetime

from storage.forms import micros, moment
from storage.sqlite.database import Database


@dataclass(frozen=True, slots=True)
class SqliteMarks:
    """`storage.api.Marks`."""

    db: Database

    async def get(self, name: str) -> datetime | None:
        sql = "SELECT at FROM marks WHERE name = ?"
        row = await self.db.read(lambda db: db.execute(sql, (name,)).fetchone())
        return None if row is None else moment(row["at"])

    async def put(self, name: str, at: datetime) -> None:
        sql = "INSERT OR REPLACE INTO marks (name, at) VALUES (?, ?)"
        await self.db.execute(sql, (name, micros(at)))

    async def drop(self, name: str) -> None:
        await self.db.execute("DELETE FROM marks WHERE name = ?", (name,))
