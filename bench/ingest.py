"""Posts a second from the server's push to durable storage with alerts queued, one post per update.

The limit: a bare Telethon handler that receives the same stream and counts. Both are processes of their own.
"""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path
from statistics import median

from bench.children import TEXT, add_editors, bare, child, count, until
from bench.figures import Figure
from bot.sandbox.newsroom import Newsroom
from bot.sandbox.telegram.world.channels import Channel

CHANNELS = 20
EDITORS = 3
SETTLE_SECONDS = 2  # what a start sets going is over then
KINDS = (("stream", 6000, 3, "1,000 and more; ratio over 0.4"), ("burst", 300, 7, "ratio over 0.4"))

Wait = Callable[[], Awaitable[object]]
Receiver = Callable[[Newsroom, int], AbstractAsyncContextManager[Wait]]


async def measure() -> list[Figure]:
    """Steady streams and bursts: the middle one of several, each into an application that has just started."""
    figures = []
    for name, posts, times, aim in KINDS:
        rates = [
            (await _rate(posts, lambda room, posts: bare(room, "listen", posts)), await _rate(posts, _dzherelo))
            for _ in range(times)
        ]
        limit, ours = (median(each) for each in zip(*rates, strict=True))
        what = f"posts stored with {EDITORS} alerts each, {name} of {posts:,}"
        figures.append(Figure(what=what, ours=ours, limit=limit, unit="/s", aim=aim))
    return figures


async def _rate(posts: int, receiver: Receiver) -> float:
    with tempfile.TemporaryDirectory(prefix="dzherelo-bench-") as folder:
        async with Newsroom(Path(folder)) as room:
            channels = [
                room.watch(room.world.add_channel(f"bench_{number}_demo", members=[room.watcher]))
                for number in range(CHANNELS)
            ]
            room.write_lists()
            async with receiver(room, posts) as all_there:
                await asyncio.sleep(SETTLE_SECONDS)
                began = time.perf_counter()
                await _post(channels, posts)
                await all_there()
                return posts / (time.perf_counter() - began)


async def _post(channels: list[Channel], posts: int) -> None:
    for number in range(posts):
        channels[number % CHANNELS].post(TEXT.format(number))
        await asyncio.sleep(0)  # the server writes between posts


@asynccontextmanager
async def _dzherelo(room: Newsroom, posts: int) -> AsyncIterator[Wait]:
    async with child(room, "bot", "run"):
        await until(lambda: count(room, "SELECT count(*) FROM channels WHERE seeded_at") == CHANNELS)
        add_editors(room, range(room.owner.id + 1, room.owner.id + EDITORS))
        alerts = posts * EDITORS
        yield partial(until, lambda: count(room, "SELECT count(*) FROM alerts WHERE post_id IS NOT NULL") == alerts)
