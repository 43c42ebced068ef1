"""Which account follows which channel: as evenly as can be, and nothing moves that need not."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from storage.records import Assignment, ChannelId


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A channel that somebody is to follow."""

    id: ChannelId
    is_joined: bool = True  # rather than polled: Telegram limits how many channels an account joins
    known_to: frozenset[int] = frozenset()  # accounts that reach it already


def assigned(
    wanted: Sequence[Wanted],
    before: Mapping[ChannelId, Assignment],
    *,
    room: Mapping[int, int],
    expected: Collection[int] = (),
) -> dict[ChannelId, Assignment]:
    """Who follows what from now on. A channel is missing where nobody has room.

    `room` names the accounts that work, in order, and how many channels each may join; what accounts that are still
    `expected` to come have, stays with them. A channel without an account goes to its backup; a new one to whom it is
    known to; else to whoever follows least of its kind.
    """
    load: Counter[tuple[int, bool]] = Counter()
    holders: dict[ChannelId, int] = {}
    homeless = []
    for one in wanted:
        old = before.get(one.id)
        if old is not None and (old.account in room or old.account in expected):
            holders[one.id] = old.account
            load[old.account, one.is_joined] += 1
        else:
            homeless.append(one)
    for one in homeless:
        free = [account for account in room if not one.is_joined or load[account, True] < room[account]]
        if free:
            chosen = min(_preferred(one, before.get(one.id), free), key=lambda account: _weight(load, account, one))
            holders[one.id] = chosen
            load[chosen, one.is_joined] += 1
    return _with_backups(holders, before, list(room), expected)


def _preferred(one: Wanted, old: Assignment | None, free: Sequence[int]) -> Sequence[int]:
    if old is not None:
        return [account for account in free if account == old.backup] or free
    return [account for account in free if account in one.known_to] or free


def _weight(load: Counter[tuple[int, bool]], account: int, one: Wanted) -> tuple[int, int]:
    return load[account, one.is_joined], load[account, not one.is_joined]


def _with_backups(
    holders: Mapping[ChannelId, int],
    before: Mapping[ChannelId, Assignment],
    accounts: Sequence[int],
    expected: Collection[int],
) -> dict[ChannelId, Assignment]:
    """The channels of one account are backed by all others alike, so that whoever goes burdens everybody a little."""
    backups: dict[ChannelId, int] = {}
    pairs: Counter[tuple[int, int]] = Counter()
    for channel, holder in holders.items():
        old = before.get(channel)
        if old is not None and old.backup not in (None, holder) and (old.backup in accounts or old.backup in expected):
            backups[channel] = old.backup
            pairs[holder, old.backup] += 1
    for channel, holder in holders.items():
        others = [account for account in accounts if account != holder]
        if channel not in backups and others:
            chosen = min(others, key=lambda account: (pairs[holder, account], _backed(pairs, account)))
            backups[channel] = chosen
            pairs[holder, chosen] += 1
    return {channel: Assignment(account=holder, backup=backups.get(channel)) for channel, holder in holders.items()}


def _backed(pairs: Counter[tuple[int, int]], account: int) -> int:
    return sum(count for (_, backup), count in pairs.items() if backup == account)
