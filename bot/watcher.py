"""The first stage: posts of official channels, from Telegram into storage.

Posts that are pushed to us are held back until their channel has been caught up in this connection. So what is stored
of a channel never has a hole behind it, and after a crash everything newer than its newest message is fetched again.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.ahead import Ahead
from bot.asking import Ask, Asking, urgency
from bot.bell import Bells
from bot.blindness import Blindness
from bot.comparer import Comparer
from bot.crew import Share
from bot.errors import ChannelError, ChannelsFull, ChannelWait
from bot.incoming import Identity, Source
from bot.keeper import Keeper
from bot.leaving import leave
from bot.prober import Prober
from bot.pushes import Pushes
from bot.retries import Retries, channel_failed
from storage.api import Store
from storage.records import Access, Channel, ChannelId, ChannelState, Mode

log = logging.getLogger(__name__)

SEEDED_POSTS = 50
BATCH = 200


@dataclass(slots=True)
class Watcher:
    """Follows one account's share of channels. What it remembers can be had again from storage and Telegram."""

    store: Store
    share: Share
    source: Source
    keeper: Keeper
    comparer: Comparer
    prober: Prober
    bells: Bells
    now: Callable[[], datetime]
    recovered: int = 0  # posts that were missed and fetched since the connection stands
    is_complete: bool = False  # whether every channel that we know how to watch is followed
    is_told: bool = False  # whether of every channel that is not it is written since when
    _pushes: Pushes = field(default_factory=Pushes)
    _mine: set[ChannelId] = field(default_factory=set)  # channels that were ever to be followed here
    _failed: Retries = field(init=False)
    _asking: Asking = field(init=False)
    _ahead: Ahead = field(init=False)
    _blindness: Blindness = field(init=False)
    _connection: int = 0  # counts the connections that came to stand

    def __post_init__(self) -> None:
        self._asking = Asking(self.now)
        self._failed = Retries(self.now)
        self._ahead = Ahead(self.store, self.source, self.share, self._asking)
        self._blindness = Blindness(self.store, self.source.account, self.now)

    def interrupted(self) -> None:
        """The connection was lost: every channel is to be caught up again before its pushes are stored."""
        self._pushes.interrupted()
        self.prober.forget()
        self._connection += 1
        self.is_complete = self.is_told = False
        self.recovered = 0
        self.comparer.found = self.prober.found = 0
        self.bells.channels.ring()
        self.bells.sight.ring()

    @property
    def found(self) -> int:
        """Posts that no push told of, since the connection stands."""
        return self.recovered + self.comparer.found + self.prober.found

    @property
    def followed(self) -> int:
        """How many channels are followed."""
        return len(self._pushes.followed)

    def lost(self, channel: Channel) -> None:
        """A channel cannot be reached as it was: it is to be followed anew, which tells why."""
        if channel.telegram_id is not None:
            self._pushes.unfollow(channel.telegram_id)
            self.bells.channels.ring()

    async def follow_due(self) -> int:
        """Follow the channels that are not followed yet, and leave those no longer wanted; returns how many."""
        if not self._asking.may(Ask.LIST):
            return 0
        try:
            return await self._follow_due()
        except ChannelWait as wait:
            self._asking.wait(Ask.LIST, wait)
        except (OSError, ChannelError) as error:
            # The connection went away under it. What was not followed is still due; when it stands again we are rung.
            log.warning("following_interrupted", extra={"error": repr(error)})
        return 0

    async def _follow_due(self) -> int:
        channels = await self.share.channels()
        newcomers = {channel.id for channel in channels} - self._mine
        self._mine |= newcomers
        if self._pushes.overview is not None:
            self._blindness.begun |= newcomers  # whoever takes a channel from another has written since when
        self._count(channels)  # before anybody looks: they may be another's that is gone
        handled = await self._leave_all_but(channels)
        waiting = [channel for channel in channels if not self._pushes.is_followed(channel)]
        for channel in waiting:
            if channel.telegram_id is not None and channel.id not in self._failed:
                self._pushes.hold(channel.telegram_id)
        if self._pushes.overview is None and not await self._look_over(channels):
            return handled
        waiting += [
            one for one in channels if self._pushes.is_followed(one) and not self.prober.is_pushed(one.telegram_id)
        ]
        accesses = await self.store.channels.access(self.source.account) if waiting else {}
        waiting.sort(key=urgency)
        for channel in waiting:
            handled += await self._attempt(channel, accesses.get(channel.id))
        await self._blindness.enter()
        if self._count(channels):
            self.bells.sight.ring()  # what was missed is all there: it may be told of
        return handled + (await self._ahead.resolve() if self.is_complete else 0)

    async def _look_over(self, channels: Sequence[Channel]) -> bool:
        """Learn which channels are joined; not so where the connection was interrupted meanwhile."""
        await self._blindness.interrupted(channels)
        connection, overview = self._connection, await self.source.overview()
        if connection != self._connection:
            return False
        self._pushes.look_over(overview)
        return True

    def _count(self, channels: Sequence[Channel]) -> bool:
        """Count what is missing; whether the last of it has come."""
        missing = {each.id for each in channels if not self._pushes.is_followed(each) and each.seeded_at is not None}
        self.is_told = missing <= self._blindness.begun
        was_complete, self.is_complete = self.is_complete, all(each in self._failed for each in missing)
        return self.is_complete and not was_complete

    async def store_due(self) -> int:
        """Store what was pushed; returns how many events were handled."""
        arrivals = self.source.arrivals
        batch = [arrivals.popleft() for _ in range(min(len(arrivals), BATCH))]
        await self.keeper.take(self._pushes.sort(batch))
        return len(batch)

    async def _attempt(self, channel: Channel, access: Access | None) -> int:
        """Follow one channel, unless it or what it needs is to wait; whether it is followed now."""
        ask = self._asking.way(channel, is_joined=self._pushes.is_joined(channel), is_known=access is not None)
        if ask is not Ask.NAME and self._pushes.is_followed(channel):
            return 0  # it is asked about until it can be joined
        if not self._asking.may(ask) or not self._failed.may(channel.id):
            return 0
        self._asking.count(ask)
        try:
            return int(await self._follow(channel, access, is_pushed=ask is not Ask.POLL))
        except ChannelWait as wait:
            self._asking.wait(ask, wait)
        except ChannelsFull as error:
            if not await self.share.pass_on(channel):
                await self._fail(channel, error)
        except ChannelError as error:
            await self._fail(channel, error)
        return 0

    async def _follow(self, channel: Channel, access: Access | None, *, is_pushed: bool) -> bool:
        connection = self._connection
        identity = self._pushes.identity(channel)
        if identity is None:
            spec = channel.spec if is_pushed else replace(channel.spec, mode=Mode.POLL)
            identity = await self.source.follow(spec, pinned=channel.telegram_id, access=access)
        telegram_id = identity.access.telegram_id
        self._pushes.hold(telegram_id)
        current = await self._pin(channel, identity)
        if current.id != channel.id or current.state is ChannelState.UNWATCHED:
            if telegram_id not in self._pushes.followed and current.state is ChannelState.UNWATCHED:
                self._pushes.hold_no_more(telegram_id)
            return False  # we know it under another name already, or it was unwatched meanwhile
        current = await self._catch_up(current, identity)
        while held := self._pushes.take_held(telegram_id):
            await self.keeper.take([(current, event) for event in held])
        if connection != self._connection:
            return False  # interrupted meanwhile: pushes may be missing again, so it is followed anew
        self._caught_up(current, identity, is_pushed=is_pushed or channel.spec.mode is Mode.POLL)
        return True

    async def _pin(self, channel: Channel, identity: Identity) -> Channel:
        return await self.store.channels.pin(
            channel.id,
            title=identity.title,
            username=identity.username,
            photo=identity.photo,
            access=identity.access,
            at=self.now(),
        )

    def _caught_up(self, channel: Channel, identity: Identity, *, is_pushed: bool) -> None:
        """Nothing is missing of a channel: what it pushes is stored at once, if it pushes as far as it is to."""
        self._pushes.follow(identity.access.telegram_id, channel)
        self._failed.over(channel.id)
        self._blindness.seen(channel)
        self.comparer.expect(channel, identity.access)  # edits and deletions of the time before are in no history
        self.prober.expect(channel, identity.access, pts=identity.pts, is_pushed=is_pushed)
        log.info("channel_followed", extra={"channel": channel.title, "newest": identity.newest_message_id})

    async def _catch_up(self, channel: Channel, identity: Identity) -> Channel:
        if channel.seeded_at is None:
            latest = await self.source.latest(identity.access, limit=SEEDED_POSTS)
            await self.keeper.seed(channel, latest)
            channel = await self.store.channels.get(channel.id) or channel
        if identity.newest_message_id > channel.newest_message_id:
            history = self.source.history(identity.access, after=channel.newest_message_id)
            self.recovered += await self.keeper.add_pages(channel, history, after=channel.newest_message_id)
        return channel

    async def _leave_all_but(self, channels: Sequence[Channel]) -> int:
        wanted = {channel.telegram_id: channel for channel in channels}
        gone = {each: channel for each, channel in self._pushes.followed.items() if each not in wanted}
        for telegram_id, channel in gone.items():
            identity = self._pushes.unfollow(telegram_id)
            self.comparer.forget(telegram_id)
            self.prober.forget(telegram_id)
            if identity is not None or channel.spec.mode is Mode.JOIN:
                await leave(self.store, self.source, channel)
        self._pushes.hold_none_but(wanted)
        await self._know(wanted)
        return len(gone)

    async def _know(self, wanted: Mapping[int | None, Channel]) -> None:
        """An operator may have changed what is said of a channel."""
        for telegram_id, before in list(self._pushes.followed.items()):
            channel = wanted.get(telegram_id, before)
            self._pushes.know(telegram_id, channel)
            self.prober.know(channel)
            if channel.spec.mode is not before.spec.mode:
                self.lost(channel)
                if channel.spec.mode is Mode.POLL:
                    await leave(self.store, self.source, channel)

    async def _fail(self, channel: Channel, error: ChannelError) -> None:
        self._failed.failed(channel.id)
        if self._pushes.is_followed(channel):
            return  # it cannot be joined, but is asked about
        if channel.telegram_id is not None:
            self._pushes.let_go(channel.telegram_id)
        log.warning("channel_failed", extra={"channel": channel.title, "error": str(error)})
        notice = channel_failed(channel, error, at=self.now())
        await self.store.channels.fail(channel.id, error=str(error), at=self.now(), notice=notice)
        await self._blindness.failed(channel)
        self.bells.outbox.ring()
