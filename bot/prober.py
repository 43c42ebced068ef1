"""Asking Telegram what changed in the channels that cannot wait for a push, or have none.

Tier-1 channels are asked every few seconds, since Telegram itself delays the pushes of large ones; channels that we
have not joined are asked because nothing else tells of them. Edits and deletions are among the answers.

A channel's pts is kept here, in memory, and begins with what Telegram said before the channel was last caught up. It
steps forward only when what it answers for is stored, so it is never ahead of the ledger; Telethon's is not looked at.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.bucket import Bucket, full
from bot.comparer import Comparer
from bot.errors import ChannelError, ChannelWait
from bot.incoming import Incoming, Source
from bot.keeper import Keeper
from storage.records import Access, Arrival, Channel, Mode

log = logging.getLogger(__name__)

AT_A_TIME = 10  # channels, as the protocol asks: https://core.telegram.org/api/updates
PER_SECOND = 5.0  # questions of one account; where more are due, all are asked less often in proportion
POLL_EVERY = timedelta(seconds=30)


@dataclass(slots=True)
class _Plan:
    channel: Channel
    access: Access
    pts: int
    asked_at: datetime
    is_pushed: bool


def _nobody(channel: Channel) -> None:
    """Nobody wants to know."""


@dataclass(slots=True)
class Prober:
    """Asks about the channels that are expected. After a reconnect every channel is expected anew."""

    source: Source
    keeper: Keeper
    comparer: Comparer
    now: Callable[[], datetime]
    every: timedelta
    on_lost: Callable[[Channel], None] = _nobody  # called with a channel that cannot be asked about any more
    found: int = 0  # posts that no push told of
    _plans: dict[int, _Plan] = field(default_factory=dict)  # by numeric id
    _wait_until: datetime | None = None  # as Telegram asked
    _bucket: Bucket | None = None

    def expect(self, channel: Channel, access: Access, *, pts: int, is_pushed: bool = True) -> None:
        """Ask about a channel from now on: up to this pts it is stored."""
        self._plans[access.telegram_id] = _Plan(channel, access, pts, asked_at=self.now(), is_pushed=is_pushed)

    def is_pushed(self, telegram_id: int | None) -> bool:
        """Whether Telegram tells of a channel by itself: it is joined, as far as it is to be."""
        return telegram_id not in self._plans or self._plans[telegram_id].is_pushed

    def know(self, channel: Channel) -> None:
        """An operator may have changed a channel's tier."""
        if channel.telegram_id in self._plans:
            self._plans[channel.telegram_id].channel = channel

    def forget(self, telegram_id: int | None = None) -> None:
        """Ask about a channel no more, or about none."""
        if telegram_id is None:
            self._plans.clear()
        else:
            self._plans.pop(telegram_id, None)

    async def probe_due(self) -> int:
        """Ask about up to ten channels at once, those that have waited longest for their kind; returns how many."""
        now = self.now()
        if self._wait_until is not None and now < self._wait_until:
            return 0
        due = sorted((plan for plan in self._plans.values() if self._lateness(plan) >= 1), key=self._lateness)
        chosen = [plan for plan in due[-AT_A_TIME:] if self._may_ask()]
        for plan in chosen:
            plan.asked_at = now
        async with asyncio.TaskGroup() as group:
            for plan in chosen:
                group.create_task(self._probe(plan))
        return len(chosen)

    def _lateness(self, plan: _Plan) -> float:
        """How long ago it was asked about, in its own measure."""
        if plan.channel.spec.tier == 1:
            return (self.now() - plan.asked_at) / self.every
        if plan.channel.spec.mode is Mode.POLL or not plan.is_pushed:
            return (self.now() - plan.asked_at) / POLL_EVERY
        return 0

    def _may_ask(self) -> bool:
        self._bucket = self._bucket or full(PER_SECOND, AT_A_TIME, self.now())
        if self._bucket.ready_at(self.now()) > self.now():
            return False
        self._bucket.count(self.now())
        return True

    async def _probe(self, plan: _Plan) -> None:
        try:
            while not await self._step(plan):
                continue
        except ChannelWait as wait:
            log.warning("probing_put_off", extra={"seconds": wait.seconds})
            self._wait_until = self.now() + timedelta(seconds=wait.seconds)
        except ChannelError as error:
            log.warning("probing_failed", extra={"channel": plan.channel.title, "error": str(error)})
            if self._plans.get(plan.access.telegram_id) is plan:
                self.forget(plan.access.telegram_id)
                self.on_lost(plan.channel)
        except OSError as error:  # the connection went away: when it stands again the channel is caught up
            log.info("probing_interrupted", extra={"error": repr(error)})

    async def _step(self, plan: _Plan) -> bool:
        """Store what happened since the pts, or a part of it; whether that was all."""
        difference = await self.source.difference(plan.access, pts=plan.pts)
        if self._plans.get(plan.access.telegram_id) is not plan:
            return True  # interrupted or unwatched meanwhile
        channel = plan.channel
        posts = [(channel, event) for event in difference.events if isinstance(event, Incoming)]
        added = await self.keeper.add(posts, Arrival.CATCH_UP)
        self.found += added  # apart from the waiting: others add to it meanwhile
        await self.keeper.take([(channel, event) for event in difference.events if not isinstance(event, Incoming)])
        plan.pts = difference.pts
        if not difference.is_whole:
            log.warning("probing_incomplete", extra={"channel": channel.title})
            self.comparer.expect(channel, plan.access)  # its history will tell
        return difference.is_final
