"""The store under test. Another engine joins by adding its opener to ENGINES: every test here then runs on both."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from storage.api import Store
from storage.opening import open_store

ENGINES: dict[str, Callable[[Path], str]] = {"sqlite": lambda folder: f"sqlite:///{folder / 'dzherelo.db'}"}


@pytest.fixture(params=ENGINES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return ENGINES[request.param](tmp_path)


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    async with open_store(url) as opened:
        yield opened
