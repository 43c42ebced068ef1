"""When each channel was not seen, kept in storage: nothing of it is lost with the process.

One moment is remembered while all goes well, and written every ten seconds: the last in which the account was answered
and every channel was followed. Whatever interrupts the watching, a kill too, a channel's blindness reaches from that
moment to the one in which the channel has been caught up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from storage.api import Store
from storage.records import Cause, Channel, ChannelId

WATCHING = "watching"  # the mark in storage


@dataclass(slots=True)
class Blindness:
    """What one watcher tells of it. What is told twice changes nothing."""

    store: Store
    now: Callable[[], datetime]
    _cause: Cause = Cause.STOPPED  # of the next interruption; the first is that of the start
    _caught_up: dict[ChannelId, datetime] = field(default_factory=dict)

    async def interrupted(self, channels: Sequence[Channel]) -> None:
        """A connection stands again: what channels posted since they were last seen is to be fetched."""
        await self.enter()
        await self._begin(channels, self._cause)
        self._cause = Cause.AWAY

    async def failed(self, channel: Channel) -> None:
        """A channel cannot be read."""
        await self._begin([channel], Cause.FAILED)

    def seen(self, channel: Channel) -> None:
        """A channel was caught up; `enter` says so to storage, of many channels at once."""
        self._caught_up[channel.id] = self.now()

    async def enter(self) -> None:
        """Write down which channels were caught up. A crash before it lets their blindness last until the next."""
        if self._caught_up:
            caught_up, self._caught_up = self._caught_up, {}
            await self.store.ledger.sighted(caught_up)

    async def _begin(self, channels: Sequence[Channel], cause: Cause) -> None:
        since = await self.store.marks.get(WATCHING)
        if since is not None:
            ids = [channel.id for channel in channels]
            await self.store.ledger.blinded(ids, since=since, cause=cause, at=self.now())
