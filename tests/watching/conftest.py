"""A watcher on a local Telegram."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.sandbox.telegram.server import TelegramServer
from bot.sandbox.telegram.world.channels import Channel
from bot.sandbox.telegram.world.world import World
from storage.opening import open_store
from tests.clocks import Clock
from tests.watching.company import Company
from tests.watching.stage import OWNER, Stage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_store(f"sqlite:///{tmp_path / 'test.db'}"))
        server = await stack.enter_async_context(TelegramServer(World()))
        await store.people.own(OWNER, name="Марта", language="uk", timezone="Europe/Kyiv", at=Clock()())
        yield Stage(store, server, server.world.add_user("Спостерігач"))


@pytest.fixture
def channel(stage: Stage) -> Channel:
    return stage.world.add_channel("genshtab_test", title="Генштаб")


@pytest.fixture
def company(stage: Stage) -> Company:
    people = [stage.account, stage.world.add_user("Другий")]
    return Company(stage, people, [stage.server.session_for(person) for person in people])
