"""Posts a second from the server's push to durable storage with alerts queued, one post per update.

The limit: a bare Telethon handler that receives the same stream and counts. Both are processes of their own.
"""

import asyncio
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path

from bench.figures import Figure
from bot.sandbox.newsroom import Newsroom
from bot.sandbox.telegram.world.channels import Channel

CHANNELS = 20
EDITORS = 3
STEADY = 6000  # posts
BURST = 300
LOOK_SECONDS = 0.02
TEXT = (
    "Провів нараду щодо стану доріг. Ремонтні бригади працюють на {} ділянках, до кінця тижня обіцяють завершити. "
    "Прошу водіїв обирати об'їзд через Замлиння та зважати на тимчасові знаки. Дякую всім, хто працює вночі."
)


async def measure() -> list[Figure]:
    """A steady stream, and a burst."""
    figures = []
    for name, posts, aim in (("stream", STEADY, "1,000 and more; ratio over 0.4"), ("burst", BURST, "ratio over 0.4")):
        limit = await _rate(posts, _bare)
        ours = await _rate(posts, _dzherelo)
        figures.append(
            Figure(what=f"posts stored with alerts, {name} of {posts:,}", ours=ours, limit=limit, unit="/s", aim=aim)
        )
    return figures


async def _rate(posts: int, receiver) -> float:  # type: ignore[no-untyped-def]
    with tempfile.TemporaryDirectory(prefix="dzherelo-bench-") as folder:
        async with Newsroom(Path(folder)) as room:
            channels = [
                room.watch(room.world.add_channel(f"bench_{number}_demo", members=[room.watcher]))
                for number in range(CHANNELS)
            ]
            room.write_lists()
            async with receiver(room, posts) as all_there:
                began = time.perf_counter()
                await _post(channels, posts)
                await all_there()
                return posts / (time.perf_counter() - began)


async def _post(channels: list[Channel], posts: int) -> None:
    for number in range(posts):
        channels[number % CHANNELS].post(TEXT.format(number))
        await asyncio.sleep(0)  # the server writes between posts


@asynccontextmanager
async def _child(room: Newsroom, *arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
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
async def _bare(room: Newsroom, posts: int) -> AsyncIterator[Callable]:  # type: ignore[type-arg]
    async with _child(room, "bench.bare", str(posts)) as process:
        lines = process.stdout
        assert lines is not None  # noqa: S101 - it is a pipe
        await lines.readline()
        yield lines.readline


@asynccontextmanager
async def _dzherelo(room: Newsroom, posts: int) -> AsyncIterator[Callable]:  # type: ignore[type-arg]
    database = room.folder / "dzherelo.db"
    async with _child(room, "bot", "run"):
        await _until(lambda: _count(database, "SELECT count(*) FROM channels WHERE seeded_at") == CHANNELS)
        with closing(sqlite3.connect(database)) as db:
            for number in range(1, EDITORS):  # beside the owner
                db.execute(
                    "INSERT INTO people (id, name, role, language, timezone, added_at) "
                    "SELECT id + ?, name, role, language, timezone, added_at FROM people WHERE id = ?",
                    (number, room.owner.id),
                )
            db.commit()

        yield lambda: _until(
            lambda: _count(database, "SELECT count(*) FROM alerts WHERE post_id IS NOT NULL") == posts * EDITORS
        )


async def _until(is_so: Callable[[], bool]) -> None:
    while not is_so():  # noqa: ASYNC110 - another process's database rings no bell
        await asyncio.sleep(LOOK_SECONDS)


def _count(database: Path, query: str) -> int:
    if not database.exists():
        return 0
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        try:
            return int(db.execute(query).fetchone()[0])
        except sqlite3.OperationalError:  # its tables are being made
            return 0
