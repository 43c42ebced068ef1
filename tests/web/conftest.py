"""One local site and a fetcher that may go to it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.sandbox.news import NewsSite
from bot.web.fetch import Fetcher, Limits

MORNING = datetime(2026, 3, 2, 7, 15, tzinfo=UTC)


@pytest.fixture
async def site() -> AsyncIterator[NewsSite]:
    async with NewsSite("Київський вісник", now=lambda: MORNING).serve() as served:
        yield served


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    limits = Limits(seconds=5, bytes=1_000_000)
    async with Fetcher(limits=limits, allow_loopback=True, now=lambda: MORNING) as made:
        yield made
