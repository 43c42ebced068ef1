"""The one writer: whole transactions as functions, on one thread, committed in groups.

Callers hand in a function and wait. What has queued up is taken together into one transaction, each function within
its own savepoint, so one fsync serves many; nothing ever waits for more to come. A caller that is cancelled stops
waiting, but what it handed in is still done, whole.
"""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from storage.errors import DatabaseUnusable
from storage.sqlite.connection import on_thread
from storage.trouble import is_fatal, unusable
from storage.waiting import uninterrupted

T = TypeVar("T")

LARGEST_GROUP = 128  # so that the first of a group does not wait too long for the last


@dataclass(frozen=True, slots=True)
class _Order:
    function: Callable[[sqlite3.Connection], Any]
    outcome: asyncio.Future[Any]


@dataclass(frozen=True, slots=True)
class _Failure:
    error: BaseException


class Writer:
    """Owns the writing connection until `close`."""

    def __init__(self, connection: aiosqlite.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._orders: deque[_Order] = deque()
        self._wake = asyncio.Event()
        self._is_closing = False
        self._task = asyncio.create_task(self._work())

    async def run(self, function: Callable[[sqlite3.Connection], T]) -> T:
        """Run a function as one transaction; returns when it is on the disk.

        Whatever it raises undoes what it did, and no more. Raises DatabaseUnusable where nothing can be committed.
        """
        if self._is_closing:
            raise DatabaseUnusable(f"The database {self._path} is closed.")
        outcome: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._orders.append(_Order(function, outcome))
        self._wake.set()
        return await outcome

    async def close(self) -> None:
        """Finish what was handed in, then close the connection, even if the caller is cancelled meanwhile."""
        self._is_closing = True
        self._wake.set()
        await uninterrupted(asyncio.ensure_future(self._finish()))

    async def _finish(self) -> None:
        await self._task
        await self._connection.close()

    async def _work(self) -> None:
        while True:
            while self._orders:
                group = [self._orders.popleft() for _ in range(min(len(self._orders), LARGEST_GROUP))]
                await self._commit(group)
            if self._is_closing:
                return
            await self._wake.wait()
            self._wake.clear()

    async def _commit(self, group: Sequence[_Order]) -> None:
        functions = [order.function for order in group]
        outcomes: Sequence[Any]
        try:
            outcomes = await on_thread(self._connection, lambda db: commit_group(db, functions))
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody may be left waiting
            group = [*group, *self._queued_behind(error)]
            outcomes = [_Failure(self._in_words(error))] * len(group)
        for order, outcome in zip(group, outcomes, strict=True):
            _tell(order.outcome, outcome)

    def _queued_behind(self, error: Exception) -> Sequence[_Order]:
        """What would fail of the same, each group after five seconds more where the database is locked."""
        if not is_fatal(error):
            return []
        queued = list(self._orders)
        self._orders.clear()
        return queued

    def _in_words(self, error: Exception) -> Exception:
        if not isinstance(error, sqlite3.Error):
            return error
        failure = unusable(error, self._path)
        failure.__cause__ = error
        return failure


def commit_group(db: sqlite3.Connection, functions: Sequence[Callable[[sqlite3.Connection], Any]]) -> list[Any]:
    """Run functions in one transaction; a result or a _Failure for each. Raises sqlite3.Error where none is kept."""
    try:
        db.execute("BEGIN IMMEDIATE")
        outcomes = [_attempt(db, function) for function in functions]
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    return outcomes


def _attempt(db: sqlite3.Connection, function: Callable[[sqlite3.Connection], Any]) -> Any:
    db.execute("SAVEPOINT one")
    try:
        result = function(db)
    except BaseException as error:
        if is_fatal(error) or not db.in_transaction:
            raise  # the disk, not the function: nothing of the group can be kept
        db.execute("ROLLBACK TO one")
        db.execute("RELEASE one")
        return _Failure(error)
    db.execute("RELEASE one")
    return result


def _tell(future: asyncio.Future[Any], outcome: Any) -> None:
    if future.done():  # its caller was cancelled
        return
    if not isinstance(outcome, _Failure):
        future.set_result(outcome)
    elif isinstance(outcome.error, StopIteration):  # asyncio cannot carry it
        future.set_exception(RuntimeError("a transaction raised StopIteration"))
    else:
        future.set_exception(outcome.error)
