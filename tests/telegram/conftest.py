"""A local Telegram with an account that watches and a bot, and real clients for both."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.sandbox.telegram.server import TelegramServer
from bot.sandbox.telegram.world.accounts import Bot, User
from bot.sandbox.telegram.world.world import World
from bot.telegram.accounts import watching_account
from bot.telegram.source import TelegramSource
from config.settings import Application, Server
from storage.api import Store
from tests.clocks import Clock
from tests.telegram.office import Office


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
async def server(world: World) -> AsyncIterator[TelegramServer]:
    async with TelegramServer(world) as server:
        yield server


@pytest.fixture
def application(server: TelegramServer) -> Application:
    # Sessions are made with a key that both sides know, so no key is exchanged and none of the server's is needed.
    place = Server(dc=2, host="127.0.0.1", port=server.port, key_path=None)
    return Application(api_id=1, api_hash="0" * 32, server=place)


@pytest.fixture
def watcher(world: World) -> User:
    return world.add_user("Спостерігач")


@pytest.fixture
def editor(world: World) -> User:
    return world.add_user("Олена", username="olena_test")


@pytest.fixture
def bot(world: World, editor: User) -> Bot:
    return world.add_bot("dzherelo_bot", owner=editor)


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as stack:
        yield stack


@pytest.fixture
async def source(
    server: TelegramServer, application: Application, watcher: User, stack: AsyncExitStack
) -> TelegramSource:
    account = watching_account(application, server.session_for(watcher), arrived=server.world.changed)
    return await stack.enter_async_context(account)


@pytest.fixture
def office(server: TelegramServer, bot: Bot, tmp_path: Path, store: Store, clock: Clock) -> Office:
    """Here a key is exchanged, as each bot does when it signs in."""
    place = Server(dc=2, host="127.0.0.1", port=server.port, key_path=server.key_path)
    return Office(Application(api_id=1, api_hash="0" * 32, server=place), bot, tmp_path, store, clock)
