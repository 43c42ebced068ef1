"""What it costs to compare 500 channels with their ledgers: seconds of CPU of the application for one round.

The limit: a bare Telethon that asks for the same pages of history and does nothing with them. What the application does
besides while it waits is measured first, and taken off.
"""

import asyncio
import tempfile
from pathlib import Path

import psutil

from bench.children import TEXT, bare, child, until
from bench.figures import Figure
from bot.sandbox.newsroom import Newsroom

CHANNELS = 500
POSTS = 60
ROUNDS = 3
IDLE_SECONDS = 10
EVERY_SECONDS = 20
HISTORY = "messages.getHistory"


async def measure() -> list[Figure]:
    """CPU seconds of a round, beside those of the bare requests."""
    with tempfile.TemporaryDirectory(prefix="dzherelo-bench-") as folder:
        changes = {"RECONCILE_SECONDS": "86400"}
        async with Newsroom(Path(folder), changes=changes) as room:
            for number in range(CHANNELS):
                channel = room.world.add_channel(f"bench_{number}_demo", members=[room.watcher])
                for post in range(POSTS):
                    channel.post(TEXT.format(post))
                room.watch(channel, pinned=True)
            room.write_lists()
            idle = await _idle(room)
            changes["RECONCILE_SECONDS"] = str(EVERY_SECONDS)
            ours = await _round(room, idle)
            limit = await _bare(room)
    what = f"CPU to compare {CHANNELS} channels once"
    return [Figure(what=what, ours=ours, limit=limit, unit="s", aim="under 5 s")]


async def _idle(room: Newsroom) -> float:
    """CPU seconds a second of the application when every channel is followed and none is due."""
    async with child(room, "bot", "run") as process:
        await _asked(room, 2 * CHANNELS)  # a page to begin with, and one to compare
        before = _cpu(process)
        await asyncio.sleep(IDLE_SECONDS)
        return (_cpu(process) - before) / IDLE_SECONDS


async def _round(room: Newsroom, idle: float) -> float:
    """CPU seconds of one round, without those of idleness."""
    room.server.calls.recent.clear()
    async with child(room, "bot", "run") as process:
        await _asked(room, CHANNELS)
        loop = asyncio.get_running_loop()
        before, began = _cpu(process), loop.time()
        await _asked(room, (1 + ROUNDS) * CHANNELS)
        return (_cpu(process) - before - idle * (loop.time() - began)) / ROUNDS


async def _bare(room: Newsroom) -> float:
    async with bare(room, "pages", CHANNELS) as counted:
        return float((await counted()).split()[1])


async def _asked(room: Newsroom, times: int) -> None:
    """Wait until so many pages of history were asked for."""
    await until(lambda: len(room.server.calls.named(HISTORY)) >= times)


def _cpu(process: asyncio.subprocess.Process) -> float:
    times = psutil.Process(process.pid).cpu_times()
    return times.user + times.system
