"""Reading: connections that cannot write, each used by one caller at a time, each read one snapshot."""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import aiosqlite

from storage.errors import DatabaseUnusable
from storage.sqlite.connection import on_thread
from storage.trouble import is_fatal, unusable
from storage.waiting import uninterrupted

T = TypeVar("T")


class Readers:
    """A pool of reading connections until `close`; whoever opened them closes them afterwards."""

    def __init__(self, connections: Sequence[aiosqlite.Connection], path: Path) -> None:
        self._count = len(connections)
        self._path = path
        self._is_closing = False
        self._idle: asyncio.LifoQueue[aiosqlite.Connection] = asyncio.LifoQueue()  # the warmest cache first
        for connection in connections:
            self._idle.put_nowait(connection)

    async def run(self, function: Callable[[sqlite3.Connection], T]) -> T:
        """Run a function that only reads; all it reads is of one moment."""
        if self._is_closing:
            raise DatabaseUnusable(f"The database {self._path} is closed.")
        connection = await self._idle.get()
        work = asyncio.ensure_future(on_thread(connection, lambda db: _snapshot(db, function)))
        # A cancelled caller leaves the thread at work: the connection is free only when that has ended.
        work.add_done_callback(lambda done: self._give_back(connection, done))
        try:
            return await asyncio.shield(work)
        except sqlite3.Error as error:
            if is_fatal(error):
                raise unusable(error, self._path) from error
            raise

    async def close(self) -> None:
        """Let nothing new begin and wait for what is being read."""
        self._is_closing = True
        await uninterrupted(asyncio.ensure_future(self._all_idle()))

    async def _all_idle(self) -> None:
        connections = [await self._idle.get() for _ in range(self._count)]
        for connection in connections:
            self._idle.put_nowait(connection)

    def _give_back(self, connection: aiosqlite.Connection, done: asyncio.Future[T]) -> None:
        self._idle.put_nowait(connection)
        if not done.cancelled():
            done.exception()  # looked at, so that nothing is logged where the caller is gone


class Alone:
    """A reading connection for a process that does nothing else meanwhile: on the caller's own thread.

    With a thread each reading takes two turns of them, which is a twentieth of judging an article.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    async def run(self, function: Callable[[sqlite3.Connection], T]) -> T:
        """Run a function that only reads; all it reads is of one moment."""
        try:
            return _snapshot(self._connection, function)
        except sqlite3.Error as error:
            if is_fatal(error):
                raise unusable(error, self._path) from error
            raise


def _snapshot(db: sqlite3.Connection, function: Callable[[sqlite3.Connection], T]) -> T:
    db.execute("BEGIN")
    try:
        return function(db)
    finally:
        db.execute("ROLLBACK")  # nothing was written; this only ends the snapshot
