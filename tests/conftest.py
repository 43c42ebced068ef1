"""What tests of every folder share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.api import Store
from storage.opening import open_store
from tests.clocks import Clock

# Folders and stages whose tests talk over sockets or load dictionaries.
REAL_PARTS = {"desk", "flow", "sandbox", "telegram", "web", "test_feeds_stage.py", "test_watcher_stage.py"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What starts servers is slow as a whole, so that `make fast` stays under ten seconds."""
    for item in items:
        if REAL_PARTS & set(item.path.relative_to(Path(__file__).parent).parts):
            item.add_marker(pytest.mark.slow)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(f"sqlite:///{tmp_path / 'dzherelo.db'}") as store:
        yield store
