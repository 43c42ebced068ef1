"""Addressees who hear without Telegram: each has a place among the people, and a number no account of Telegram has."""

from dataclasses import dataclass
from zlib import crc32

from storage.records.ids import PersonId

OUTSIDE = -(10**15)
"""Addressees have this number or less; Telegram's own, of groups and channels too, are nearer to zero."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Somebody outside Telegram."""

    name: str
    language: str
    timezone: str
    only_undelivered: bool  # hears of what the bot could deliver to nobody, and of nothing else

    @property
    def id(self) -> PersonId:
        """The number that goes with the name, on every machine."""
        return PersonId(OUTSIDE - crc32(self.name.encode()))


def is_outside(person_id: PersonId) -> bool:
    """Whether a number is an addressee's."""
    return person_id <= OUTSIDE
