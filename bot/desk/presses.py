"""A press of a button, ready to be worked out. Of what is a group's, the button carries the number of the group."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.alerts.post import Reader, reader_of
from bot.desk.requests import Answer, Desk
from storage.api import Store
from storage.records import Person, PersonId, Role, is_place


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A press by somebody we know, of a button that still means something: `name:item` or `name:item.part`."""

    store: Store
    desk: Desk
    person: Person
    item: int
    part: int
    now: datetime
    place: Person | None = None  # the group's that it concerns, where it is not the presser's own matter

    @property
    def whose(self) -> Person:
        """Whose rules, hours and alerts it concerns."""
        return self.place or self.person

    @property
    def reader(self) -> Reader:
        """Whom the answer is for."""
        return reader_of(self.whose, self.now)

    async def concerning(self, whose: PersonId) -> "Press | None":
        """The same press as one of somebody's matter; None where it is none of the presser's business."""
        if whose == self.person.id:
            return replace(self, place=None)
        place = await self.store.people.get(whose) if is_place(whose) else None
        return None if place is None else replace(self, place=place)


@dataclass(frozen=True, slots=True)
class Action:
    """What a button does, and the least role that may press it."""

    do: Callable[[Press], Awaitable[Answer]]
    role: Role
    of_place: bool = False  # the second number of its button, if any, is that of a group
