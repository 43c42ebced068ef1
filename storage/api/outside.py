"""Those who hear without Telegram."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from storage.records import Addressee


class Outside(Protocol):
    """Addressees outside Telegram. Their alerts are alerts like all others."""

    async def bring_in(self, addressees: Sequence[Addressee], *, at: datetime) -> None:
        """Make these the addressees, and nobody else; whoever stays keeps what waits for them."""

    async def fall_back(self, *, before: datetime, at: datetime) -> int:
        """Alert those who hear of the undelivered alone to posts whose alerts have been due since before a moment,
        of the last day, and of which nobody has got any; returns how many alerts were made.
        """
