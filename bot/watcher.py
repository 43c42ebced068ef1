"""The first stage: posts of official channels, from Telegram into storage.

Posts that are pushed to us are held back until their channel has been caught up in this connection. So what is stored
of a channel never has a hole behind it, and after a crash everything newer than its newest message is fetched again.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.bell import Bells
from bot.comparer import Comparer
from bot.errors import ChannelError, ChannelWait
from bot.incoming import Event, Identity, Source
from bot.keeper import Keeper
from storage.api import Store
from storage.records import (
    Access,
    Arrival,
    Channel,
    ChannelId,
    ChannelState,
    Mode,
    Notice,
    NoticeKind,
)

log = logging.getLogger(__name__)

SEEDED_POSTS = 50
BATCH = 200
POLL_EVERY = timedelta(seconds=30)
RETRY = (timedelta(seconds=30), timedelta(minutes=5), timedelta(minutes=30))


@dataclass(slots=True)
class _Retry:
    at: datetime
    failures: int


@dataclass(slots=True)
class Watcher:
    """Follows the channels that storage names. What it remembers can be had again from storage and Telegram."""

    store: Store
    source: Source
    keeper: Keeper
    comparer: Comparer
    bells: Bells
    now: Callable[[], datetime]
    recovered: int = 0  # posts that were missed and fetched since the connection stands
    _followed: dict[int, Channel] = field(default_factory=dict)  # by numeric id: caught up, pushes are stored at once
    _held: dict[int, list[Event]] = field(default_factory=dict)  # pushes of channels that are being caught up
    _retries: dict[ChannelId, _Retry] = field(default_factory=dict)
    _polled_at: dict[ChannelId, datetime] = field(default_factory=dict)
    _overview: Mapping[int, Identity] | None = None
    _connection: int = 0  # counts the connections that came to stand

    def interrupted(self) -> None:
        """The connection was lost: every channel is to be caught up again before its pushes are stored."""
        self._followed.clear()
        self._held.clear()
        self._retries.clear()
        self._overview = None
        self._connection += 1
        self.recovered = 0
        self.comparer.found = 0
        self.bells.channels.ring()
        self.bells.sight.ring()

    @property
    def found(self) -> int:
        """Posts that no push told of, since the connection stands."""
        return self.recovered + self.comparer.found

    @property
    def is_complete(self) -> bool:
        """Whether every channel has had its turn since the connection stands."""
        return self._overview is not None and not self._held

    async def follow_due(self) -> int:
        """Follow the channels that are not followed yet, and leave those no longer wanted; returns how many."""
        try:
            return await self._follow_due()
        except OSError as error:
            # The connection went away under it. What was not followed is still due; when it stands again we are rung.
            log.warning("following_interrupted", extra={"error": repr(error)})
            return 0

    async def _follow_due(self) -> int:
        channels = await self.store.channels.all()
        handled = await self._leave_all_but(channels)
        due = [channel for channel in channels if self._is_due(channel)]
        if not due and self._overview is not None:
            return handled
        for channel in due:
            # From now on its pushes are kept; what came before will be in its history.
            if channel.telegram_id is not None:
                self._held.setdefault(channel.telegram_id, [])
        if self._overview is None:
            connection, overview = self._connection, await self.source.overview()
            if connection != self._connection:
                return handled
            self._overview = overview
        return handled + await self._follow_each(due)

    async def store_due(self) -> int:
        """Store what was pushed; returns how many events were handled."""
        arrivals = self.source.arrivals
        batch = [arrivals.popleft() for _ in range(min(len(arrivals), BATCH))]
        ready: list[tuple[Channel, Event]] = []
        for event in batch:
            if channel := self._followed.get(event.telegram_id):
                ready.append((channel, event))
            elif event.telegram_id in self._held:
                self._held[event.telegram_id].append(event)
            # Others are channels that nobody asked for, or will be found in the history.
        await self.keeper.take(ready)
        return len(batch)

    def _is_due(self, channel: Channel) -> bool:
        if channel.telegram_id in self._followed:
            polled_at = self._polled_at.get(channel.id)
            return polled_at is not None and polled_at + POLL_EVERY <= self.now()
        retry = self._retries.get(channel.id)
        return retry is None or retry.at <= self.now()

    async def _follow_each(self, due: Sequence[Channel]) -> int:
        accesses = await self.store.channels.access(self.source.account)
        followed = 0
        for number, channel in enumerate(due):
            try:
                await self._follow(channel, accesses.get(channel.id))
            except ChannelWait as wait:
                self._put_off(due[number:], wait.seconds)
                break
            except ChannelError as error:
                await self._fail(channel, error)
            else:
                followed += 1
        return followed

    async def _follow(self, channel: Channel, access: Access | None) -> None:
        connection = self._connection
        identity = await self._identify(channel, access)
        telegram_id = identity.access.telegram_id
        self._held.setdefault(telegram_id, [])
        current = await self.store.channels.pin(
            channel.id, title=identity.title, username=identity.username, access=identity.access, at=self.now()
        )
        if current.id != channel.id or current.state is ChannelState.UNWATCHED:
            return  # we know it under another name already, or it was unwatched meanwhile
        current = await self._catch_up(current, identity)
        while held := self._held.get(telegram_id):  # more may come while these are stored
            self._held[telegram_id] = []
            await self.keeper.take([(current, event) for event in held])
        if connection != self._connection:
            return  # interrupted meanwhile: pushes may be missing again, so it is followed anew
        del self._held[telegram_id]
        self._followed[telegram_id] = current
        self.comparer.expect(current, identity.access)  # edits and deletions of the time before are in no history
        self._retries.pop(channel.id, None)
        if channel.spec.mode is Mode.POLL:
            self._polled_at[channel.id] = self.now()
        log.info("channel_followed", extra={"channel": current.title, "newest": identity.newest_message_id})

    async def _identify(self, channel: Channel, access: Access | None) -> Identity:
        # The overview is of the moment when the connection stood; whoever comes later is asked for anew.
        is_first = channel.id not in self._retries and channel.id not in self._polled_at
        if is_first and channel.telegram_id is not None and self._overview and channel.telegram_id in self._overview:
            return self._overview[channel.telegram_id]
        return await self.source.follow(channel.spec, pinned=channel.telegram_id, access=access)

    async def _catch_up(self, channel: Channel, identity: Identity) -> Channel:
        if channel.seeded_at is None:
            latest = await self.source.latest(identity.access, limit=SEEDED_POSTS)
            await self.keeper.seed(channel, latest)
            channel = await self.store.channels.get(channel.id) or channel
        if identity.newest_message_id > channel.newest_message_id:
            async for messages in self.source.history(identity.access, after=channel.newest_message_id):
                self.recovered += await self.keeper.add([(channel, message) for message in messages], Arrival.CATCH_UP)
        return channel

    async def _leave_all_but(self, channels: Sequence[Channel]) -> int:
        wanted = {channel.telegram_id: channel for channel in channels}
        gone = [(telegram_id, channel) for telegram_id, channel in self._followed.items() if telegram_id not in wanted]
        for telegram_id, channel in gone:
            del self._followed[telegram_id]
            self.comparer.forget(telegram_id)
            self._polled_at.pop(channel.id, None)
            access = (await self.store.channels.access(self.source.account)).get(channel.id)
            if access is not None and channel.spec.username:
                await self.source.leave(access)
        for telegram_id in self._followed:  # an operator may have changed its title, tier or aliases
            self._followed[telegram_id] = wanted[telegram_id]
        return len(gone)

    async def _fail(self, channel: Channel, error: ChannelError) -> None:
        failures = retry.failures if (retry := self._retries.get(channel.id)) else 0
        pause = RETRY[min(failures, len(RETRY) - 1)]
        self._forget(channel, _Retry(self.now() + pause, failures + 1))
        log.warning("channel_failed", extra={"channel": channel.title, "error": str(error)})
        notice = Notice(
            kind=NoticeKind.CHANNEL_FAILED,
            key=f"channel_failed|{channel.id}|{self.now():%Y-%m-%d}",
            data={"channel": channel.title, "error": str(error)},
        )
        await self.store.channels.fail(channel.id, error=str(error), at=self.now(), notice=notice)
        self.bells.outbox.ring()

    def _put_off(self, channels: Sequence[Channel], seconds: float) -> None:
        log.warning("channels_put_off", extra={"seconds": seconds, "channels": len(channels)})
        for channel in channels:
            self._forget(channel, _Retry(self.now() + timedelta(seconds=seconds), 0))

    def _forget(self, channel: Channel, retry: _Retry) -> None:
        """Follow it later; its history will hold what is pushed until then."""
        self._retries[channel.id] = retry
        if channel.telegram_id is not None:
            self._held.pop(channel.telegram_id, None)
