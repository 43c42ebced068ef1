"""Connections to the file: how each is opened, how a function runs on its thread, and what its errors mean."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

import aiosqlite

from storage.errors import DatabaseUnusable, advice_of

T = TypeVar("T")

BUSY_SECONDS = 5.0


async def on_thread(connection: aiosqlite.Connection, function: Callable[[sqlite3.Connection], T]) -> T:
    """Run a function on a connection's own thread, with the plain connection.

    aiosqlite has no public way to do so; its version is pinned and tests/storage/test_writer.py holds this to it.
    If the caller is cancelled the function still runs to its end.
    """
    raw = connection._conn  # noqa: SLF001 - see above
    result: T = await connection._execute(function, raw)  # type: ignore[no-untyped-call]  # noqa: SLF001
    return result


async def open_writing(path: Path) -> aiosqlite.Connection:
    """The one connection that writes. Each commit is on the disk before it is acknowledged (synchronous=FULL)."""
    connection = await aiosqlite.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
    await _prepare(connection, _set_up_writing)
    return connection


async def open_reading(path: Path) -> aiosqlite.Connection:
    """A connection that cannot write."""
    connection = await aiosqlite.connect(reading_uri(path), uri=True, isolation_level=None, timeout=BUSY_SECONDS)
    await _prepare(connection, _set_up_reading)
    return connection


def open_reading_here(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, to be used on this thread."""
    connection = sqlite3.connect(reading_uri(path), uri=True, isolation_level=None, timeout=BUSY_SECONDS)
    try:
        _set_up_reading(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def reading_uri(path: Path) -> str:
    """What SQLite opens for reading alone."""
    return f"file:{quote(str(path))}?mode=ro"


async def _prepare(connection: aiosqlite.Connection, set_up: Callable[[sqlite3.Connection], None]) -> None:
    try:
        await on_thread(connection, set_up)
    except BaseException:
        await connection.close()
        raise


def _set_up_writing(db: sqlite3.Connection) -> None:
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA cache_size = -16384")  # 16 MiB: the upper pages of the indexes stay at hand
    db.execute("PRAGMA journal_size_limit = 67108864")


def _set_up_reading(db: sqlite3.Connection) -> None:
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA query_only = ON")
    db.execute("PRAGMA cache_size = -8192")


def create_file(path: Path) -> None:
    """Make the file and its folder where missing, for this user alone; SQLite gives its side files the same rights."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise not_for_writing(error, path) from error


def not_for_writing(error: OSError, path: Path) -> DatabaseUnusable:
    """Why a file cannot be opened for writing, in words that say what to do."""
    advice = advice_of(error, "check that DATABASE_URL names a file in a folder where this user may write")
    return DatabaseUnusable(f"The database {path} cannot be opened for writing ({error.strerror}): {advice}.")
