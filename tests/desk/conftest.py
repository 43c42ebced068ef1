"""A desk with a real store behind it, and people who write to it."""

import pytest

from storage.api import Store
from storage.records import Role
from tests.builders import member, owner
from tests.desk.counter import EDITOR, OPERATOR, REPORTER, Counter


@pytest.fixture
async def store(store: Store) -> Store:
    await owner(store)
    await member(store, REPORTER, Role.REPORTER)
    await member(store, EDITOR, Role.EDITOR)
    await member(store, OPERATOR, Role.OPERATOR)
    return store


@pytest.fixture
def counter(store: Store) -> Counter:
    return Counter(store)
