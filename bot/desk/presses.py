"""A press of a button, ready to be worked out."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.alerts.post import Reader, reader_of
from bot.desk.requests import Answer, Desk
from storage.api import Store
from storage.records import Person, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A press by somebody we know, of a button that still means something: `name:item` or `name:item.part`."""

    store: Store
    desk: Desk
    person: Person
    item: int
    part: int
    now: datetime

    @property
    def reader(self) -> Reader:
        """Whom the answer is for."""
        return reader_of(self.person, self.now)


@dataclass(frozen=True, slots=True)
class Action:
    """What a button does, and the least role that may press it."""

    do: Callable[[Press], Awaitable[Answer]]
    role: Role
