"""One open database: a writer and some readers."""

import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from storage.errors import DatabaseUnusable
from storage.sqlite.connection import create_file, on_thread, open_reading, open_reading_here, open_writing
from storage.sqlite.migrate import migrate, refuse_other_versions
from storage.sqlite.readers import Alone, Readers
from storage.sqlite.writer import Writer
from storage.trouble import unusable

T = TypeVar("T")

READERS = 3
OLDEST = (3, 38, 0)  # of SQLite: `->>`


@dataclass(frozen=True, slots=True)
class Database:
    """What the methods of storage run on."""

    writer: Writer | None  # none where it was opened to be read
    readers: Readers | Alone

    async def write(self, function: Callable[[sqlite3.Connection], T]) -> T:
        """Run a function as one transaction that may write."""
        if self.writer is None:
            raise DatabaseUnusable("The database was opened to be read, and something is to be written.")
        return await self.writer.run(function)

    async def execute(self, sql: str, values: Sequence[str | int | None]) -> None:
        """Run one statement as a transaction."""
        await self.write(lambda db: db.execute(sql, values).close())

    async def read(self, function: Callable[[sqlite3.Connection], T]) -> T:
        """Run a function that reads a single moment."""
        return await self.readers.run(function)


@asynccontextmanager
async def open_database(path: Path) -> AsyncIterator[Database]:
    """Open and migrate a file, made where it is missing. Leaving finishes what is in hand."""
    refuse_old_engine()
    create_file(path)
    async with AsyncExitStack() as stack:
        try:
            connection = await open_writing(path)
            writer = Writer(connection, path)
            stack.push_async_callback(writer.close)
            await on_thread(connection, lambda db: migrate(db, path))
            connections = [await open_reading(path) for _ in range(READERS)]
            for connection in connections:
                stack.push_async_callback(connection.close)
            readers = Readers(connections, path)
            stack.push_async_callback(readers.close)
        except sqlite3.Error as error:
            raise unusable(error, path) from error
        yield Database(writer, readers)


@asynccontextmanager
async def open_to_read(path: Path) -> AsyncIterator[Database]:
    """Open a file of this version beside whoever writes to it; nothing is written, not even a checkpoint."""
    refuse_old_engine()
    _refuse_missing(path)
    with ExitStack() as stack:
        try:
            connection = open_reading_here(path)
            stack.callback(connection.close)
            refuse_other_versions(connection, path)
        except sqlite3.Error as error:
            raise unusable(error, path) from error
        yield Database(None, Alone(connection, path))


def _refuse_missing(path: Path) -> None:
    if not path.exists():
        raise DatabaseUnusable(f"There is no database {path} yet: `run` makes it. See DATABASE_URL.")


def refuse_old_engine() -> None:
    """Refuse an SQLite that lacks what our statements use."""
    if (found := sqlite3.sqlite_version_info) < OLDEST:
        raise DatabaseUnusable(
            f"This Python brings SQLite {'.'.join(map(str, found))}; {'.'.join(map(str, OLDEST))} or newer is needed: "
            "install a newer build of Python."
        )
