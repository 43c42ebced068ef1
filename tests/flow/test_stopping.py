"""Whatever stops the application, it says what to do, and the next start goes on with nothing lost or told twice."""

import re
import signal
import sqlite3
from asyncio.subprocess import Process
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import EXIT_ALREADY_RUNNING, EXIT_DATABASE
from bot.sandbox.newsroom import Newsroom
from bot.sandbox.telegram.world.channels import Channel
from bot.sandbox.telegram.world.chats import Chat
from tests.flow.disks import Disk, small_disk
from tests.flow.processes import greeted, process, told, told_of, watching
from tests.forked import Forked

pytestmark = pytest.mark.slow


@pytest.fixture
def disk(room: Newsroom) -> Iterator[Disk]:
    """The database's own disk, of four megabytes."""
    folder = room.folder / "disk"
    try:
        with small_disk(folder, size="4m") as disk:
            room.changes["DATABASE_URL"] = f"sqlite:///{folder / 'dzherelo.db'}"
            yield disk
    except OSError as error:
        pytest.skip(f"a small disk cannot be mounted on this system: {error}")


async def ended(room: Newsroom, disk: Disk | None = None) -> tuple[int | None, str]:
    """Start it, and see it end by itself."""
    async with process(room, within=disk.within if disk else ()) as child:
        _, errors = await child.communicate()
    return child.returncode, errors.decode()


async def catches_up(room: Newsroom, chat: Chat, posts: int, disk: Disk | None = None) -> None:
    """The next start tells of each post once."""
    async with process(room, within=disk.within if disk else ()) as child:
        await watching(child)
        await room.world.until(lambda: told(chat) >= posts, timeout=30)
        child.send_signal(signal.SIGTERM)
        assert await child.wait() == 0
    assert told_of(chat, posts) == [1] * posts


async def test_a_full_disk_and_a_read_only_one_lose_no_post_and_operators_hear_of_it(
    room: Newsroom, channel: Channel, disk: Disk
) -> None:
    async with process(room, within=disk.within) as child:
        chat = await greeted(room)
        await watching(child)
        channel.post("Допис номер 0.")
        await room.world.until(lambda: told(chat) == 1, timeout=30)
        disk.fill()
        for number in range(1, 4):
            channel.post(f"Допис номер {number}. " + "Довгий. " * 500)
        _, errors = await child.communicate()
    assert child.returncode == EXIT_DATABASE
    assert "the disk is full: free some space, then start again" in errors.decode().splitlines()[-1]
    assert "Traceback" not in errors.decode()
    assert sum("Бот мусить зупинитися" in message.text for message in chat.received) == 1
    code, said = await ended(room, disk)
    assert (code, "the disk is full: free some space" in said.splitlines()[-1]) == (EXIT_DATABASE, True), said
    disk.free()
    disk.let_be_written(False)
    code, said = await ended(room, disk)
    assert (code, len(said.splitlines())) == (EXIT_DATABASE, 1)
    assert "the disk is read-only: mount it for writing" in said
    disk.let_be_written(True)
    await catches_up(room, chat, 4, disk)


def database(room: Newsroom) -> Path:
    return room.folder / "dzherelo.db"


def damage(file: Path) -> bytes:
    """Spoil the middle of a file; what it holds then."""
    damaged = bytearray(file.read_bytes())
    for place in range(len(damaged) // 2, len(damaged) // 2 + 8192):
        damaged[place] ^= 0xFF
    file.write_bytes(damaged)
    return bytes(damaged)


async def test_a_locked_database_and_a_damaged_one_are_said_and_gone_on_with(room: Newsroom, channel: Channel) -> None:
    async with process(room) as child:
        chat = await greeted(room)
        await watching(child)
        with closing(sqlite3.connect(database(room), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            channel.post("Допис номер 0.")
            _, errors = await child.communicate()
    assert child.returncode == EXIT_DATABASE
    assert "another program holds it locked: close that program" in errors.decode().splitlines()[-1]
    assert "Traceback" not in errors.decode()
    assert any("Бот мусить зупинитися" in message.text for message in chat.received)

    backup = database(room).read_bytes()
    damaged = damage(database(room))
    code, said = await ended(room)
    assert (code, len(said.splitlines())) == (EXIT_DATABASE, 1)
    assert re.search(r"damaged.*put a backup in its place", said, re.IGNORECASE)
    assert database(room).read_bytes() == damaged, "what might be rescued was touched"
    database(room).write_bytes(backup)
    await catches_up(room, chat, 1)


async def waiting(child: Process | Forked) -> None:
    """Wait until it says that it waits for the other one to leave."""
    assert child.stderr is not None
    while b"waiting_for_the_lock" not in await child.stderr.readline():
        continue


async def test_a_rolling_deployment_hands_over_and_others_are_refused(room: Newsroom, channel: Channel) -> None:
    async with process(room) as old:
        chat = await greeted(room)
        await watching(old)
        async with process(room, "run", "--wait", "0") as impatient, process(room, "run", "--wait", "600") as dropped:
            _, errors = await impatient.communicate()
            assert impatient.returncode == EXIT_ALREADY_RUNNING
            assert b"only one may run" in errors
            assert b"Stop it first" in errors
            await waiting(dropped)
            dropped.send_signal(signal.SIGTERM)
            assert await dropped.wait() == 0
        async with process(room) as new:
            await waiting(new)
            channel.post("Допис номер 0.")
            await room.world.until(lambda: told(chat) == 1, timeout=30)
            old.send_signal(signal.SIGTERM)
            assert await old.wait() == 0
            channel.post("Допис номер 1.")
            await room.world.until(lambda: told(chat) == 2, timeout=30)
            assert new.returncode is None
    assert told_of(chat, 2) == [1, 1]


MOMENTS: dict[str, Callable[[Newsroom], object]] = {
    "when the first account connects": lambda room: room.server.connected,
    "when an alert is out": lambda room: told(room.world.chat(room.owner, room.bot)) % 20 == 1,
}


async def test_sigterm_at_any_moment_of_a_start_loses_nothing(room: Newsroom, channel: Channel) -> None:
    async with process(room) as child:
        chat = await greeted(room)
        await watching(child)
    posts = 0
    for name, moment in MOMENTS.items():
        for _ in range(20):
            channel.post(f"Допис номер {posts}.")
            posts += 1
        async with process(room) as child:
            await room.world.until(lambda is_there=moment: is_there(room), timeout=30)
            child.send_signal(signal.SIGTERM)
            assert await child.wait() == 0, name
    await catches_up(room, chat, posts)
