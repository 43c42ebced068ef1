"""`python -m bot backfill`: the past of a channel, stored once, whatever interrupts it, and nobody is alerted."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from bot.__main__ import main
from bot.errors import EXIT_ALREADY_RUNNING, EXIT_NOT_ALL, EXIT_USAGE
from bot.sandbox.newsroom import Newsroom
from bot.sandbox.telegram.world.channels import Channel
from tests.flow.processes import greeted, process, watching

pytestmark = pytest.mark.slow

POSTS = 230
TODAY = datetime(2026, 11, 22, 12, tzinfo=UTC)


def held(room: Newsroom) -> list[str]:
    """The texts that are stored, oldest first."""
    with closing(sqlite3.connect(room.folder / "dzherelo.db")) as db:
        return [text for (text,) in db.execute("SELECT text FROM posts ORDER BY message_id")]


@pytest.fixture
async def channel(room: Newsroom) -> Channel:
    """A channel with a past, watched once, so that its last posts are held."""
    channel = room.watch(room.world.add_channel("genshtab_test", title="Генштаб", members=[room.watcher]))
    for number in range(POSTS):
        channel.post(f"Зведення {number}", at=TODAY - timedelta(days=POSTS - number))
    async with process(room) as child:
        chat = await greeted(room)
        await watching(child)
        channel.post("Свіже")
        await room.world.until(lambda: any("Свіже" in message.text for message in chat.received))
        child.terminate()
        await child.wait()
    return channel


async def test_it_goes_back_as_far_as_told_and_after_a_kill_goes_on_and_nobody_is_alerted(
    room: Newsroom, channel: Channel
) -> None:
    told = len(room.world.chat(room.owner, room.bot).received)
    day = (TODAY - timedelta(days=150)).date().isoformat()
    async with process(room, "backfill", "@genshtab_test", "--since", day) as child:
        await child.communicate()
    assert child.returncode == 0
    assert held(room)[0] == f"Зведення {POSTS - 150}"
    room.server.faults.flood_wait("messages.getHistory", 60)
    async with process(room, "backfill") as child:
        assert child.stderr is not None
        while b"backfill_waits" not in await child.stderr.readline():
            continue
        child.kill()
        await child.wait()
    async with process(room, "backfill") as child:
        _, errors = await child.communicate()
    assert child.returncode == 0, errors
    assert held(room) == [*(f"Зведення {number}" for number in range(POSTS)), "Свіже"]
    assert f"{POSTS - 150} posts, back to " in errors.decode()
    assert len(room.world.chat(room.owner, room.bot).received) == told
    async with process(room, "backfill") as child:
        _, errors = await child.communicate()
    assert child.returncode == 0
    assert "there was nothing older to add" in errors.decode()


async def test_it_does_not_run_beside_the_application(room: Newsroom) -> None:
    async with process(room) as running:
        await greeted(room)
        async with process(room, "backfill") as child:
            _, errors = await child.communicate()
        assert child.returncode == EXIT_ALREADY_RUNNING
        assert b"Stop it first" in errors
        assert running.returncode is None


async def test_before_the_first_start_it_says_that_nothing_is_watched(room: Newsroom) -> None:
    async with process(room, "backfill") as child:
        _, errors = await child.communicate()
    assert child.returncode == EXIT_NOT_ALL
    assert b"No channel has been watched yet" in errors


def test_a_date_that_is_none_is_answered_with_one_that_is(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["backfill", "--since", "2026-13-01"])
    assert ended.value.code == EXIT_USAGE
    assert "a date such as 2026-11-30 is expected, not '2026-13-01'" in capsys.readouterr().err


async def test_a_channel_that_is_not_watched_is_named(room: Newsroom) -> None:
    async with process(room, "backfill", "@nobody_demo") as child:
        _, errors = await child.communicate()
    assert child.returncode == EXIT_NOT_ALL
    assert b"@nobody_demo is not among the watched channels" in errors
