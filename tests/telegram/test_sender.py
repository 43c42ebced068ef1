"""The bot sends and edits on a local Telegram, each message once."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from bot.errors import Refused, SendError, SessionDead, Unreachable, Vanished, Wait
from bot.message import Button, Composer, Message
from bot.sandbox.telegram.server import TelegramServer
from bot.sandbox.telegram.world.accounts import Bot, User
from bot.sandbox.telegram.world.chats import Chat
from bot.sandbox.telegram.world.world import World
from bot.telegram.accounts import Bot as BotAccount
from bot.telegram.accounts import bot_account
from bot.telegram.sender import TelegramSender
from config.settings import Application, Server
from storage.records import EntityKind, PersonId

Say = Callable[..., Awaitable[int]]


@pytest.fixture
async def account(server: TelegramServer, bot: Bot, stack: AsyncExitStack, tmp_path: Path) -> BotAccount:
    place = Server(dc=2, host="127.0.0.1", port=server.port, key_path=server.key_path)
    application = Application(api_id=1, api_hash="0" * 32, server=place)
    return await stack.enter_async_context(
        bot_account(application, bot.token, tmp_path, pts=None, arrived=server.world.changed)
    )


@pytest.fixture
async def sender(account: BotAccount, editor: User, bot: Bot) -> TelegramSender:
    editor.starts(bot)
    return account.sender


@pytest.fixture
def chat(world: World, editor: User, bot: Bot) -> Chat:
    return world.chat(editor, bot)


def text(words: str) -> Message:
    return Message(text=words)


async def test_a_message_arrives_with_its_formatting_and_buttons(
    sender: TelegramSender, editor: User, chat: Chat
) -> None:
    message = (
        Composer()
        .add("Генштаб", EntityKind.BOLD)
        .add("\n")
        .quote("Зведення станом на ранок.", (), limit=100)
        .build([[Button(text="Беру", data="take:1"), Button(text="Допис", url="https://t.me/genshtab_test/1")]])
    )
    message_id = await sender.send(editor.id, message, random_id=1)
    shown = chat.last
    assert shown.text == "Генштаб\nЗведення станом на ранок."
    assert [type(entity).__name__ for entity in shown.entities] == ["MessageEntityBold", "MessageEntityBlockquote"]
    assert [button.text for row in shown.buttons for button in row] == ["Беру", "Допис"]
    assert message_id > 0


async def test_markup_in_a_text_stays_text(sender: TelegramSender, editor: User, chat: Chat) -> None:
    words = "**не жирне** [посилання](https://visnyk.example) `код` __ні__"
    await sender.send(editor.id, text(words), random_id=1)
    assert (chat.last.text, chat.last.entities) == (words, ())


async def test_the_same_random_id_sends_once_and_names_the_first_message(
    sender: TelegramSender, editor: User, chat: Chat
) -> None:
    first = await sender.send(editor.id, text("Раз"), random_id=-42)
    again = await sender.send(editor.id, text("Раз"), random_id=-42)
    assert first == again
    assert len(chat.received) == 1


async def test_a_reply_that_is_lost_after_an_accepted_send_doubles_nothing(
    sender: TelegramSender, server: TelegramServer, editor: User, chat: Chat
) -> None:
    server.faults.lose_reply("messages.sendMessage")
    await sender.send(editor.id, text("Раз"), random_id=7)
    assert len(chat.received) == 1


async def test_an_edit_changes_what_is_shown_and_showing_it_already_is_success(
    sender: TelegramSender, editor: User, chat: Chat
) -> None:
    message_id = await sender.send(editor.id, text("Було"), random_id=1)
    await sender.edit(editor.id, message_id, text("Стало"))
    await sender.edit(editor.id, message_id, text("Стало"))
    assert [version.text for version in chat.last.versions] == ["Було", "Стало"]


async def test_an_edit_of_a_message_that_is_gone_says_so(sender: TelegramSender, editor: User, chat: Chat) -> None:
    message_id = await sender.send(editor.id, text("Було"), random_id=1)
    editor.deletes(chat.last)
    with pytest.raises(Vanished):
        await sender.edit(editor.id, message_id, text("Стало"))


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ("USER_IS_BLOCKED", Unreachable),
        ("INPUT_USER_DEACTIVATED", Unreachable),
        ("CHAT_WRITE_FORBIDDEN", Unreachable),
        ("TOPIC_CLOSED", Unreachable),
        ("CHAT_SEND_PLAIN_FORBIDDEN", Unreachable),
        ("PEER_ID_INVALID", Unreachable),
        ("CHANNEL_PRIVATE", Unreachable),
        ("MESSAGE_TOO_LONG", Refused),
        ("RANDOM_ID_DUPLICATE", Wait),
        ("PEER_FLOOD", Wait),
        ("AUTH_KEY_UNREGISTERED", SessionDead),
        ("AUTH_KEY_DUPLICATED", SessionDead),
        ("SESSION_REVOKED", SessionDead),
        ("USER_DEACTIVATED_BAN", SessionDead),
    ],
)
async def test_each_refusal_of_telegram_has_its_name(
    error: str, kind: type[SendError], sender: TelegramSender, server: TelegramServer, editor: User
) -> None:
    server.faults.refuse("messages.sendMessage", error)
    with pytest.raises(kind):
        await sender.send(editor.id, text("Слово"), random_id=1)


async def test_waits_carry_their_seconds_and_whom_they_concern(
    sender: TelegramSender, server: TelegramServer, editor: User, world: World, bot: Bot
) -> None:
    server.faults.flood_wait("messages.sendMessage", 30)
    with pytest.raises(Wait) as everybody:
        await sender.send(editor.id, text("Слово"), random_id=1)
    assert (everybody.value.seconds, everybody.value.only_this_chat) == (30, False)


async def test_a_slow_chat_concerns_only_itself(
    sender: TelegramSender, server: TelegramServer, editor: User, world: World, bot: Bot
) -> None:
    server.faults.refuse("messages.sendMessage", "SLOWMODE_WAIT_9")
    with pytest.raises(Wait) as caught:
        await sender.send(editor.id, text("Слово"), random_id=1)
    assert (caught.value.seconds, caught.value.only_this_chat) == (9, True)


async def cut_under(sending: Coroutine[Any, Any, object], account: BotAccount, server: TelegramServer) -> Wait:
    """What somebody gets under whose send the connection is ended."""
    server.faults.swallow()
    waiting = asyncio.create_task(sending)
    await asyncio.sleep(0.05)  # it waits for an answer that will not come
    await account.link._client.disconnect()
    with pytest.raises(Wait) as caught:
        await waiting
    return caught.value


async def test_a_connection_that_ends_under_a_send_means_to_wait(
    sender: TelegramSender, account: BotAccount, server: TelegramServer, editor: User
) -> None:
    wait = await cut_under(sender.send(editor.id, text("Слово"), random_id=1), account, server)
    assert (wait.seconds, wait.only_this_chat) == (1, False)


async def test_a_connection_that_ends_while_somebody_is_looked_up_means_to_wait(
    sender: TelegramSender, account: BotAccount, server: TelegramServer
) -> None:
    wait = await cut_under(sender.send(987_654, text("Слово"), random_id=1), account, server)
    assert not wait.only_this_chat


async def test_without_a_connection_everything_waits_and_no_menu_is_set(
    sender: TelegramSender, account: BotAccount, editor: User
) -> None:
    await account.link._client.disconnect()
    for sending in (
        sender.send(editor.id, text("Слово"), random_id=1),
        sender.send(987_654, text("Слово"), random_id=2),
        sender.edit(editor.id, 1, text("Слово")),
        sender.answer(5, "Слово", alert=False),
    ):
        with pytest.raises(Wait):
            await sending
    assert not await account.chat.set_menu(PersonId(editor.id), {"uk": (), "en": ()})


async def test_somebody_who_never_wrote_to_the_bot_cannot_be_reached(sender: TelegramSender) -> None:
    with pytest.raises(Unreachable):
        await sender.send(123_456, text("Слово"), random_id=1)


async def test_a_press_is_answered(
    sender: TelegramSender, account: BotAccount, editor: User, chat: Chat, world: World
) -> None:
    buttons = ((Button(text="Беру", data="take:1"),),)
    await sender.send(editor.id, Message(text="Допис", buttons=buttons), random_id=1)
    press = editor.press(chat.last, "Беру")
    await world.until(lambda: account.chat.clicks)
    click = account.chat.clicks[0]
    assert (click.person_id, click.data) == (editor.id, "take:1")
    await sender.answer(click.query_id, "Ви берете цей допис", alert=False)
    assert (await press).text == "Ви берете цей допис"


async def test_what_people_write_is_heard_with_who_they_are(
    account: BotAccount, editor: User, bot: Bot, world: World
) -> None:
    editor.says(bot, "/search **ракети**")
    await world.until(lambda: account.chat.requests)
    request = account.chat.requests[0]
    assert (request.person_id, request.chat_id, request.text) == (editor.id, editor.id, "/search **ракети**")
    assert request.person_name == "Олена"


async def test_a_forwarded_post_says_where_it_comes_from(
    account: BotAccount, editor: User, bot: Bot, world: World
) -> None:
    channel = world.add_channel("genshtab_test")
    post = channel.post("Зведення.")
    editor.forwards(post, bot)
    await world.until(lambda: account.chat.requests)
    origin = account.chat.requests[0].forward
    assert origin is not None
    assert (origin.telegram_id, origin.message_id) == (channel.id, post.id)


async def test_the_bots_session_stays_in_a_file_of_its_own(account: BotAccount, tmp_path: Path) -> None:
    (session,) = tmp_path.glob("bot-*.session")
    assert session.stat().st_mode & 0o777 == 0o600


async def test_a_text_gets_a_picture_and_keeps_it(
    sender: TelegramSender, editor: User, chat: Chat, tmp_path: Path
) -> None:
    picture = tmp_path / "content"
    picture.write_bytes(b"picture" * 1000)
    message_id = await sender.send(editor.id, text("Новий допис"), random_id=1)
    await sender.edit(editor.id, message_id, text("Новий допис"), picture=picture)
    await sender.edit(editor.id, message_id, text("Новий допис, одна стаття"))
    (message,) = [shown for shown in chat.received if "допис" in shown.text]
    assert message.photo is not None
    assert (message.photo.data, message.text) == (picture.read_bytes(), "Новий допис, одна стаття")
