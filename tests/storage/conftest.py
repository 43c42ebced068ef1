"""The store under test. Another engine joins by adding itself to ENGINES: every test here then runs on both."""

import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from storage.api import Store
from storage.opening import open_store


def sqlite(folder: Path, migrated: Path) -> str:
    return f"sqlite:///{shutil.copy(migrated, folder)}"


ENGINES: dict[str, Callable[[Path, Path], str]] = {"sqlite": sqlite}


@pytest.fixture(params=ENGINES)
def url(request: pytest.FixtureRequest, tmp_path: Path, migrated: Path) -> str:
    """Of an empty store that has its tables."""
    return ENGINES[request.param](tmp_path, migrated)


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    async with open_store(url) as opened:
        yield opened
