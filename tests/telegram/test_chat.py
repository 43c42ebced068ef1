"""What people write reaches the bot once: while it is away, when it is killed, and however much it sends itself."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.bell import Bells
from bot.desk.requests import Desk
from bot.errors import Unreachable
from bot.intake import Intake
from bot.message import Message
from bot.sandbox.telegram.server import TelegramServer
from bot.sandbox.telegram.world.accounts import Bot, User
from bot.sandbox.telegram.world.groupings import let_in, open_topic, upgrade
from bot.sandbox.telegram.world.world import World
from bot.telegram.accounts import Bot as BotAccount
from bot.telegram.accounts import bot_account, watching_account
from config.settings import Application, Server
from storage.api import Store
from storage.records import RequestKind
from tests.clocks import Clock

pytestmark = pytest.mark.slow  # a key is exchanged each time


@pytest.fixture
def application(server: TelegramServer) -> Application:
    place = Server(dc=2, host="127.0.0.1", port=server.port, key_path=server.key_path)
    return Application(api_id=1, api_hash="0" * 32, server=place)


class Office:
    """The bot and the intake, as often as they are started; each request that is stored is written down."""

    def __init__(self, application: Application, bot: Bot, folder: Path, store: Store, clock: Clock) -> None:
        self.application, self.bot, self.folder, self.store, self.clock = application, bot, folder, store, clock
        self.world = bot.world

    @asynccontextmanager
    async def open(self) -> AsyncIterator[tuple[BotAccount, Intake]]:
        """Start, and stop in order."""
        pts = await self.store.requests.pts()
        connecting = bot_account(self.application, self.bot.token, self.folder, pts=pts, arrived=self.world.changed)
        async with connecting as account:
            await soon(lambda: account.chat.settled_pts() is not None)
            bells = Bells()
            desk = Desk(
                bot_username="b", secret=b"s", bells=bells, pace=None, timezone="UTC", language="uk", canonical=str
            )  # type: ignore[arg-type]
            yield (
                account,
                Intake(
                    store=self.store, chat=account.chat, sender=account.sender, desk=desk, bells=bells, now=self.clock
                ),
            )

    async def texts(self) -> list[str]:
        """Every request that is stored."""
        return [request.new.text for request in await self.store.requests.due(self.clock(), limit=999)]


@pytest.fixture
def office(application: Application, bot: Bot, tmp_path: Path, store: Store, clock: Clock) -> Office:
    return Office(application, bot, tmp_path, store, clock)


async def soon(what: Callable[[], object]) -> None:
    """Wait for what no notice of the world tells: that a client has worked something off."""
    async with asyncio.timeout(5):
        while not what():  # noqa: ASYNC110 - Telethon tells nobody
            await asyncio.sleep(0.002)


async def heard(world: World, account: BotAccount, count: int = 1) -> None:
    await world.until(lambda: len(account.chat.requests) >= count)


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


async def test_the_bot_is_let_into_groups_and_follows_them_when_they_become_supergroups(
    office: Office, editor: User
) -> None:
    group = office.world.add_group("Редакція", [editor])
    async with office.open() as (account, intake):
        let_in(group, office.bot, by=editor)
        editor.says(group, "Обідаємо о другій, @dzherelo_bot?")
        editor.says(group, "/here")
        await heard(office.world, account, 2)
        new = upgrade(group, by=editor)
        await heard(office.world, account, 4)
        asked = list(account.chat.requests)
        await intake.take_due()
    old_id, new_id = -group.id, int(f"-100{new.id}")
    told = {(request.kind, request.chat_id, request.text) for request in asked}
    assert told == {
        (RequestKind.ADDED, old_id, ""),
        (RequestKind.MESSAGE, old_id, "/here"),
        (RequestKind.MOVED, old_id, f"{old_id} {new_id}"),
        (RequestKind.MOVED, new_id, f"{old_id} {new_id}"),
    }
    assert {request.person_id for request in asked} == {editor.id}
    assert {request.chat_title for request in asked} == {"Редакція"}


async def test_a_topic_of_a_group_is_heard_and_answered_in_the_topic(office: Office, editor: User) -> None:
    group = office.world.add_supergroup("Редакція", [editor, office.bot])
    topic = open_topic(group, "Війна", by=editor)
    async with office.open() as (account, intake):
        editor.says(group, "/here", topic=topic)
        await heard(office.world, account)
        (asked,) = account.chat.requests
        await intake.take_due()
        for number, place in ((1, topic.id), (2, None)):
            text = Message(text=f"Сповіщення {number}")
            await account.sender.send(asked.chat_id, text, random_id=number, topic=place)
        await account.sender.send(
            asked.chat_id, Message(text="Гаразд"), random_id=3, reply_to=asked.message_id, topic=topic.id
        )
        alert = group.messages[-3]
        editor.says(group, "/why", topic=topic, reply_to=alert)
        await heard(office.world, account)
        (why,) = account.chat.requests
        await intake.take_due()
    assert (asked.topic, asked.reply_to) == (topic.id, None)
    assert (why.topic, why.reply_to) == (topic.id, alert.id)
    first, second, answer = group.messages[-4:-1]
    assert [message.topic for message in (first, second, answer)] == [topic, None, topic]
    assert answer.reply_to is not None
    assert answer.reply_to.text == "/here"


async def test_a_topic_that_is_gone_cannot_be_written_to(office: Office, editor: User) -> None:
    group = office.world.add_supergroup("Редакція", [editor, office.bot])
    topic = open_topic(group, "Війна", by=editor)
    async with office.open() as (account, _):
        editor.says(group, "/here", topic=topic)
        await heard(office.world, account)
        chat_id = account.chat.requests.popleft().chat_id
        group.delete(topic.id)
        with pytest.raises(Unreachable):
            await account.sender.send(chat_id, Message(text="Сповіщення"), random_id=1, topic=topic.id)
