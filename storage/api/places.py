"""Groups, and topics of groups, that alerts come to."""

from datetime import datetime
from typing import Protocol

from storage.records import Person, PersonId, Place


class Places(Protocol):
    """Places among the people: editors with rules, hours and a language of their own."""

    async def bind(
        self, place: Place, *, name: str | None, title: str, language: str, timezone: str, by: PersonId, at: datetime
    ) -> Person:
        """Let alerts come to a place from now on, muted or not before.

        Bound before, it has the rules and hours that it had, and its name unless there is a new one; `title` is
        the name of a place that has none.
        """

    async def bind_again(self, person_id: PersonId, *, by: PersonId, at: datetime) -> Person | None:
        """The same by the number of a place that was bound before; None where there was none."""

    async def find(self, place: Place) -> Person | None:
        """Who a place is, where it is bound."""

    async def all(self) -> list[Person]:
        """All that are bound, by name."""

    async def move(self, old_chat: int, new_chat: int, *, at: datetime) -> int:
        """A group got another id: its places follow, and what stands in the old chat is changed no more.

        Returns how many moved.
        """

    async def returned(self, chat_id: int, *, at: datetime) -> int:
        """The bot is heard in a chat again: what waited for its places comes. Returns how many waited."""
