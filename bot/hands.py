"""The accounts of the crew, each by itself."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from storage.records import Access


class Watching(Protocol):
    """How the watcher of an account is."""

    is_complete: bool  # whether every channel that it knows how to watch is followed
    is_told: bool  # whether of every channel that is not it is written since when

    @property
    def followed(self) -> int:
        """How many channels it follows."""

    @property
    def found(self) -> int:
        """Posts that no push told of, since its connection stands."""


class Connected(Protocol):
    """An account that has signed in."""

    account: int
    name: str

    async def alive(self) -> bool:
        """Whether Telegram answers it now. Raises SessionDead where it never will again."""

    def file(self, access: Access, message_id: int) -> AsyncIterator[bytes]:
        """The content of what a message carries, in pieces."""


@dataclass(slots=True)
class Hand:
    """One of the crew, at work."""

    source: Connected
    session: str  # its fingerprint
    watching: Watching | None = None
    sees: bool = False
    version: int = -1  # of the sharing that it knows
    counted: int = 0  # of what it found, when all was last well

    @property
    def is_complete(self) -> bool:
        """Whether it follows all that it knows how to follow."""
        return self.watching is not None and self.watching.is_complete

    @property
    def found(self) -> int:
        """What it found since all was well."""
        found = self.watching.found if self.watching else 0
        return found - self.counted if found >= self.counted else found  # after a reconnect it counts anew


def fingerprint(session: str) -> str:
    """By this a session is known again; nobody can sign in with it."""
    return sha256(session.encode()).hexdigest()[:16]
