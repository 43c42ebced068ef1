"""Channels are shared as evenly as can be, and nothing moves that need not."""

from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.assigning import Wanted, assigned
from storage.records import Assignment, ChannelId

A, B, C = 11, 22, 33
ROOM = {A: 500, B: 500, C: 500}


def channels(count: int, *, polled: int = 0) -> list[Wanted]:
    joined = [Wanted(id=ChannelId(number)) for number in range(count)]
    return joined + [Wanted(id=ChannelId(count + number), is_joined=False) for number in range(polled)]


def loads(shares: Mapping[ChannelId, Assignment]) -> Counter[int]:
    return Counter(share.account for share in shares.values())


def test_both_kinds_are_shared_evenly_and_each_channel_has_a_backup():
    wanted = channels(300, polled=60)
    shares = assigned(wanted, {}, room=ROOM)
    joined = {one.id: shares[one.id] for one in wanted if one.is_joined}
    assert loads(joined) == {A: 100, B: 100, C: 100}
    assert loads(shares) == {A: 120, B: 120, C: 120}
    backed = Counter((share.account, share.backup) for share in shares.values())
    assert set(backed.values()) == {60}
    assert len(backed) == 6


def test_one_account_follows_all_and_has_no_backup():
    shares = assigned(channels(3), {}, room={A: 500})
    assert set(shares.values()) == {Assignment(account=A, backup=None)}


def test_asked_again_it_says_the_same_and_what_is_new_evens_out():
    before = assigned(channels(10), {}, room={A: 500})
    with_newcomer = assigned(channels(16), before, room={A: 500, B: 500})
    assert {one: with_newcomer[one].account for one in before} == dict.fromkeys(before, A)
    assert loads(with_newcomer) == {A: 10, B: 6}
    assert {share.backup for share in with_newcomer.values()} == {A, B}
    assert assigned(channels(16), with_newcomer, room={B: 500, A: 500}) == with_newcomer


def test_the_channels_of_one_that_is_gone_go_to_their_backups_and_no_others_move():
    before = assigned(channels(300), {}, room=ROOM)
    after = assigned(channels(300), before, room={B: 500, C: 500})
    for channel, old in before.items():
        assert after[channel].account == (old.backup if old.account == A else old.account)
        assert after[channel].backup not in (A, after[channel].account)
    assert loads(after) == {B: 150, C: 150}
    back = assigned(channels(306), after, room=ROOM)
    assert loads(back) == {A: 6, B: 150, C: 150}
    assert all(back[channel].account == share.account for channel, share in after.items())


def test_where_the_backup_has_no_room_another_takes_over_and_what_fits_nowhere_is_left_out():
    before = {ChannelId(number): Assignment(account=A, backup=B) for number in range(5)}
    after = assigned(channels(5, polled=2), before, room={B: 2, C: 1})
    assert loads({one: share for one, share in after.items() if one < 5}) == {B: 2, C: 1}
    assert {5, 6} <= set(after), "whoever is polled needs no room"


@pytest.mark.parametrize("known_to", [A, B])
def test_a_channel_that_was_nobodys_goes_to_whoever_reaches_it_already(known_to: int):
    wanted = [Wanted(id=ChannelId(number), known_to=frozenset([known_to])) for number in range(4)]
    assert loads(assigned(wanted, {}, room={A: 500, B: 500})) == {known_to: 4}


def test_what_belongs_to_one_who_is_expected_waits_for_them():
    before = assigned(channels(4), {}, room={A: 500, B: 500})
    assert assigned(channels(4), before, room={A: 500}, expected=[B]) == before


ACCOUNTS = st.sets(st.sampled_from([A, B, C]), min_size=1)
CHANNELS = st.lists(st.booleans(), max_size=30).map(
    lambda kinds: [Wanted(id=ChannelId(number), is_joined=is_joined) for number, is_joined in enumerate(kinds)]
)


@given(CHANNELS, st.lists(ACCOUNTS, min_size=1, max_size=5), st.integers(1, 12))
def test_whoever_comes_and_goes_nothing_moves_that_need_not_and_nobody_has_too_many(
    wanted: list[Wanted], crews: list[set[int]], most: int
):
    before: dict[ChannelId, Assignment] = {}
    for crew in crews:
        room = dict.fromkeys(sorted(crew), most)
        after = assigned(wanted, before, room=room)
        joined = loads({one.id: after[one.id] for one in wanted if one.is_joined and one.id in after})
        assert max(joined.values(), default=0) <= most
        for one in wanted:
            old, new = before.get(one.id), after.get(one.id)
            if new is None:
                assert one.is_joined
                assert sum(joined.values()) == most * len(crew), "only where all are full something is left out"
            else:
                assert new.account in crew
                assert new.backup is None if len(crew) == 1 else new.backup in crew - {new.account}
                assert old is None or old.account not in crew or new.account == old.account
        assert assigned(wanted, after, room=room) == after
        before = after


@given(CHANNELS, ACCOUNTS)
def test_at_a_first_start_loads_differ_by_one_at_most(wanted: list[Wanted], crew: set[int]):
    shares = assigned(wanted, {}, room=dict.fromkeys(sorted(crew), 500))
    for kinds in ({True}, {False}, {True, False}):
        counted = loads({one.id: shares[one.id] for one in wanted if one.is_joined in kinds})
        spread = [counted[account] for account in crew]
        assert max(spread) - min(spread) <= 1
