"""Pages of history on their way into storage."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing

import pytest

from bot.alerts.audience import Audience
from bot.bell import Bells
from bot.incoming import Incoming
from bot.keeper import Keeper
from bot.paging import WRITTEN_AT_ONCE, Writing, ahead
from storage.api import Store
from storage.records import NewPost
from tests.builders import MORNING, new_post, watched
from tests.clocks import Clock

TELEGRAM_ID = 1001


def page(first: int, last: int) -> list[Incoming]:
    return [
        Incoming(telegram_id=TELEGRAM_ID, message_id=number, sent_at=MORNING, text=f"Допис {number}")
        for number in range(first, last + 1)
    ]


async def test_what_was_read_before_a_history_broke_off_is_stored(store: Store) -> None:
    channel = await watched(store, TELEGRAM_ID)
    keeper = Keeper(store=store, audience=Audience(), bells=Bells(), now=Clock())

    async def history() -> AsyncIterator[Sequence[Incoming]]:
        yield page(1, 3)
        yield page(4, 5)
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await keeper.add_pages(channel, history(), after=0)

    assert list(await store.posts.held(channel.id, first=1, last=9)) == [1, 2, 3, 4, 5]


class Disk:
    """Keeps what is written, each time when it is told to, and fails from a write on."""

    def __init__(self, *, fails_at: int = 99) -> None:
        self.written: list[list[int]] = []
        self.may_write = asyncio.Event()
        self._fails_at = fails_at

    async def store(self, posts: Sequence[NewPost]) -> int:
        await self.may_write.wait()
        if len(self.written) == self._fails_at:
            raise OSError("the disk is full")
        self.written.append([post.message_id for post in posts])
        return len(posts)


async def test_what_comes_while_something_is_written_is_written_together(store: Store) -> None:
    channel, disk = await watched(store), Disk()
    writing = Writing(disk.store)
    for number in range(1, 4):
        await writing.put([new_post(channel, message_id=number)])
    disk.may_write.set()
    assert await writing.close() == 3
    assert disk.written == [[1], [2, 3]]


async def test_no_more_is_kept_waiting_than_is_written_at_once(store: Store) -> None:
    channel, disk = await watched(store), Disk()
    writing = Writing(disk.store)
    await writing.put([new_post(channel, message_id=1)])
    await writing.put([new_post(channel, message_id=number) for number in range(2, WRITTEN_AT_ONCE + 2)])
    more = asyncio.ensure_future(writing.put([new_post(channel, message_id=WRITTEN_AT_ONCE + 2)]))
    await asyncio.sleep(0)
    assert not more.done()
    disk.may_write.set()
    await more
    assert await writing.close() == WRITTEN_AT_ONCE + 2
    assert [len(posts) for posts in disk.written] == [1, WRITTEN_AT_ONCE, 1]


async def test_that_there_is_nothing_older_is_written_after_all_else(store: Store) -> None:
    channel, disk = await watched(store), Disk()
    disk.may_write.set()
    writing = Writing(disk.store)
    for number in (3, 2):
        await writing.put([new_post(channel, message_id=number)])
    await writing.put([])
    await writing.close()
    assert disk.written == [[3], [2], []]


async def put_all(writing: Writing, posts: Sequence[NewPost]) -> None:
    for post in posts:
        await writing.put([post])
        await asyncio.sleep(0)


async def test_nothing_is_written_behind_what_could_not_be_written(store: Store) -> None:
    channel, disk = await watched(store), Disk(fails_at=1)
    writing = Writing(disk.store)
    for number in (1, 2):
        await writing.put([new_post(channel, message_id=number)])
    disk.may_write.set()
    await asyncio.sleep(0)
    with pytest.raises(OSError, match="full"):
        await put_all(writing, [new_post(channel, message_id=number) for number in range(3, 6)])
    with pytest.raises(OSError, match="full"):
        await writing.close()
    assert disk.written == [[1]]


async def test_a_page_is_asked_for_before_the_one_before_it_is_worked_on() -> None:
    asked: list[int] = []

    async def pages() -> AsyncIterator[int]:
        for number in (1, 2, 3):
            asked.append(number)
            yield number

    seen = []
    async with aclosing(ahead(pages())) as coming:
        async for number in coming:
            await asyncio.sleep(0)
            seen.append((number, list(asked)))
    assert seen == [(1, [1, 2]), (2, [1, 2, 3]), (3, [1, 2, 3])]
