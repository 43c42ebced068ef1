"""Places: groups, and topics of groups, that alerts come to. Each has a place among the people."""

from dataclasses import dataclass
from hashlib import blake2b

from storage.records.ids import PersonId

FIRST = 10**14  # beyond all numbers of Telegram, and nearer to zero than those of addressees outside it
NUMBERS = 8 * 10**14


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in Telegram messages to an addressee stand."""

    chat_id: int  # negative: a group's
    topic: int | None = None  # None: the whole group, or its general topic


def is_place(person_id: PersonId) -> bool:
    """Whether a number is that of a place."""
    return -FIRST - NUMBERS < person_id <= -FIRST


def number_of(place: Place) -> PersonId:
    """The number that a place gets when it is bound, on every machine; it keeps it when the group gets another id."""
    digest = blake2b(f"{place.chat_id}|{place.topic or 0}".encode(), digest_size=8).digest()
    return PersonId(-FIRST - int.from_bytes(digest, "big") % NUMBERS)
