"""The application as a process: seconds from its start to watching, and resident memory when idle."""

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

import psutil

from bench.figures import Figure
from bot.meaning.choosing import AUTO, chosen
from bot.sandbox.news.site import NewsSite
from bot.sandbox.newsroom import Newsroom

CHANNELS = 20
FIRE = "У Лебедині горіла меблева фабрика, постраждав сторож. До гасіння залучили 38 рятувальників."
RETOLD = "A guard was hurt as a furniture factory burned in Lebedyn; 38 rescuers fought the fire."


async def measure() -> list[Figure]:
    """One start on an empty database and one on a full one."""
    with tempfile.TemporaryDirectory(prefix="dzherelo-bench-") as folder:
        async with Newsroom(Path(folder)) as room:
            for number in range(CHANNELS):
                channel = room.world.add_channel(f"bench_{number}_demo", members=[room.watcher])
                for post in range(60):
                    channel.post(f"Допис {post} каналу {number}.")
                room.watch(channel)
            site = await room.open_site("Столичний кур'єр")
            room.owner.starts(room.bot)
            room.write_lists()
            first, _ = await _started(room, site)
            again, resident = await _started(room, site)
            encoder = chosen(AUTO).encoder
            room.changes["ENCODER"] = AUTO
            whole = await _weighing(room, site) if encoder else 0.0
    return [
        Figure(what=f"start to watching, {CHANNELS} new channels", ours=first, unit="s"),
        Figure(what=f"start to watching, {CHANNELS} channels", ours=again, unit="s", aim="within 3 s"),
        Figure(what="resident memory, idle", ours=resident, unit="MB", aim="under 200 MB"),
        Figure(what=f"memory of all processes, {encoder} loaded", ours=whole, unit="MB", aim="under 500 MB"),
    ]


async def _started(room: Newsroom, site: NewsSite) -> tuple[float, float]:
    """Seconds until every channel is followed; megabytes held after it has stored a post and read an article."""
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env={**os.environ, **room.env}, stderr=asyncio.subprocess.PIPE
    )
    lines = process.stderr
    assert lines is not None  # noqa: S101 - it is a pipe
    await _logged(lines, b"channel_followed", CHANNELS)
    seconds = time.perf_counter() - began
    # One of each kind of work, so that everything that is loaded when first needed is loaded.
    next(iter(room.world.channels.values())).post("Провів нараду з командувачами. Дякую за службу!")
    site.publish(title="Нарада з командувачами", lead="Командувачі провели нараду.", paragraphs=["Дякую за службу!"])
    await _logged(lines, b"article_read", 1)
    resident = psutil.Process(process.pid).memory_info().rss / 1e6
    process.terminate()
    await process.communicate()
    return seconds, resident


async def _weighing(room: Newsroom, site: NewsSite) -> float:
    """Megabytes held by all processes after an article was judged by meaning; what they share counts for each."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env={**os.environ, **room.env}, stderr=asyncio.subprocess.PIPE
    )
    lines = process.stderr
    assert lines is not None  # noqa: S101 - it is a pipe
    await _logged(lines, b"channel_followed", CHANNELS)
    next(iter(room.world.channels.values())).post(FIRE)
    site.publish(title="Fire at a furniture plant in Lebedyn", lead=RETOLD, paragraphs=[RETOLD])
    await _logged(lines, b"article_weighed", 1)
    ours = psutil.Process(process.pid)
    resident = sum(one.memory_info().rss for one in (ours, *ours.children(recursive=True))) / 1e6
    process.terminate()
    await process.communicate()
    return resident


async def _logged(lines: asyncio.StreamReader, event: bytes, times: int) -> None:
    """Read the log until an event has come so many times."""
    while times and (line := await lines.readline()):
        times -= event in line
