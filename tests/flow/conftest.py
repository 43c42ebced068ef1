"""A newsroom on this machine, and the application running in it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox.newsroom import Newsroom

FAST = {"SEND_PER_SECOND": "1000", "SEND_PER_CHAT_PER_SECOND": "1000"}


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with Newsroom(tmp_path, changes=dict(FAST)) as room:
        yield room
