"""The channels, shared among the accounts that watch: kept in storage, so that a restart moves nothing."""

import logging
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.assigning import Wanted, assigned
from bot.bell import Bells
from bot.blindness import saw_at
from bot.errors import ChannelsFull
from storage.api import Store
from storage.records import Account, Assignment, Cause, Channel, ChannelId, ChannelState, Mode, Notice, NoticeKind

log = logging.getLogger(__name__)

NAMED = 20  # channels in one notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """Which accounts there are now."""

    present: Sequence[int]  # at work, in the order of the settings
    expected: Collection[int]  # still to sign in
    gone: Mapping[int, str]  # whose session ended; operators do not know yet. With a key for the notice
    known: Mapping[int, Account]  # all that ever watched

    def name(self, account: int) -> str:
        """An account as people know it."""
        known = self.known.get(account)
        return known.name if known else str(account)


@dataclass(slots=True)
class Sharing:
    """Who follows what. What it remembers can be had again from storage."""

    store: Store
    bells: Bells
    now: Callable[[], datetime]
    most: int  # channels that one account joins
    version: int = 0  # counts the changes
    _assignments: dict[ChannelId, Assignment] = field(default_factory=dict)
    _full: dict[int, int] = field(default_factory=dict)  # accounts that may join no more, and how many they may have

    async def begin(self) -> None:
        """Remember who followed what."""
        self._assignments = await self.store.accounts.assignments()

    def holder(self, channel_id: ChannelId) -> int | None:
        """Who follows a channel."""
        held = self._assignments.get(channel_id)
        return held.account if held else None

    def backup(self, channel_id: ChannelId) -> int | None:
        """Who takes a channel over."""
        held = self._assignments.get(channel_id)
        return held.backup if held else None

    async def share(self, channels: Sequence[Channel], roll: Roll) -> None:
        """See to it that every channel is followed by somebody who is here or expected."""
        room = {account: self._full.get(account, self.most) for account in roll.present}
        wanted = await self._wanted(channels, roll)
        after = assigned(wanted, self._assignments, room=room, expected=roll.expected)
        changes = {channel: new for channel, new in after.items() if self._assignments.get(channel) != new}
        notices = self._notices(changes, roll)
        await self._write_blindness([one.id for one in channels], after, roll)
        if changes or notices:
            await self.store.accounts.assign(changes, notices=notices, at=self.now())
            self._assignments |= changes
            self.version += bool(changes)
            self.bells.channels.ring()
            self.bells.outbox.ring()
            log.info("channels_assigned", extra={"changed": len(changes)})
        left_over = [channel for channel in channels if channel.id not in after]
        for channel in left_over:
            self._assignments.pop(channel.id, None)
        await self._refuse(left_over)

    async def _write_blindness(
        self, channels: Sequence[ChannelId], after: Mapping[ChannelId, Assignment], roll: Roll
    ) -> None:
        """Nobody sees a channel from when its account last saw until another has caught it up."""
        taken: dict[int, list[ChannelId]] = {}
        for one in channels:
            old, new = self._assignments.get(one), after.get(one)
            if old is not None and (new is None or new.account != old.account) and old.account not in roll.present:
                taken.setdefault(old.account, []).append(one)
        for account, ids in taken.items():
            if (since := await saw_at(self.store, account)) is not None:
                await self.store.ledger.blinded(ids, since=since, cause=Cause.TAKEN_OVER, at=self.now())

    async def pass_on(self, channel: Channel, channels: Sequence[Channel], roll: Roll) -> bool:
        """Telegram lets the account that follows a channel join no more: whether another takes it."""
        before = self._assignments.pop(channel.id, None)
        if before is None:
            return False
        mine = [one for one in channels if one.spec.mode is Mode.JOIN and self.holder(one.id) == before.account]
        if len(roll.present) > 1:
            self._full[before.account] = min(self._full.get(before.account, self.most), len(mine))
        await self.share(channels, roll)
        return self._assignments.setdefault(channel.id, before).account != before.account

    async def _wanted(self, channels: Sequence[Channel], roll: Roll) -> list[Wanted]:
        known: dict[ChannelId, set[int]] = {}
        if any(channel.id not in self._assignments for channel in channels):
            for account in roll.present:
                for channel_id in await self.store.channels.access(account):
                    known.setdefault(channel_id, set()).add(account)
        return [
            Wanted(id=one.id, is_joined=one.spec.mode is Mode.JOIN, known_to=frozenset(known.get(one.id, ())))
            for one in channels
        ]

    def _notices(self, changes: Mapping[ChannelId, Assignment], roll: Roll) -> list[Notice]:
        """One for each account that is gone, or that the settings name no more: where its channels went."""
        moved: dict[int, Counter[int]] = {account: Counter() for account in roll.gone}
        for channel, new in changes.items():
            old = self._assignments.get(channel)
            if old is not None and old.account != new.account and old.account not in roll.present:
                moved.setdefault(old.account, Counter())[new.account] += 1
        return [self._notice(account, to, roll) for account, to in moved.items()]

    def _notice(self, account: int, to: Counter[int], roll: Roll) -> Notice:
        key = roll.gone.get(account, f"{account}|{self.now().isoformat()}")
        known = roll.known.get(account)
        return account_lost(
            key,
            name=roll.name(account),
            ended=int(known is not None and known.lost_at is not None),
            moved=to.total(),
            heirs=", ".join(f"{roll.name(heir)} — {count}" for heir, count in to.items()),
        )

    async def _refuse(self, channels: Sequence[Channel]) -> None:
        """Nobody has room for them: one notice names them all."""
        new = [one for one in channels if one.state is not ChannelState.FAILED or one.error != ChannelsFull.words]
        if not new:
            return
        notice = Notice(
            kind=NoticeKind.ACCOUNTS_FULL,
            key=f"accounts_full|{new[0].id}|{self.now().isoformat()}",
            data={"count": len(new), "channels": ", ".join(one.title for one in new[:NAMED]), "most": self.most},
        )
        for one in new:
            await self.store.channels.fail(one.id, error=ChannelsFull.words, at=self.now(), notice=notice)
        self.bells.outbox.ring()


def account_lost(key: str, **data: str | int) -> Notice:
    """An account watches no more. The same key is told once."""
    return Notice(kind=NoticeKind.ACCOUNT_LOST, key=f"account_lost|{key}", data=data)
