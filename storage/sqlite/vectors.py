"""What an encoder made of texts."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.forms import micros
from storage.sqlite.database import Database

_AT_ONCE = 500  # SQLite takes 32,766 parameters; a statement of so many is kept prepared


@dataclass(frozen=True, slots=True)
class SqliteVectors:
    """`storage.api.Vectors`."""

    db: Database

    async def get(self, encoder: str, hashes: Sequence[bytes]) -> dict[bytes, bytes]:
        return await self.db.read(lambda db: _get(db, encoder, hashes))

    async def put(self, encoder: str, vectors: Mapping[bytes, bytes], *, at: datetime) -> None:
        rows = [(encoder, key, vector, micros(at)) for key, vector in vectors.items()]
        await self.db.write(lambda db: _put(db, rows))

    async def forget(self, before: datetime) -> int:
        return await self.db.write(
            lambda db: db.execute("DELETE FROM vectors WHERE made_at < ?", (micros(before),)).rowcount
        )


def _get(db: sqlite3.Connection, encoder: str, hashes: Sequence[bytes]) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for at in range(0, len(hashes), _AT_ONCE):
        part = hashes[at : at + _AT_ONCE]
        marks = ", ".join("?" * len(part))
        sql = f"SELECT hash, vector FROM vectors WHERE encoder = ? AND hash IN ({marks})"  # noqa: S608 - marks alone
        found |= {row["hash"]: row["vector"] for row in db.execute(sql, (encoder, *part))}
    return found


def _put(db: sqlite3.Connection, rows: Sequence[tuple[str, bytes, bytes, int]]) -> None:
    db.executemany("INSERT OR IGNORE INTO vectors (encoder, hash, vector, made_at) VALUES (?, ?, ?, ?)", rows)
