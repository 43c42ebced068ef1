"""The command menu that Telegram shows each person, after their role and language."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from bot.desk.menus import menu
from bot.message import Command
from storage.api import Store
from storage.records import Person, PersonId, Role, is_outside


class Menus(Protocol):
    """Where menus are set."""

    async def set_menu(self, person_id: PersonId | None, commands: dict[str, Iterable[Command]]) -> bool:
        """Show somebody (None: everybody else) a menu in each language; False where that is refused."""


@dataclass(slots=True)
class MenuSetter:
    """Remembers what was set since the start; after a restart it sets once more, which changes nothing."""

    store: Store
    menus: Menus
    _shown: dict[PersonId | None, Role | None] = field(default_factory=dict)

    async def set_due(self) -> int:
        """Set the menus that differ from what people are; returns how many were set."""
        wanted: dict[PersonId | None, Role | None] = {None: None}
        wanted |= {
            PersonId(person.chat_id): person.role for person in await self.store.people.all() if reachable(person)
        }
        wanted |= {person_id: None for person_id in self._shown if person_id not in wanted}  # removed meanwhile
        changed = {who: role for who, role in wanted.items() if who not in self._shown or self._shown[who] != role}
        done = 0
        for who, role in changed.items():
            if await self.menus.set_menu(who, {language: menu(role, language) for language in ("uk", "en")}):
                self._shown[who] = role
                done += 1
            elif role is None and who is not None and who < 0:
                del self._shown[who]  # a group that the bot is out of: nobody sees its menu there
        return done


def reachable(person: Person) -> bool:
    """Whether Telegram knows them as somebody who speaks with the bot."""
    return person.unreachable_at is None and not is_outside(person.id)
