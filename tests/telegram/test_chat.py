"""What people write reaches the bot once: while it is away, when it is killed, and however much it sends itself."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.message import Message
from bot.sandbox.telegram.server import TelegramServer
from bot.sandbox.telegram.world.accounts import Bot, User
from bot.telegram.accounts import bot_account, watching_account
from config.settings import Application, Server
from tests.telegram.office import Office, heard, soon

pytestmark = pytest.mark.slow  # a key is exchanged each time


@pytest.fixture
def application(server: TelegramServer) -> Application:
    place = Server(dc=2, host="127.0.0.1", port=server.port, key_path=server.key_path)
    return Application(api_id=1, api_hash="0" * 32, server=place)


async def test_the_first_words_said_while_the_bot_was_away_are_heard_once(office: Office, editor: User) -> None:
    async with office.open():
        pass  # nobody wrote, and nothing was stored
    editor.starts(office.bot)
    async with office.open() as (account, intake):
        await heard(office.world, account)
        await intake.take_due()
        office.clock.move(seconds=9)
        await intake.take_due()
    assert await office.texts() == ["/start"]
    async with office.open() as (account, _):
        sent = await account.sender.send(editor.id, Message(text="Допис"), random_id=1)
        editor.says(office.bot, "далі", reply_to=office.world.chat(editor, office.bot).last)
        await heard(office.world, account)
        assert [(request.text, request.reply_to) for request in account.chat.requests] == [("далі", sent)]


async def test_what_was_pushed_and_not_stored_before_a_kill_is_heard_again(office: Office, editor: User) -> None:
    async with office.open() as (account, intake):
        editor.says(office.bot, "перше")
        await heard(office.world, account)
        await intake.take_due()
        office.clock.move(seconds=9)
        editor.says(office.bot, "друге")
        await heard(office.world, account)
        assert account.chat.settled_pts() is None  # something waits
        # Telethon saves here that it has seen both; the second is gone with the process.
    async with office.open() as (account, intake):
        await heard(office.world, account)
        await intake.take_due()
    assert await office.texts() == ["перше", "друге"]


async def test_a_kill_right_after_the_first_sign_in_loses_nothing(office: Office, editor: User, tmp_path: Path) -> None:
    async with office.open():
        (session,) = tmp_path.glob("bot-*.session")
        as_killed = session.read_bytes()
    session.write_bytes(as_killed)
    editor.starts(office.bot)
    async with office.open() as (account, _):
        await heard(office.world, account)
        assert [request.text for request in account.chat.requests] == ["/start"]


async def test_after_300_alerts_a_restart_replays_none_of_them(office: Office, editor: User) -> None:
    async with office.open() as (account, intake):
        editor.starts(office.bot)
        await heard(office.world, account)
        await intake.take_due()
        first = await office.store.requests.pts()
        for number in range(300):
            await account.sender.send(editor.id, Message(text="Допис"), random_id=number + 1)
        await soon(lambda: account.chat.settled_pts() == office.bot.box.pts)
        await intake.take_due()
        assert await office.store.requests.pts() == first  # not at every message
        office.clock.move(seconds=9)
        await intake.take_due()
    assert await office.store.requests.pts() == office.bot.box.pts
    async with office.open() as (account, _):
        editor.says(office.bot, "після")
        await heard(office.world, account)
        assert [request.text for request in account.chat.requests] == ["після"]


async def test_a_busy_supergroup_does_not_move_the_mark(office: Office, editor: User) -> None:
    group = office.world.add_supergroup("Редакція", [editor, office.bot])
    async with office.open() as (account, intake):
        editor.starts(office.bot)
        for number in range(50):
            editor.says(group, f"/now {number}")
        await heard(office.world, account, 51)
        await intake.take_due()
        assert await office.store.requests.pts() == office.bot.box.pts
    editor.says(office.bot, "поки його не було")
    async with office.open() as (account, intake):
        await office.world.until(lambda: any(r.text.startswith("поки") for r in account.chat.requests))


async def test_a_message_in_a_basic_group_counts(office: Office, editor: User) -> None:
    group = office.world.add_group("Стрічка", [editor, office.bot])
    async with office.open() as (account, intake):
        editor.says(group, "/now")
        await heard(office.world, account)
        await intake.take_due()
        assert await office.store.requests.pts() == office.bot.box.pts


async def test_what_telegram_will_not_say_is_told_loudly(
    office: Office, editor: User, server: TelegramServer, caplog: pytest.LogCaptureFixture
) -> None:
    async with office.open():
        pass
    editor.starts(office.bot)
    server.faults.difference_too_long()
    async with office.open():
        await soon(lambda: any(record.message == "requests_missed" for record in caplog.records))
    assert [record.levelno for record in caplog.records if record.message == "requests_missed"] == [logging.ERROR]


async def test_hearing_asks_telegram_nothing(office: Office, editor: User, server: TelegramServer) -> None:
    async with office.open() as (account, _):
        editor.starts(office.bot)
        await heard(office.world, account)
        server.faults.refuse("users.getUsers", "INTERNAL", times=9)
        editor.says(office.bot, "ще")
        await heard(office.world, account, 2)
        assert account.chat.requests[1].person_name == "Олена"


async def test_a_bot_that_lives_elsewhere_is_followed_there(
    application: Application, bot: Bot, server: TelegramServer, tmp_path: Path
) -> None:
    server.faults.refuse("auth.importBotAuthorization", "USER_MIGRATE_2")
    async with bot_account(application, bot.token, tmp_path, pts=None, arrived=_nothing) as account:
        assert account.id == bot.id


@asynccontextmanager
async def hung_up(server: TelegramServer) -> AsyncIterator[None]:
    """Whoever connects first is cut off in the middle of the exchange of keys."""
    await server.refuse_connections()

    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        listener.close()
        await server.accept_connections()
        writer.close()

    listener = await asyncio.start_server(hang_up, "127.0.0.1", server.port)
    yield
    listener.close()


async def test_a_connection_that_breaks_while_keys_are_exchanged_is_made_again(
    application: Application, bot: Bot, server: TelegramServer, tmp_path: Path
) -> None:
    async with (
        hung_up(server),
        bot_account(application, bot.token, tmp_path, pts=None, arrived=_nothing) as account,
    ):
        assert account.id == bot.id


async def test_a_connection_of_the_watching_account_that_breaks_at_once_is_made_again(
    application: Application, watcher: User, server: TelegramServer
) -> None:
    session = server.session_for(watcher)
    async with hung_up(server), watching_account(application, session, arrived=_nothing) as source:
        assert await source.link.alive()


def _nothing() -> None:
    """Nobody listens."""


async def test_a_kill_replays_nothing_from_before_the_last_settling(
    office: Office, editor: User, server: TelegramServer, tmp_path: Path
) -> None:
    async with office.open() as (account, intake):
        editor.starts(office.bot)
        await heard(office.world, account)
        await intake.take_due()
        for number in range(30):
            await account.sender.send(editor.id, Message(text="Допис"), random_id=number + 1)
        await soon(lambda: account.chat.settled_pts() == office.bot.box.pts)
        office.clock.move(seconds=9)
        await intake.take_due()
        (session,) = tmp_path.glob("bot-*.session")
        as_killed = session.read_bytes()
    session.write_bytes(as_killed)
    before = len(server.calls.named("updates.getDifference"))
    async with office.open():
        await soon(lambda: len(server.calls.named("updates.getDifference")) > before)
    assert server.calls.named("updates.getDifference")[-1].request.pts == office.bot.box.pts
