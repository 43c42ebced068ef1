"""Which account follows which channel."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from storage.records import Account, Assignment, ChannelId, Notice


class Accounts(Protocol):
    """The accounts that watch."""

    async def all(self) -> list[Account]:
        """Every account that ever watched, with how many of the watched channels it follows."""

    async def seen(self, account: int, *, name: str, session: str, at: datetime) -> None:
        """An account signed in with a session (its fingerprint)."""

    async def lost(self, account: int, *, error: str, at: datetime) -> None:
        """Telegram ended the session of an account."""

    async def assignments(self) -> dict[ChannelId, Assignment]:
        """Who follows what."""

    async def assign(
        self, changes: Mapping[ChannelId, Assignment], *, notices: Sequence[Notice] = (), at: datetime
    ) -> None:
        """Change who follows what, and tell operators why."""
