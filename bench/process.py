"""The application as a process: seconds from its start to watching, and resident memory when idle."""

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

import psutil

from bench.figures import Figure
from bot.sandbox.newsroom import Newsroom

CHANNELS = 20


async def measure() -> list[Figure]:
    """One start on an empty database and one on a full one."""
    with tempfile.TemporaryDirectory(prefix="dzherelo-bench-") as folder:
        async with Newsroom(Path(folder)) as room:
            for number in range(CHANNELS):
                channel = room.world.add_channel(f"bench_{number}_demo", members=[room.watcher])
                for post in range(60):
                    channel.post(f"Допис {post} каналу {number}.")
                room.watch(channel)
            room.owner.starts(room.bot)
            room.write_lists()
            first, _ = await _started(room)
            again, resident = await _started(room)
    return [
        Figure(what=f"start to watching, {CHANNELS} new channels", ours=first, unit="s"),
        Figure(what=f"start to watching, {CHANNELS} channels", ours=again, unit="s", aim="within 3 s"),
        Figure(what="resident memory, idle", ours=resident, unit="MB", aim="under 200 MB"),
    ]


async def _started(room: Newsroom) -> tuple[float, float]:
    """Seconds until every channel is followed, and megabytes held then."""
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env={**os.environ, **room.env}, stderr=asyncio.subprocess.PIPE
    )
    assert process.stderr is not None  # noqa: S101 - it is a pipe
    followed = 0
    while followed < CHANNELS and (line := await process.stderr.readline()):
        followed += b"channel_followed" in line
    seconds = time.perf_counter() - began
    # A post makes it load what it needs for one: dictionaries and the wording of alerts.
    next(iter(room.world.channels.values())).post("Провів нараду з командувачами. Дякую за службу!")
    while (line := await process.stderr.readline()) and b"posts_stored" not in line:
        continue
    resident = psutil.Process(process.pid).memory_info().rss / 1e6
    process.terminate()
    await process.communicate()
    return seconds, resident
