"""The envelope and the framing: service messages, packing, garbage, and a clean end."""

import asyncio

import pytest
from telethon import functions, types

from bot.sandbox.telegram import TelegramServer, World
from bot.sandbox.telegram.world.accounts import User
from bot.sandbox.telegram.world.channels import Channel
from tests.sandbox.conftest import Connect


async def test_service_messages_are_answered(connect: Connect, olena: User) -> None:
    client = await connect(olena)
    assert (await client(functions.PingRequest(7))).ping_id == 7
    assert (await client(functions.PingDelayDisconnectRequest(8, 75))).ping_id == 8
    assert len((await client(functions.GetFutureSaltsRequest(1))).salts) == 1
    assert isinstance(await client(functions.DestroySessionRequest(5)), types.DestroySessionOk)
    assert (await client(functions.help.GetNearestDcRequest())).this_dc == 2


async def test_many_requests_at_once(connect: Connect, olena: User, channel: Channel) -> None:
    client = await connect(olena)
    await client.get_input_entity("kryva_vezha")
    answers = await asyncio.gather(*(client.get_messages("kryva_vezha", ids=1) for _ in range(150)))
    assert {answer.id for answer in answers} == {1}


async def test_ordered_requests(connect: Connect, olena: User) -> None:
    client = await connect(olena)
    me = await client([functions.users.GetUsersRequest([types.InputUserSelf()])] * 3, ordered=True)
    assert [answer[0].id for answer in me] == [olena.id] * 3


async def test_large_answers_are_packed(connect: Connect, olena: User, channel: Channel) -> None:
    long = "Повний текст рішення міської ради. " * 110
    for _ in range(100):
        channel.post(long)
    client = await connect(olena)
    assert [message.raw_text for message in await client.get_messages("kryva_vezha", limit=100)] == [long] * 100


async def test_without_updates_nothing_is_pushed(
    world: World, server: TelegramServer, connect: Connect, olena: User
) -> None:
    client = await connect(olena, receive_updates=False)
    await client.get_me()
    assert not server.listening(olena)


@pytest.mark.parametrize("garbage", [b"\xef\x01abcd", b"GET / HTTP/1.1\r\n\r\n", b"\x0c\x00\x00\x00" * 3, b"\xff" * 64])
async def test_garbage_ends_the_connection_alone(
    server: TelegramServer, connect: Connect, olena: User, garbage: bytes
) -> None:
    reader, writer = await asyncio.open_connection(server.host, server.port)
    writer.write(garbage)
    writer.write_eof()
    await reader.read()
    writer.close()
    assert (await (await connect(olena)).get_me()).id == olena.id


async def test_stopping_leaves_nothing_running(world: World, olena: User) -> None:
    before = asyncio.all_tasks()
    server = await TelegramServer.start(world)
    reader, writer = await asyncio.open_connection(server.host, server.port)
    await server.stop()
    await server.stop()  # once more does no harm
    assert await reader.read() == b""
    writer.close()
    assert asyncio.all_tasks() == before
    olena.says(olena, "Нотатка")  # the world lives on
