"""A news site and the client that reads it."""

from collections.abc import AsyncIterator

import pytest

from bot.sandbox.news import NewsSite
from bot.web.client import WebClient
from tests.clocks import Clock


@pytest.fixture
async def site(clock: Clock) -> AsyncIterator[NewsSite]:
    async with NewsSite("Вісник", now=clock).serve() as served:
        yield served


@pytest.fixture
async def web() -> AsyncIterator[WebClient]:
    async with WebClient(allow_loopback=True) as made:
        yield made
