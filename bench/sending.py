"""How near the sends come to what the server allows, and how soon what is urgent goes out from behind a backlog.

The local server counts as Telegram is believed to: 30 messages a second overall, about one a second in a chat. Each
message over that would be answered with FLOOD_WAIT; none must be.
"""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bench.children import TEXT, add_editors, count, until
from bench.figures import Figure
from bot.sandbox.newsroom import Newsroom
from bot.sandbox.telegram import SendLimits
from bot.sandbox.telegram.world.channels import Channel

ALLOWED = 30  # a second
EDITORS = 60  # each may be told one a second, so together they are held up by nothing but the overall pace
POSTS = 20
BACKLOG = 10_000


async def measure() -> list[Figure]:
    """Messages a second overall and in one chat, refusals, and the sends before an urgent alert."""
    overall, refused = await _rate(EDITORS, POSTS)
    of_chat, more = await _rate(1, 40)
    behind = await _overtaking()
    return [
        Figure(what="sends a second, 60 editors", ours=overall, limit=ALLOWED, unit="/s", aim="ratio over 0.95"),
        Figure(what="sends a second, one editor", ours=of_chat, limit=1, unit="/s", aim="ratio over 0.95"),
        Figure(what="FLOOD_WAIT of those", ours=refused + more, unit="times", aim="0"),
        Figure(what=f"sends before a tier-1 alert, {BACKLOG:,} waiting", ours=behind, unit="", aim="at most 1"),
    ]


@asynccontextmanager
async def _desk(editors: int) -> AsyncIterator[tuple[Newsroom, Channel, Channel]]:
    with tempfile.TemporaryDirectory(prefix="dzherelo-bench-") as folder:
        async with Newsroom(Path(folder), changes={"SEND_PER_SECOND": str(ALLOWED)}) as room:
            members = [room.watcher]
            usual = room.watch(room.world.add_channel("bench_demo", members=members))
            urgent = room.watch(room.world.add_channel("bench_first_demo", members=members), tier=1)
            people = [room.world.add_user(f"Редактор {number}") for number in range(editors - 1)]
            async with room.running():
                for person in (room.owner, *people):
                    person.starts(room.bot)
                await until(lambda: count(room, "SELECT count(*) FROM channels WHERE seeded_at") == 2)
                add_editors(room, [person.id for person in people])
                await asyncio.sleep(editors / 10)  # the greetings are out
                room.server.limits = SendLimits()
                yield room, usual, urgent


def _sent(room: Newsroom) -> int:
    return count(room, "SELECT count(*) FROM alerts WHERE message_id IS NOT NULL AND post_id IS NOT NULL")


async def _rate(editors: int, posts: int) -> tuple[float, int]:
    """Messages a second once the first burst is out, and how many were refused."""
    async with _desk(editors) as (room, usual, _):
        for number in range(posts):
            usual.post(TEXT.format(number))
        first = editors * posts // 4
        await until(lambda: _sent(room) >= first)
        before, began = _sent(room), time.perf_counter()
        await until(lambda: _sent(room) == editors * posts)
        limits = room.server.limits
        assert limits is not None  # noqa: S101 - it was set above
        return (editors * posts - before) / (time.perf_counter() - began), limits.refused


async def _overtaking() -> int:
    """How many messages the chat got between an urgent post in storage and its alert."""
    async with _desk(1) as (room, usual, urgent):
        chat = room.world.chat(room.owner, room.bot)
        for number in range(BACKLOG):
            usual.post(TEXT.format(number))
        await until(lambda: count(room, "SELECT count(*) FROM alerts WHERE post_id IS NOT NULL") == BACKLOG)
        urgent.post("Терміново.")
        stored = "SELECT count(*) FROM posts p JOIN channels c ON c.id = p.channel_id WHERE c.tier = 1"
        await until(lambda: count(room, stored) == 1)
        before = len(chat.received)
        await room.world.until(lambda: any("Терміново" in one.text for one in chat.received), timeout=60)
        place = next(at for at, one in enumerate(chat.received) if "Терміново" in one.text)
        return place - before
