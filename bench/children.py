"""The application and a bare Telethon as processes of their own, beside the local Telegram in this one."""

import asyncio
import os
import sqlite3
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, closing
from pathlib import Path

from bot.sandbox.newsroom import Newsroom

TEXT = (
    "Провів нараду щодо стану доріг. Ремонтні бригади працюють на {} ділянках, до кінця тижня обіцяють завершити. "
    "Прошу водіїв обирати об'їзд через Замлиння та зважати на тимчасові знаки. Дякую всім, хто працює вночі."
)
LOOK_SECONDS = 0.005


@asynccontextmanager
async def child(room: Newsroom, *arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A Python module as a process, in the environment of the application; ended at the end."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        *arguments,
        env={**os.environ, **room.env},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.communicate()


@asynccontextmanager
async def bare(room: Newsroom, task: str, posts: int) -> AsyncIterator[Callable[[], Awaitable[bytes]]]:
    """A bare Telethon (`bench.bare`) that is ready; gives what to wait for until it has counted all posts."""
    async with child(room, "bench.bare", task, str(posts)) as process:
        lines = process.stdout
        assert lines is not None  # noqa: S101 - it is a pipe
        if await lines.readline() != b"ready\n":
            raise RuntimeError("the bare Telethon did not start")
        yield lines.readline


def add_editors(room: Newsroom, ids: Iterable[int]) -> None:
    """Let others hear what the owner hears."""
    with closing(sqlite3.connect(room.folder / "dzherelo.db")) as db, db:
        for person in ids:
            db.execute(
                "INSERT INTO people (id, name, role, language, timezone, added_at) "
                "SELECT ?, name, role, language, timezone, added_at FROM people WHERE id = ?",
                (person, room.owner.id),
            )


async def until(is_so: Callable[[], bool]) -> None:
    """Look again and again: another process's database rings no bell."""
    while not is_so():  # noqa: ASYNC110 - nothing to wait for
        await asyncio.sleep(LOOK_SECONDS)


def count(room: Newsroom, query: str) -> int:
    """What a query of the application's database counts; 0 while there is none."""
    database: Path = room.folder / "dzherelo.db"
    if not database.exists():
        return 0
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        try:
            return int(db.execute(query).fetchone()[0])
        except sqlite3.OperationalError:  # its tables are being made
            return 0
