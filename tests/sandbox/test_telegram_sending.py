"""Sending through a real client: ids that make a send happen once, and what Telegram refuses."""

import asyncio
from typing import Any

import pytest
from telethon import errors, functions, types

from bot.sandbox.telegram import SendLimits, TelegramServer, World
from bot.sandbox.telegram.world.accounts import Bot, User
from tests.sandbox.conftest import Connect

SEND = "messages.sendMessage"


@pytest.fixture
async def client(connect: Connect, olena: User, bot: Bot) -> Any:
    olena.starts(bot)
    return await connect(bot)


async def send(client: Any, person: User, text: str, random_id: int, **more: Any) -> Any:
    """Send with a random_id of one's own."""
    peer = await client.get_input_entity(person.id)
    return await client(functions.messages.SendMessageRequest(peer, text, random_id=random_id, **more))


def button(kind: Any) -> Any:
    """Buttons that Telethon itself would refuse to build."""
    return types.ReplyInlineMarkup([types.KeyboardInlineButtonRow([types.KeyboardInlineButton("Так", kind)])])


async def test_a_random_id_sends_once(world: World, client: Any, olena: User, bot: Bot) -> None:
    first = await send(client, olena, "Увага", 77)
    again = await send(client, olena, "Інший текст", 77)
    assert isinstance(first, types.UpdateShortSentMessage)
    told, shown = again.updates
    assert (told.id, told.random_id) == (first.id, 77)
    assert (shown.message.id, shown.message.message, shown.pts_count) == (first.id, "Увага", 0)
    await send(client, olena, "Інший текст", 78)
    assert [message.text for message in world.chat(olena, bot).received] == ["Увага", "Інший текст"]


async def test_a_random_id_counts_for_one_chat(world: World, client: Any, olena: User, bot: Bot) -> None:
    petro = world.add_user("Петро")
    petro.starts(bot)
    await send(client, olena, "Увага", 77)
    await send(client, petro, "Увага", 77)
    assert len(world.chat(petro, bot).received) == 1


async def test_a_lost_reply_is_repeated_and_sends_nothing_new(
    world: World, server: TelegramServer, client: Any, olena: User, bot: Bot
) -> None:
    server.faults.lose_reply(SEND)
    answer = await send(client, olena, "Увага", 5)  # Telethon asks again by itself, over a new connection
    assert isinstance(answer.updates[0], types.UpdateMessageID)
    assert len(world.chat(olena, bot).received) == 1
    assert len(server.calls.named(SEND)) == 2


async def test_a_send_in_progress_is_a_duplicate(server: TelegramServer, client: Any, olena: User, bot: Bot) -> None:
    world = server.world
    peer = await client.get_input_entity(olena.id)
    again = functions.messages.SendMessageRequest(peer, "Увага", random_id=9)
    server.faults.hold(SEND)
    slow = asyncio.create_task(send(client, olena, "Увага", 9))
    await world.until(lambda: server.calls.named(SEND))
    with pytest.raises(errors.RandomIdDuplicateError):
        await client._sender.send(again)  # past Telethon's own two seconds of patience with such errors
    server.faults.release()
    await slow
    assert len(world.chat(olena, bot).received) == 1


@pytest.mark.parametrize(
    ("text", "more", "error"),
    [
        ("", {}, errors.MessageEmptyError),
        (" \n ", {}, errors.MessageEmptyError),
        ("я" * 4097, {}, errors.MessageTooLongError),
        ("🙂" * 2049, {}, errors.MessageTooLongError),
        ("Так", {"reply_markup": button(types.InlineButtonTypeCallback(b"x" * 65))}, errors.ButtonDataInvalidError),
        ("Так", {"reply_markup": button(types.InlineButtonTypeUrl("не адреса"))}, errors.ButtonUrlInvalidError),
        ("Так", {"entities": [types.MessageEntityBold(0, 4)]}, errors.EntityBoundsInvalidError),
        ("Так", {"reply_to": types.InputReplyToMessage(999)}, errors.BadRequestError),
    ],
)
async def test_what_is_refused(client: Any, olena: User, text: str, more: dict[str, Any], error: type) -> None:
    with pytest.raises(error):
        await send(client, olena, text, 1, **more)


async def test_what_just_fits(world: World, client: Any, olena: User, bot: Bot) -> None:
    bold = [types.MessageEntityBold(number, 1) for number in range(120)]
    await send(client, olena, "🙂" * 2048, 1, entities=bold)
    assert len(world.chat(olena, bot).last.entities) == 100


async def test_edits(world: World, client: Any, olena: User, bot: Bot) -> None:
    sent = await send(client, olena, "Увага", 1)
    with pytest.raises(errors.MessageNotModifiedError):
        await client.edit_message(olena.id, sent.id, "Увага")
    with pytest.raises(errors.MessageIdInvalidError):
        await client.edit_message(olena.id, 999, "Увага!")
    with pytest.raises(errors.MessageAuthorRequiredError):
        await client.edit_message(olena.id, 1, "/stop")
    assert world.chat(olena, bot).last.edits == 0


async def test_who_cannot_be_written_to(world: World, client: Any, olena: User, bot: Bot) -> None:
    petro = world.add_user("Петро")
    with pytest.raises(errors.PeerIdInvalidError):  # a bot does not speak first
        await send(client, petro, "Вітаю", 1)
    olena.blocks(bot)
    with pytest.raises(errors.UserIsBlockedError):
        await send(client, olena, "Вітаю", 2)
    olena.unblocks(bot)
    await send(client, olena, "Вітаю", 3)
    olena.deletes_account()
    with pytest.raises(errors.InputUserDeactivatedError):
        await send(client, olena, "Вітаю", 4)
    group = world.add_group("Стрічка", [petro, bot])
    group.remove(bot)
    with pytest.raises(errors.ChatWriteForbiddenError):
        await client.send_message(-group.id, "Вітаю")


async def test_limits_of_sending(world: World, olena: User, bot: Bot) -> None:
    time = 0.0
    limits = SendLimits(clock=lambda: time)
    place = world.private(olena, bot)
    group = world.add_group("Стрічка", [olena, bot])
    for _ in range(10):  # patience: five beside those that five seconds allow
        limits.check(bot, place)
    with pytest.raises(Exception, match="FLOOD_WAIT_5"):
        limits.check(bot, place)
    time = 5.0
    limits.check(bot, place)
    for _ in range(20):
        time += 0.05
        limits.check(bot, group)
    with pytest.raises(Exception, match="FLOOD_WAIT_60"):
        limits.check(bot, group)


async def test_a_server_with_limits_refuses_too_many(
    server: TelegramServer, client: Any, olena: User, bot: Bot
) -> None:
    server.limits = SendLimits(chat_burst=1, clock=lambda: 0.0)
    for number in (1, 2):
        await send(client, olena, "Увага", number)
    await send(client, olena, "Увага", 2)  # a repeated one is not counted
    with pytest.raises(errors.FloodWaitError) as caught:
        await send(client, olena, "Увага", 3)
    assert caught.value.seconds == 1
