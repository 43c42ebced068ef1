"""From the server's push to the alert handed to Telegram, durably stored.

The limit: a bare Telethon that receives the same pushes and has a bot send a constant message for each. It stores
nothing.
"""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from telethon import TelegramClient, events
from telethon.sessions import StringSession

from bench.children import count, until
from bench.figures import Figure, percentile
from bot.sandbox.newsroom import API_HASH, Newsroom
from bot.sandbox.telegram.world.channels import Channel

RATES = (1, 10, 50)  # posts a second
POSTS = {1: 15, 10: 100, 50: 400}
FAST = {"SEND_PER_SECOND": "100000", "SEND_PER_CHAT_PER_SECOND": "100000"}
TEXT = (
    "Провів нараду щодо стану доріг. Ремонтні бригади працюють на {} ділянках, до кінця тижня обіцяють завершити. "
    "Прошу водіїв обирати об'їзд через Замлиння та зважати на тимчасові знаки. Дякую всім, хто працює вночі."
)


async def measure() -> list[Figure]:
    """p50 and p99 in milliseconds at each rate."""
    figures = []
    for rate in RATES:
        limit = await _measured(rate, _bare)
        ours = await _measured(rate, _dzherelo)
        for name, share in (("p50", 0.5), ("p99", 0.99)):
            figures.append(
                Figure(
                    what=f"push to alert, {rate}/s, {name}",
                    ours=percentile(ours, share),
                    limit=percentile(limit, share),
                    unit="ms",
                    aim="within 25 ms of the limit" if name == "p50" else "",
                )
            )
    return figures


async def _measured(rate: int, reader) -> list[float]:  # type: ignore[no-untyped-def]
    with tempfile.TemporaryDirectory(prefix="dzherelo-bench-") as folder:
        async with Newsroom(Path(folder), changes=FAST) as room:
            channel = room.watch(room.world.add_channel("bench_demo", title="Вимірювання", members=[room.watcher]))
            channel.post("Перший допис.")
            async with reader(room, channel):
                return await _posted(room, channel, rate)


async def _posted(room: Newsroom, channel: Channel, rate: int) -> list[float]:
    """Post at a rate; the milliseconds from each post to its alert in the owner's chat."""
    chat = room.world.chat(room.owner, room.bot)
    before = len(chat.received)
    posted: list[float] = []
    arrived: list[float] = []

    def look(_: object) -> None:
        while len(arrived) < len(chat.received) - before:
            arrived.append(time.perf_counter())

    end = room.world.listen(look)
    began = time.perf_counter()
    for number in range(POSTS[rate]):
        await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
        posted.append(time.perf_counter())
        channel.post(TEXT.format(number))
    await room.world.until(lambda: len(arrived) == len(posted), timeout=30)
    end()
    return [1000 * (late - early) for early, late in zip(posted, arrived, strict=True)]


@asynccontextmanager
async def _dzherelo(room: Newsroom, channel: Channel) -> AsyncIterator[None]:
    chat = room.world.chat(room.owner, room.bot)
    async with room.running():
        room.owner.starts(room.bot)
        await room.world.until(lambda: chat.received, timeout=20)
        await until(lambda: count(room, "SELECT count(*) FROM channels WHERE seeded_at") == 1)
        channel.post("Розігрів.")
        await room.world.until(lambda: len(chat.received) > 1, timeout=20)
        yield


@asynccontextmanager
async def _bare(room: Newsroom, channel: Channel) -> AsyncIterator[None]:
    room.owner.starts(room.bot)
    reader = TelegramClient(StringSession(room.server.session_for(room.watcher)), 1, API_HASH)
    sender = TelegramClient(StringSession(room.server.session_for(room.bot)), 1, API_HASH)
    async with reader, sender:
        owner = await sender.get_input_entity(room.owner.id)
        await reader.get_dialogs()

        async def on_post(_: object) -> None:
            await sender.send_message(owner, "Новий допис.")

        reader.add_event_handler(on_post, events.NewMessage(chats=channel.id))
        yield
