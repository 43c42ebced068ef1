"""The accounts that watch, as one crew: who is here, who follows what, and what becomes of it when one is gone.

Each account works by itself (bot/watching.py) and asks here which channels are its own. When Telegram ends the session
of one, the others take its channels over; what was posted meanwhile they find in the histories, as after any absence.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.bell import Bells
from bot.blindness import mark_of
from bot.errors import SessionDead
from bot.hands import Connected, Hand, fingerprint
from bot.sharing import Roll, Sharing, account_lost
from storage.api import Store
from storage.records import Access, Account, Channel, ChannelId, ChannelState

log = logging.getLogger(__name__)

PATIENCE = timedelta(seconds=60)  # with accounts that cannot connect, before the others share what is new


@dataclass(slots=True)
class Crew:
    """All accounts of the settings."""

    store: Store
    bells: Bells
    now: Callable[[], datetime]
    sharing: Sharing
    sessions: Sequence[str]
    hands: dict[int, Hand] = field(default_factory=dict)  # by account
    _awaited: set[str] = field(default_factory=set)  # fingerprints of sessions that neither signed in nor died
    _known: dict[int, Account] = field(default_factory=dict)
    _gone: dict[int, str] = field(default_factory=dict)  # accounts whose end is still to be told, and the session's
    _since: datetime | None = None  # when the first signed in
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def begin(self) -> None:
        """Remember who followed what."""
        self._awaited = {fingerprint(session) for session in self.sessions}
        await self.sharing.begin()
        await self._reread()

    async def _reread(self) -> None:
        self._known = {account.id: account for account in await self.store.accounts.all()}

    # ---------------------------------------------------------------- who comes and goes

    async def join(self, session: str, source: Connected) -> Hand | None:
        """An account has signed in; None where it is at work already, with another session."""
        mark = fingerprint(session)
        async with self._lock:
            self._awaited.discard(mark)
            if source.account in self.hands:
                log.warning("account_named_twice", extra={"account": source.account})
                return None
            self._gone.pop(source.account, None)  # it is back with another session
            hand = self.hands[source.account] = Hand(source, mark)
            self._since = self._since or self.now()
            await self.store.accounts.seen(source.account, name=source.name, session=mark, at=self.now())
            await self._reread()
        self.bells.channels.ring()
        return hand

    async def lost(self, session: str, error: Exception) -> None:
        """Telegram has ended a session: the others take over. Raises the error where nobody is left."""
        mark = fingerprint(session)
        async with self._lock:
            self._awaited.discard(mark)
            account = next((one.id for one in self._known.values() if one.session == mark), None)
            log.error("account_lost", extra={"account": account, "error": str(error)})
            if account is not None:
                self.hands.pop(account, None)
                self._gone[account] = mark
                await self.store.accounts.lost(account, error=str(error), at=self.now())
                await self._reread()
            else:  # it never worked here: all that is known of it is its place in the settings
                notice = account_lost(mark, number=self.sessions.index(session) + 1)
                await self.store.accounts.assign({}, notices=[notice], at=self.now())
            if not self.hands and not self._awaited:
                raise error
            await self._share(await self.store.channels.all())
        self.bells.outbox.ring()
        self.bells.channels.ring()

    # ---------------------------------------------------------------- who follows what

    async def channels(self, account: int) -> list[Channel]:
        """The channels that an account is to follow."""
        async with self._lock:
            channels = await self.store.channels.all()
            await self._share(channels)
            if account in self.hands:
                self.hands[account].version = self.sharing.version
            return [channel for channel in channels if self.sharing.holder(channel.id) == account]

    async def backed(self, account: int) -> list[Channel]:
        """The public channels that an account would take over, as far as they are seen now."""
        return [
            channel
            for channel in await self.store.channels.all()
            if self.sharing.backup(channel.id) == account
            and channel.spec.username
            and channel.state is ChannelState.WATCHED
        ]

    async def pass_on(self, channel: Channel) -> bool:
        """Telegram lets the account that follows a channel join no more: whether another takes it."""
        async with self._lock:
            is_taken = await self.sharing.pass_on(channel, await self.store.channels.all(), self._roll())
        self.bells.channels.ring()
        return is_taken

    async def _share(self, channels: Sequence[Channel]) -> None:
        """New channels wait until everybody is here, so that they are shared evenly; but not for ever."""
        if self._awaited and (self._since is None or self.now() - self._since <= PATIENCE):
            return
        await self.sharing.share(channels, self._roll())
        self._gone.clear()

    def _roll(self) -> Roll:
        order = [fingerprint(session) for session in self.sessions]
        return Roll(
            present=sorted(self.hands, key=lambda account: order.index(self.hands[account].session)),
            expected={one.id for one in self._known.values() if one.session in self._awaited},
            gone=self._gone,
            known=self._known,
        )

    # ---------------------------------------------------------------- whether it sees, as one

    async def look(self, hand: Hand, then: Callable[[], Awaitable[None]]) -> None:
        """One of the crew looks whether it sees; then all are looked at as one. Raises SessionDead."""
        asked_at = self.now()
        hand.sees = await hand.source.alive()
        if hand.sees and hand.watching is not None and hand.watching.is_told:
            await self.store.marks.put(mark_of(hand.source.account), asked_at)
        await then()
        if self.is_complete and await self.alive():
            for each in self.hands.values():
                each.counted = each.watching.found if each.watching else 0

    async def alive(self) -> bool:
        """Whether Telegram answers every account, as each found when it last looked."""
        return all(hand.sees for hand in self.hands.values())

    @property
    def is_complete(self) -> bool:
        """Whether every channel that somebody knows how to watch is followed."""
        if self._awaited or self._gone:
            return False
        return all(hand.is_complete and hand.version == self.sharing.version for hand in self.hands.values())

    @property
    def found(self) -> int:
        """Posts that no push told of, since all was last well."""
        return sum(hand.found for hand in self.hands.values())

    @property
    def followed(self) -> int:
        """How many channels are seen where only some are. One account alone sees or does not."""
        if len(self.sessions) == 1:
            return 0
        return sum(hand.watching.followed for hand in self.hands.values() if hand.sees and hand.watching)

    # ---------------------------------------------------------------- files

    async def accesses(self) -> dict[ChannelId, Access]:
        """How channels are reached, each by whoever follows it."""
        found: dict[ChannelId, Access] = {}
        for account in self.hands:
            held = await self.store.channels.access(account)
            found |= {channel: one for channel, one in held.items() if self.sharing.holder(channel) == account}
        return found

    async def file(self, access: Access, message_id: int) -> AsyncIterator[bytes]:
        """The content of what a message carries, in pieces, by the account that reaches it."""
        hand = self.hands.get(access.account)
        if hand is None:
            raise ConnectionError("the account that follows the channel is gone")
        try:
            async for piece in hand.source.file(access, message_id):
                yield piece
        except SessionDead as dead:  # it will find out by itself; the file waits for whoever comes after it
            raise ConnectionError(str(dead)) from dead


@dataclass(frozen=True, slots=True)
class Share:
    """What one account has of the crew's channels."""

    crew: Crew
    account: int

    async def channels(self) -> list[Channel]:
        """The channels that it is to follow."""
        return await self.crew.channels(self.account)

    async def backed(self) -> list[Channel]:
        """The channels that it would take over."""
        return await self.crew.backed(self.account)

    async def pass_on(self, channel: Channel) -> bool:
        """It may join no more: whether another account takes the channel."""
        return await self.crew.pass_on(channel)
