"""A desk with a real store behind it, and people who write to it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.api import Store
from storage.opening import open_store
from storage.records import Role
from tests.builders import member, owner
from tests.desk.counter import EDITOR, OPERATOR, REPORTER, Counter


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(f"sqlite:///{tmp_path / 'dzherelo.db'}") as opened:
        await owner(opened)
        await member(opened, REPORTER, Role.REPORTER)
        await member(opened, EDITOR, Role.EDITOR)
        await member(opened, OPERATOR, Role.OPERATOR)
        yield opened


@pytest.fixture
def counter(store: Store) -> Counter:
    return Counter(store)
