"""The ledger: which messages of a channel we know of, and when we did not see it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from storage.records import Cause, ChannelId, ChannelLedger


class Ledger(Protocol):
    """Posts enter it as they are stored, and count themselves to the blindness in which they were published."""

    async def of(self, channel_ids: Sequence[ChannelId]) -> list[ChannelLedger]:
        """What is known of these channels, in this order."""

    async def unknown(self, channel_id: ChannelId, *, first: int, last: int, limit: int = 100) -> list[tuple[int, int]]:
        """The ranges of ids within a range of which nothing is known, newest first."""

    async def read(self, channel_id: ChannelId, *, first: int, last: int) -> None:
        """This range of a channel's history was read and stored: what we lack of it does not exist."""

    async def blinded(self, channel_ids: Sequence[ChannelId], *, since: datetime, cause: Cause, at: datetime) -> None:
        """These channels are not seen since then, or since they were last caught up; what is open already stays."""

    async def sighted(self, caught_up: Mapping[ChannelId, datetime]) -> None:
        """These channels were caught up then, which ends their blindness.

        Less than a minute in which nothing was missed is forgotten at once, the rest after thirty days; of one channel
        the newest hundred are kept.
        """
