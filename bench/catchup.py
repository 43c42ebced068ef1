"""Posts a second that were missed while nobody listened: from the channel's history to durable storage with alerts.

The limit: a bare Telethon that reads the same history and counts. Memory is what the process and those it starts hold
at their most, beyond what was held before the posts were missed.
"""

import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil

from bench.children import TEXT, bare, child, count, until
from bench.figures import Figure
from bot.sandbox.newsroom import Newsroom

MISSED = 100_000
MEMORY_SECONDS = 0.25


async def measure() -> list[Figure]:
    """The rate over the whole catch-up, and the memory it took."""
    with tempfile.TemporaryDirectory(prefix="dzherelo-bench-") as folder:
        async with Newsroom(Path(folder)) as room:
            channel = room.watch(room.world.add_channel("bench_demo", members=[room.watcher]))
            room.write_lists()
            channel.post("Перший допис.")
            async with child(room, "bot", "run") as process:
                await until(lambda: count(room, "SELECT count(*) FROM channels WHERE seeded_at") == 1)
                idle = _held(process.pid)
            for number in range(MISSED):
                channel.post(TEXT.format(number))
            ours, most = await _caught_up(room)
            began = time.perf_counter()
            async with bare(room, "read", MISSED) as counted:
                await counted()
                limit = MISSED / (time.perf_counter() - began)
    return [
        Figure(what=f"missed posts stored with alerts, {MISSED:,}", ours=ours, limit=limit, unit="/s", aim="3,000"),
        Figure(what="memory that took", ours=(most - idle) / 1e6, unit="MB", aim="flat"),
    ]


async def _caught_up(room: Newsroom) -> tuple[float, int]:
    """Posts a second from the first that is stored to the last; the most bytes held."""
    most, looked_at = 0, 0.0
    async with child(room, "bot", "run") as process:
        await until(lambda: _stored(room) > 1)
        first, began = _stored(room), time.perf_counter()

        def is_done() -> bool:
            nonlocal most, looked_at
            if time.perf_counter() - looked_at > MEMORY_SECONDS:  # it takes the server's time, which runs here too
                most, looked_at = max(most, _held(process.pid)), time.perf_counter()
            return _stored(room) == MISSED + 1

        await until(is_done)
        return (MISSED + 1 - first) / (time.perf_counter() - began), most


def _held(pid: int) -> int:
    """Bytes that a process and those it started hold."""
    process = psutil.Process(pid)
    held = 0
    for each in (process, *process.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):  # it ended as we looked
            held += each.memory_info().rss
    return held


def _stored(room: Newsroom) -> int:
    return count(room, "SELECT coalesce(max(id), 0) FROM posts")
