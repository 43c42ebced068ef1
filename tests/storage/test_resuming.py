"""Alerts that are held after a long time without sight, and the summaries made of them."""

import json
from dataclasses import replace

import pytest

from bot.alerts.audience import Audience
from storage.api import Store
from storage.records import Arrival, Cause, Channel, ChannelId, DueAlert, NewPost
from tests.builders import MINUTE, MORNING, new_post, owner, watched

BACK = MORNING + 45 * MINUTE
LONG = 30 * MINUTE


async def unseen(store: Store, telegram_id: int, *, tier: int = 2) -> Channel:
    """A channel that nobody has seen since the morning."""
    channel = await watched(store, telegram_id, tier=tier)
    await store.posts.seed(channel.id, [], at=MORNING)
    await store.ledger.blinded([channel.id], since=MORNING, cause=Cause.STOPPED, at=BACK)
    found = await store.channels.get(channel.id)
    assert found is not None
    return found


def missed(channel: Channel, message_id: int, minute: int) -> NewPost:
    return new_post(
        channel,
        message_id=message_id,
        text=f"Допис {minute}",
        sent_at=MORNING + minute * MINUTE,
        received_at=BACK,
        arrival=Arrival.CATCH_UP,
    )


async def due(store: Store) -> list[DueAlert]:
    return await store.alerts.due(BACK, limit=9)


@pytest.fixture
async def held(store: Store) -> ChannelId:
    """Three posts of two channels, whose alerts are held."""
    await owner(store)
    low, high = await unseen(store, 1001, tier=3), await unseen(store, 1002, tier=1)
    for channel, minutes in ((low, (5,)), (high, (20, 9))):
        posts = [missed(channel, number, minute) for number, minute in enumerate(minutes, 2)]
        await store.posts.add(posts, audience=Audience(), at=BACK, summary_after=LONG)
    return high.id


async def test_the_highest_tier_stands_first_and_then_the_earliest(store: Store, held: ChannelId) -> None:
    assert await due(store) == []
    assert await store.alerts.sum_up(at=BACK) == 1
    (summary,) = await due(store)
    assert summary.notice is not None
    posts = json.loads(str(summary.notice.data["posts"]))
    assert [post["text"] for post in posts] == ["Допис 9", "Допис 20", "Допис 5"]
    assert await store.alerts.sum_up(at=BACK) == 0


async def test_an_edit_of_what_is_listed_sends_nothing(store: Store, held: ChannelId) -> None:
    await store.alerts.sum_up(at=BACK)
    (summary,) = await due(store)
    await store.alerts.shown(summary, message_id=1, at=BACK)
    channel = await store.channels.get(held)
    assert channel is not None
    edit = replace(missed(channel, 2, 20), original="Інше", text="Інше", edited_at=BACK)
    assert await store.posts.revise([edit], at=BACK) == 1
    assert await due(store) == []


async def test_without_a_time_everything_is_alerted_by_itself(store: Store) -> None:
    await owner(store)
    channel = await unseen(store, 1001)
    await store.posts.add([missed(channel, 2, 5), missed(channel, 3, 6)], audience=Audience(), at=BACK)
    assert [alert.standing.post.text for alert in await due(store) if alert.standing] == ["Допис 5", "Допис 6"]


async def test_what_is_held_waits_as_long_as_it_is_told_to(store: Store, held: ChannelId) -> None:
    assert await store.alerts.sum_up(held_before=BACK - MINUTE, at=BACK) == 0
    assert await store.alerts.sum_up(held_before=BACK + MINUTE, at=BACK + 2 * MINUTE) == 1
