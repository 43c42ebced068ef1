"""The ledger says of every message id what it is, and of every time whether we saw."""

from datetime import datetime, timedelta

import pytest

from storage.api import Store
from storage.errors import DatabaseUnusable
from storage.opening import open_store, read_store
from storage.records import Arrival, Cause, Channel, ChannelLedger, Late, Mode, NewPost, nobody
from tests.builders import MINUTE, MORNING, everybody, new_post, watched

SECOND = timedelta(seconds=1)


async def seeded(store: Store, *message_ids: int, at: datetime = MORNING, **changes: object) -> Channel:
    channel = await watched(store, **changes)
    posts = [new_post(channel, message_id=each, arrival=Arrival.SEED) for each in message_ids]
    await store.posts.seed(channel.id, posts, at=at)
    return channel


async def ledger(store: Store, channel: Channel) -> ChannelLedger:
    (found,) = await store.ledger.of([channel.id])
    return found


def missed(channel: Channel, message_id: int, at: datetime, *, came: datetime) -> NewPost:
    arrival = Arrival.CATCH_UP
    return new_post(channel, message_id=message_id, sent_at=at, received_at=came, arrival=arrival)


async def test_it_begins_at_the_oldest_message_and_knows_every_id_from_there(store: Store) -> None:
    channel = await seeded(store, 40, 41, 43)  # 42 was deleted before we came
    pushed = [new_post(channel, message_id=44), new_post(channel, message_id=45, is_service=True)]
    await store.posts.add([*pushed, new_post(channel, message_id=48)], audience=nobody, at=MORNING)
    await store.posts.delete(channel.id, [41], since=None, at=MORNING)
    found = await ledger(store, channel)
    assert (found.first, found.last) == (40, 48)
    assert (found.held, found.deleted, found.service, found.absent, found.unknown) == (4, 1, 1, 1, 2)
    assert await store.ledger.unknown(channel.id, first=40, last=48) == [(46, 47)]


async def test_what_was_read_and_is_lacking_does_not_exist_unless_it_comes_after_all(store: Store) -> None:
    channel = await seeded(store, 40)
    await store.posts.add([new_post(channel, message_id=50)], audience=nobody, at=MORNING, after=45)
    assert await store.ledger.unknown(channel.id, first=40, last=50) == [(41, 45)]
    for _ in range(2):
        await store.ledger.read(channel.id, first=40, last=50)
    assert ((found := await ledger(store, channel)).absent, found.unknown) == (9, 0)
    await store.posts.add([new_post(channel, message_id=47)], audience=nobody, at=MORNING)
    assert ((found := await ledger(store, channel)).held, found.absent, found.unknown) == (3, 8, 0)


async def test_backfilling_extends_it_downwards(store: Store) -> None:
    channel = await seeded(store, 40)
    older = [new_post(channel, message_id=each, arrival=Arrival.SEED) for each in (30, 38)]
    await store.posts.extend(channel.id, older, first=30, at=MORNING)
    assert ((found := await ledger(store, channel)).first, found.held, found.absent, found.unknown) == (30, 3, 8, 0)
    await store.posts.extend(channel.id, [], first=0, at=MORNING)
    assert ((found := await ledger(store, channel)).first, found.held, found.absent, found.unknown) == (1, 3, 37, 0)


async def test_a_channel_without_messages_has_nothing_unknown(store: Store) -> None:
    found = await ledger(store, await seeded(store))
    assert (found.last, found.unknown) == (0, 0)


async def test_a_blindness_lasts_until_the_channel_is_caught_up_and_counts_what_was_recovered(store: Store) -> None:
    channel, other = await seeded(store, 1), await seeded(store, telegram_id=1002)
    since, back = MORNING + 2 * MINUTE, MORNING + 9 * MINUTE
    await store.ledger.blinded([channel.id, other.id], since=since, cause=Cause.AWAY, at=back)
    posts = [missed(channel, each, since + each * SECOND, came=back) for each in (2, 3, 4)]
    await store.posts.add(posts, audience=nobody, at=back)
    await store.posts.add(posts, audience=nobody, at=back)
    await store.ledger.blinded([channel.id], since=back, cause=Cause.STOPPED, at=back)  # it is open already
    await store.ledger.sighted({channel.id: back})
    (blind,) = (await ledger(store, channel)).blindness
    assert (blind.since, blind.until, blind.cause, blind.recovered) == (since, back, Cause.AWAY, 3)
    (open_still,) = (await ledger(store, other)).blindness
    assert (open_still.until, open_still.recovered) == (None, 0)


async def test_the_next_blindness_begins_no_earlier_than_the_channel_was_caught_up(store: Store) -> None:
    channel = await seeded(store, 1)
    mark = MORNING + MINUTE  # of a process that was killed again before all channels were caught up
    for at in (MORNING + 5 * MINUTE, MORNING + 9 * MINUTE):
        await store.ledger.blinded([channel.id], since=mark, cause=Cause.STOPPED, at=at)
        await store.ledger.sighted({channel.id: at})
    later, earlier = (await ledger(store, channel)).blindness
    assert (earlier.since, earlier.until, later.since) == (mark, MORNING + 5 * MINUTE, MORNING + 5 * MINUTE)


async def test_what_is_short_and_missed_nothing_is_forgotten_and_the_rest_in_time(store: Store) -> None:
    channel = await seeded(store, 1)
    at = MORNING
    for minutes in (1 / 6, *[2] * 105):
        await store.ledger.blinded([channel.id], since=at, cause=Cause.AWAY, at=at)
        at += minutes * MINUTE
        await store.ledger.sighted({channel.id: at})
    assert len((await ledger(store, channel)).blindness) == 100
    at += timedelta(days=31)
    await store.ledger.blinded([channel.id], since=at - 2 * MINUTE, cause=Cause.AWAY, at=at)
    await store.ledger.sighted({channel.id: at})
    assert len((await ledger(store, channel)).blindness) == 1


@pytest.mark.parametrize(
    ("arrival", "mode", "sent", "cause"),
    [
        (Arrival.CATCH_UP, Mode.JOIN, 3, Late(cause=Cause.AWAY, since=MORNING + 2 * MINUTE)),
        (Arrival.CATCH_UP, Mode.JOIN, 1, Late(cause=Cause.MISSED)),
        (Arrival.CATCH_UP, Mode.POLL, 1, Late(cause=Cause.POLLED)),
        (Arrival.PUSH, Mode.JOIN, 1, Late(cause=Cause.SLOW)),
        (Arrival.PUSH, Mode.JOIN, 19, None),
        (Arrival.SEED, Mode.JOIN, 1, None),
    ],
)
async def test_a_post_that_comes_late_keeps_why(
    store: Store, arrival: Arrival, mode: Mode, sent: int, cause: Late | None
) -> None:
    channel, now = await seeded(store, 1, mode=mode), MORNING + 20 * MINUTE
    await store.ledger.blinded([channel.id], since=MORNING + 2 * MINUTE, cause=Cause.AWAY, at=now)
    await store.ledger.sighted({channel.id: MORNING + 9 * MINUTE})
    new = new_post(channel, message_id=2, arrival=arrival, sent_at=MORNING + sent * MINUTE, received_at=now)
    await store.posts.add([new], audience=everybody, at=now)
    post = await store.posts.by_message(channel.id, 2)
    assert post is not None
    assert post.late == cause


async def test_it_is_read_beside_whoever_writes(url: str) -> None:
    async with open_store(url) as store:
        channel = await seeded(store, 1)
        async with read_store(url) as reading:
            assert (await ledger(reading, channel)).held == 1
            with pytest.raises(DatabaseUnusable, match="opened to be read"):
                await reading.ledger.sighted({channel.id: MORNING})
    async with open_store(url) as store, read_store(url) as reading:
        assert (await ledger(reading, channel)).held == 1
        await seeded(store, 2)
        assert (await ledger(reading, channel)).held == 2  # each reading is of its own moment
    async with read_store(url) as reading:  # nobody writes, and its side files are gone
        assert (await ledger(reading, channel)).held == 2
    with pytest.raises(DatabaseUnusable, match="There is no database"):
        async with read_store(f"{url}-nowhere"):
            pass
