"""What tests of every folder share."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from bot.loop import new_loop
from storage.api import Store
from storage.opening import open_store
from tests.clocks import Clock

# Folders and files whose tests talk over sockets, load dictionaries, start processes or read the whole project.
REAL_PARTS = {
    *("desk", "feeds", "flow", "sandbox", "screens", "telegram", "web", "watching"),
    *("test_architecture.py", "test_catalogues.py", "test_chaos.py", "test_check_command.py", "test_docs.py"),
    *("test_evaluate_command.py", "test_labels_command.py", "test_ledger_command.py", "test_lock.py"),
    *("test_meanings.py", "test_middles.py", "test_preparing.py"),
}

# The same examples each time, and no time limit: a test that fails once in a hundred runs stops nobody but by chance.
settings.register_profile("whole", derandomize=True, deadline=None)
settings.register_profile("fast", settings.get_profile("whole"), max_examples=15)


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("fast" if _fast(config) else "whole")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Importing what `make fast` leaves out would take it a tenth of its time."""
    return True if _fast(config) and collection_path.name in REAL_PARTS else None


def _fast(config: pytest.Config) -> bool:
    return config.getoption("markexpr") == "not slow"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What starts servers is slow as a whole, so that `make fast` stays under ten seconds."""
    for item in items:
        if REAL_PARTS & set(item.path.relative_to(Path(__file__).parent).parts):
            item.add_marker(pytest.mark.slow)


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Tests run on the loop that the application runs on: its handles and transports differ from asyncio's."""
    return {"application's": new_loop}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store with its tables, to be copied: applying the migrations anew takes longer than most tests."""

    async def create() -> None:
        async with open_store(f"sqlite:///{path}"):
            pass

    path = tmp_path_factory.mktemp("migrated") / "dzherelo.db"
    asyncio.run(create())
    return path


@pytest.fixture
async def store(tmp_path: Path, migrated: Path) -> AsyncIterator[Store]:
    async with open_store(f"sqlite:///{shutil.copy(migrated, tmp_path)}") as store:
        yield store
