"""A table of numbers, and transactions that write and count them."""

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Event


def table(folder: Path) -> Path:
    """A database that holds nothing but an empty table of numbers."""
    path = folder / "test.db"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE numbers (number INTEGER PRIMARY KEY, text TEXT) STRICT")
    db.close()
    return path


def insert(number: int, text: str = "") -> Callable[[sqlite3.Connection], int]:
    def function(db: sqlite3.Connection) -> int:
        db.execute("INSERT INTO numbers VALUES (?, ?)", (number, text))
        return number

    return function


def kept(path: Path) -> list[int]:
    db = sqlite3.connect(path)
    try:
        return [row[0] for row in db.execute("SELECT number FROM numbers ORDER BY number")]
    finally:
        db.close()


def count(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM numbers").fetchone()[0])


class Gate:
    """A transaction that does not end before it is let go."""

    def __init__(self) -> None:
        self.entered = asyncio.Event()
        self._let_go = Event()
        self._loop = asyncio.get_running_loop()

    def __call__(self, _: sqlite3.Connection) -> None:
        self._loop.call_soon_threadsafe(self.entered.set)
        assert self._let_go.wait(10)

    def open(self) -> None:
        self._let_go.set()
