"""When each channel was not seen, kept in storage: nothing of it is lost with the process.

One moment is remembered of each account while all goes well, and written every ten seconds: the last in which it was
answered, and each of its channels was seen, or its blindness written already. Whatever interrupts the watching, a kill
too, a channel's blindness reaches from that moment to the one in which the channel has been caught up.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from storage.api import Store
from storage.records import Cause, Channel, ChannelId

WATCHING = "watching"  # the mark in storage: when all accounts saw everything


def mark_of(account: int) -> str:
    """The mark of one account."""
    return f"{WATCHING}|{account}"


async def saw_at(store: Store, account: int) -> datetime | None:
    """When an account last saw what it follows."""
    return await store.marks.get(mark_of(account)) or await store.marks.get(WATCHING)


async def last_seen(store: Store, channels: Iterable[ChannelId]) -> dict[ChannelId, datetime | None]:
    """When the account that follows each channel last saw."""
    held, overall = await store.accounts.assignments(), await store.marks.get(WATCHING)
    marks = {account: await saw_at(store, account) for account in {each.account for each in held.values()}}
    return {one: marks[held[one].account] if one in held else overall for one in channels}


@dataclass(slots=True)
class Blindness:
    """What one watcher tells of it. What is told twice changes nothing."""

    store: Store
    account: int
    now: Callable[[], datetime]
    begun: set[ChannelId] = field(default_factory=set)  # channels of which it is written since when they are not seen
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
        self.begun.discard(channel.id)

    async def enter(self) -> None:
        """Write down which channels were caught up. A crash before it lets their blindness last until the next."""
        if self._caught_up:
            caught_up, self._caught_up = self._caught_up, {}
            await self.store.ledger.sighted(caught_up)

    async def _begin(self, channels: Sequence[Channel], cause: Cause) -> None:
        ids = [channel.id for channel in channels]
        if (since := await saw_at(self.store, self.account)) is not None:
            await self.store.ledger.blinded(ids, since=since, cause=cause, at=self.now())
        self.begun.update(ids)
