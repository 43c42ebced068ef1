"""Files of posts come to the shelf whole or not at all, and go from it in time."""

import hashlib
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from bot.bell import Bells
from bot.errors import ChannelPrivate, ChannelWait
from bot.files import Fetcher
from bot.shelf import Shelf
from storage.api import Store
from storage.records import Access, ChannelId, Media, Stage
from tests.builders import everybody, new_post, watched
from tests.clocks import Clock

CONTENT = b"picture" * 1000
HASH = hashlib.sha256(CONTENT).hexdigest()


@dataclass
class Scripted:
    """An account: what its messages carry, and what goes wrong before."""

    store: Store
    account: int = 7
    files: dict[int, bytes] = field(default_factory=dict)
    errors: list[Exception] = field(default_factory=list)

    async def accesses(self) -> dict[ChannelId, Access]:
        return await self.store.channels.access(self.account)

    async def file(self, access: Access, message_id: int) -> AsyncIterator[bytes]:  # noqa: ARG002 - of the protocol
        content = self.files.get(message_id, b"")
        yield content[:100]
        if self.errors:
            raise self.errors.pop(0)
        yield content[100:]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "media")


@pytest.fixture
def fetcher(store: Store, shelf: Shelf, clock: Clock) -> Fetcher:
    source = Scripted(store, files={1: CONTENT})
    return Fetcher(
        store=store,
        source=source,
        shelf=shelf,
        bells=Bells(),
        now=clock,
        most_bytes=len(CONTENT),
        keep=timedelta(days=30),
    )


async def expect(fetcher: Fetcher, *numbers: int) -> None:
    channel = await watched(fetcher.store, media=Media.ALL)
    posts = [new_post(channel, message_id=number, media="photo") for number in numbers]
    await fetcher.store.posts.add(posts, audience=everybody, at=fetcher.now())


async def waits(fetcher: Fetcher) -> timedelta | None:
    at = await fetcher.store.work.next_due_at(Stage.FETCH_FILE)
    return None if at is None else at - fetcher.now()


async def test_a_file_lies_under_the_hash_of_its_content_and_cannot_be_run(fetcher: Fetcher, shelf: Shelf) -> None:
    await expect(fetcher, 1)
    assert (await fetcher.fetch_due(), await fetcher.fetch_due()) == (1, 0)
    path = shelf.find(HASH)
    assert path is not None
    assert path.read_bytes() == CONTENT
    assert (path.suffix, path.stat().st_mode & 0o777) == ("", 0o600)


@pytest.mark.parametrize(("content", "name"), [(CONTENT + b"!", "too large"), (b"", "gone")])
async def test_what_is_too_large_or_gone_is_left(fetcher: Fetcher, shelf: Shelf, content: bytes, name: str) -> None:
    assert isinstance(fetcher.source, Scripted)
    fetcher.source.files[1] = content
    await expect(fetcher, 1)
    await fetcher.fetch_due()
    assert await waits(fetcher) is None
    assert [path for path in shelf.folder.rglob("*") if path.is_file() and path.read_bytes()] == [], name


async def test_a_wait_is_kept_to_and_a_broken_line_tried_again_until_it_is_no_use(
    fetcher: Fetcher, shelf: Shelf, clock: Clock
) -> None:
    assert isinstance(fetcher.source, Scripted)
    fetcher.source.errors = [ChannelWait(90), ConnectionError("cut"), ChannelPrivate(), *[OSError("cut")] * 9]
    await expect(fetcher, 1)
    found = []
    while (wait := await waits(fetcher)) is not None:
        found.append(wait)
        clock.time += wait
        await fetcher.fetch_due()
    assert [wait.total_seconds() for wait in found] == [0, 90, 600, 3600, 6 * 3600]
    assert list(shelf.folder.rglob("content")) == []


async def test_a_file_of_a_channel_that_is_not_followed_now_waits(fetcher: Fetcher) -> None:
    assert isinstance(fetcher.source, Scripted)
    fetcher.source.account = 8
    await expect(fetcher, 1)
    await fetcher.fetch_due()
    assert await waits(fetcher) == timedelta(minutes=1)


async def test_old_files_go_and_what_a_crash_left(fetcher: Fetcher, shelf: Shelf, clock: Clock) -> None:
    await expect(fetcher, 1)
    await fetcher.fetch_due()
    path = shelf.find(HASH)
    assert path is not None
    unfinished, unmarked = shelf.folder / "part-1" / "content", shelf.folder / "aa" / ("aa" * 32)
    for left in (unfinished, unmarked):
        left.parent.mkdir()
        left.write_bytes(b"half")
    for left in (path, unmarked, unfinished.parent):
        os.utime(left, times=(clock().timestamp(),) * 2)
    clock.move(hours=2)
    await fetcher.clear()
    assert (path.exists(), unmarked.exists(), unfinished.exists()) == (True, False, False)
    clock.move(days=30)
    await fetcher.clear()
    assert not path.exists()


async def test_nothing_is_begun_while_the_process_ends(fetcher: Fetcher) -> None:
    await expect(fetcher, 1)
    fetcher.bells.close()
    assert await fetcher.fetch_due() == 0
