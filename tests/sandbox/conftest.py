"""A world, a server that shows it, and real Telethon clients."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from telethon import TelegramClient, events
from telethon.sessions import StringSession

from bot.sandbox.telegram import TelegramServer, World
from bot.sandbox.telegram.world.accounts import Account, Bot, User
from bot.sandbox.telegram.world.channels import Channel

Connect = Callable[..., Awaitable[Any]]
Listen = Callable[..., list[Any]]


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
async def server(world: World) -> AsyncIterator[TelegramServer]:
    async with TelegramServer(world) as server:
        yield server


@pytest.fixture
def olena(world: World) -> User:
    return world.add_user("Олена", last_name="Гнатюк", phone="+380 50 111 22 33", username="olena_hnatiuk")


@pytest.fixture
def bot(world: World, olena: User) -> Bot:
    return world.add_bot("dzherelo_test_bot", owner=olena, title="Джерело")


@pytest.fixture
def channel(world: World, olena: User) -> Channel:
    return world.add_channel("kryva_vezha", title="Крива Вежа | Міська рада", members=[olena])


@pytest.fixture
async def connect(server: TelegramServer) -> AsyncIterator[Connect]:
    """Connect a client: of an account by a key that both sides know, or of nobody."""
    clients = []

    async def connect(account: Account | None = None, **options: Any) -> TelegramClient:
        session = StringSession(server.session_for(account) if account else None)
        session.set_dc(2, server.host, server.port)
        options = {
            "retry_delay": 0,
            "connection_retries": None,
            "raise_last_call_error": True,
            "flood_sleep_threshold": 0,
        } | options
        client = TelegramClient(session, 1, "00000000000000000000000000000000", **options)
        clients.append(client)
        await client.connect()
        return client

    yield connect
    for client in clients:
        await client.disconnect()


@pytest.fixture
def listen(world: World) -> Listen:
    """Everything that a client hears of, as a list that grows; new messages where no kinds are named."""

    def listen(client: TelegramClient, *kinds: Any) -> list[Any]:
        heard: list[Any] = []

        async def hear(event: Any) -> None:
            heard.append(event)
            world.changed()

        for kind in kinds or (events.NewMessage(),):
            client.add_event_handler(hear, kind)
        return heard

    return listen
