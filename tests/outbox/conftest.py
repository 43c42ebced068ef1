"""A store with an editor, and the outbox on it."""

import pytest

from storage.api import Store
from storage.records import Role
from tests.builders import member
from tests.outbox.stage import EDITOR, Outbox


@pytest.fixture
async def store(store: Store) -> Store:
    await member(store, EDITOR, Role.EDITOR)  # besides the owner
    return store


@pytest.fixture
def outbox(store: Store) -> Outbox:
    return Outbox(store)
