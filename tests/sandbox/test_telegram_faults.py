"""Every fault that a test can order, tried on a real client."""

import asyncio
from typing import Any

import pytest
from telethon import errors, events, functions, types

from bot.sandbox.telegram import TelegramServer, World
from bot.sandbox.telegram.world.accounts import Bot, User
from bot.sandbox.telegram.world.channels import Channel
from tests.sandbox.conftest import Connect, Listen
from tests.sandbox.test_telegram_updates import difference

SEND = "messages.sendMessage"


@pytest.fixture
async def client(connect: Connect, olena: User) -> Any:
    return await connect(olena)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        ("FLOOD_WAIT_30", errors.FloodWaitError),
        ("SLOWMODE_WAIT_7", errors.SlowModeWaitError),
        ("PEER_FLOOD", errors.PeerFloodError),
        ("USER_IS_BLOCKED", errors.UserIsBlockedError),
        ("CHAT_WRITE_FORBIDDEN", errors.ChatWriteForbiddenError),
    ],
)
async def test_an_ordered_refusal_comes_once(
    world: World, server: TelegramServer, client: Any, error: str, expected: type[Exception]
) -> None:
    world.add_user("Петро", username="petro_kravets")
    server.faults.refuse(SEND, error)
    with pytest.raises(expected):
        await client.send_message("petro_kravets", "Привіт")
    client._flood_waited_requests.clear()
    await client.send_message("petro_kravets", "Привіт")


@pytest.mark.parametrize("error", ["RANDOM_ID_DUPLICATE", "INTERNAL", "PERSISTENT_TIMESTAMP_OUTDATED"])
async def test_errors_of_the_server(server: TelegramServer, client: Any, error: str) -> None:
    server.faults.refuse("updates.getState", error)
    with pytest.raises(errors.ServerError) as caught:
        await client._sender.send(functions.updates.GetStateRequest())  # past Telethon's own two seconds of patience
    assert caught.value.code == 500


async def test_slow_mode_is_of_one_chat(
    world: World, server: TelegramServer, connect: Connect, olena: User, bot: Bot
) -> None:
    petro = world.add_user("Петро")
    group = world.add_supergroup("Редакція", [olena, petro, bot])
    petro.starts(bot)
    client = await connect(bot)
    server.faults.slow_mode(group, 10)
    await client.send_message(petro.id, "Привіт")
    with pytest.raises(errors.SlowModeWaitError):
        await client.send_message(types.PeerChannel(group.id), "Привіт")


async def test_a_dropped_push_is_missing_until_the_difference_is_asked_for(
    world: World, server: TelegramServer, client: Any, listen: Listen, channel: Channel
) -> None:
    heard = listen(client)
    channel.post("Перше")
    await world.until(lambda: heard)
    server.faults.drop_pushes(place=channel)
    channel.post("Друге")
    channel.post("Третє")
    await world.until(lambda: len(heard) == 3)  # Telethon sees the gap and asks
    assert [event.raw_text for event in heard] == ["Перше", "Друге", "Третє"]
    assert server.calls.named("updates.getChannelDifference")


async def test_doubled_and_reordered_pushes_are_heard_once_and_in_order(
    world: World, server: TelegramServer, client: Any, listen: Listen, channel: Channel
) -> None:
    heard = listen(client)
    channel.post("Перше")
    server.faults.double_pushes(account=None, place=channel)
    channel.post("Друге")
    server.faults.reorder_pushes(3, place=channel)
    for text in ("Третє", "Четверте", "П'яте"):
        channel.post(text)
    channel.post("Шосте")
    await world.until(lambda: len(heard) == 6)
    assert [event.raw_text for event in heard] == [post.text for post in channel.messages[1:]]


async def test_differences_that_are_too_long(server: TelegramServer, client: Any, channel: Channel) -> None:
    known = channel.pts
    channel.post("Одне")
    server.faults.channel_difference_too_long(channel)
    told = await difference(client, channel, known)
    assert isinstance(told, types.updates.ChannelDifferenceTooLong)
    assert told.dialog.pts == channel.pts
    server.faults.difference_too_long()
    state = await client(functions.updates.GetStateRequest())
    told = await client(functions.updates.GetDifferenceRequest(state.pts, state.date, 0))
    assert isinstance(told, types.updates.DifferenceTooLong)


async def test_a_channel_that_went_private(server: TelegramServer, client: Any, channel: Channel) -> None:
    server.faults.refuse("*", "CHANNEL_PRIVATE", place=channel, times=2)
    peer = await client.get_input_entity("kryva_vezha")
    for _ in range(2):
        with pytest.raises(errors.ChannelPrivateError):
            await client.get_messages(peer, limit=1)
    await client.get_messages(peer, limit=1)


async def test_connections_can_be_refused_for_a_while(
    server: TelegramServer, client: Any, listen: Listen, olena: User, channel: Channel
) -> None:
    world, heard = server.world, listen(client)
    async with server.away():
        with pytest.raises(ConnectionRefusedError):
            await asyncio.open_connection(server.host, server.port)
    await world.until(lambda: server.listening(olena))
    channel.post("Знову тут")
    await world.until(lambda: heard)


async def test_a_request_can_be_lost_on_its_way(server: TelegramServer, client: Any, bot: Bot) -> None:
    struck: list[str] = []
    server.faults.lose_request(SEND, then=lambda: struck.append("now"))
    await client.send_message("dzherelo_test_bot", "Двічі сказане, раз почуте")  # Telethon repeats it by itself
    assert struck == ["now"]
    assert len(bot.box.messages) == 1


async def test_an_order_can_be_withdrawn(server: TelegramServer, client: Any) -> None:
    server.faults.withdraw(server.faults.lose_reply("updates.getState"))
    await client(functions.updates.GetStateRequest())


async def test_the_links_of_one_account_die_alone(
    world: World, server: TelegramServer, connect: Connect, client: Any, olena: User
) -> None:
    other = await connect(world.add_user("Петро"))
    server.deaden(olena)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(client(functions.updates.GetStateRequest()), 0.05)
    await other(functions.updates.GetStateRequest())


async def test_a_dead_link_swallows_everything(
    world: World, server: TelegramServer, client: Any, listen: Listen, channel: Channel
) -> None:
    heard = listen(client, events.NewMessage())
    server.faults.swallow()
    channel.post("У порожнечу")
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(client(functions.updates.GetStateRequest()), 0.05)
    assert not server.calls.named("updates.getState")[1:]
    server.faults.restore()
    channel.post("Почули?")
    await world.until(lambda: heard)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        ("SESSION_REVOKED", errors.SessionRevokedError),
        ("USER_DEACTIVATED_BAN", errors.UserDeactivatedBanError),
        ("AUTH_KEY_DUPLICATED", errors.AuthKeyDuplicatedError),
        ("AUTH_KEY_UNREGISTERED", errors.AuthKeyUnregisteredError),
    ],
)
async def test_sessions_end(
    server: TelegramServer, client: Any, olena: User, error: str, expected: type[Exception]
) -> None:
    server.faults.end_sessions(olena, error)
    with pytest.raises(expected):
        await client(functions.updates.GetStateRequest())


async def test_a_dead_key_ends_the_client(server: TelegramServer, client: Any, olena: User) -> None:
    server.faults.forget_keys(olena)
    with pytest.raises(errors.AuthKeyNotFound):
        await client(functions.updates.GetStateRequest())


async def test_clearing_ends_all_faults(server: TelegramServer, client: Any, channel: Channel) -> None:
    server.faults.refuse("*", "INTERNAL", times=99)
    server.faults.drop_pushes(99)
    server.faults.swallow()
    server.faults.clear()
    assert await client.get_me()


async def test_unknown_methods_are_refused_by_name(client: Any) -> None:
    with pytest.raises(errors.RPCError, match=r"METHOD_NOT_IMPLEMENTED_payments\.getStarsTopupOptions"):
        await client(functions.payments.GetStarsTopupOptionsRequest())
