"""A newsroom on this machine, and the application running in it."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from bot.sandbox.newsroom import Newsroom
from bot.sandbox.telegram.world.channels import Channel

Followed = Callable[[Channel], Awaitable[None]]
FAST = {"SEND_PER_SECOND": "1000", "SEND_PER_CHAT_PER_SECOND": "1000"}


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with Newsroom(tmp_path, changes=dict(FAST)) as room:
        yield room


@pytest.fixture
def channel(room: Newsroom) -> Channel:
    channel = room.world.add_channel("genshtab_test", title="Генштаб", members=[room.watcher])
    channel.post("Давній допис.")
    return room.watch(channel)


class Titles(logging.Handler):
    """The channels that the application in this process has said that it follows."""

    def __init__(self, room: Newsroom) -> None:
        super().__init__()
        self.room = room
        self.known: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Hear what it logs."""
        if record.msg == "channel_followed":
            self.known.add(vars(record)["channel"])
            self.room.world.changed()


@pytest.fixture
def followed(room: Newsroom) -> Iterator[Followed]:
    """Waits until a channel is followed: what was posted before is no news."""
    titles, log = Titles(room), logging.getLogger("bot.watcher")

    async def wait(channel: Channel) -> None:
        await room.world.until(lambda: channel.title in titles.known, timeout=20)

    before = log.level
    log.setLevel(logging.INFO)
    log.addHandler(titles)
    yield wait
    log.removeHandler(titles)
    log.setLevel(before)
