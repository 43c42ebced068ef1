"""Claims: one person has a post, whoever else reaches for it."""

import asyncio

from storage.api import Store
from storage.records import ClaimState, PersonId, PostId, Role
from tests.builders import MINUTE, MORNING, OWNER, member, new_post, watched
from tests.storage.makers import add


async def test_of_two_who_take_a_post_at_once_one_has_it(store: Store) -> None:
    await member(store, 2)
    await member(store, 3)
    channel = await watched(store)
    (post_id,) = (await add(store, new_post(channel))).posts
    claims = await asyncio.gather(
        *(store.posts.claim(post_id, state=ClaimState.TAKEN, by=PersonId(who), at=MORNING) for who in (2, 3))
    )
    assert claims[0] == claims[1]
    standing = await store.posts.standing(post_id)
    assert standing is not None
    assert standing.claim == claims[0]


async def test_a_claim_changes_all_alerts_once(store: Store) -> None:
    await member(store, 2)
    channel = await watched(store)
    (post_id,) = (await add(store, new_post(channel))).posts
    for alert in await store.alerts.due(MORNING, limit=9):
        await store.alerts.shown(alert, message_id=70, at=MORNING)
    first = await store.posts.claim(post_id, state=ClaimState.TAKEN, by=PersonId(2), at=MORNING)
    due = await store.alerts.due(MORNING, limit=9)
    assert [alert.standing.claim for alert in due if alert.standing] == [first, first]
    for alert in due:
        await store.alerts.shown(alert, message_id=70, at=MORNING)
    assert await store.posts.claim(post_id, state=ClaimState.TAKEN, by=PersonId(2), at=MORNING + MINUTE) == first
    assert await store.alerts.due(MORNING + MINUTE, limit=9) == []


async def test_taking_goes_over_not_news_and_not_the_other_way(store: Store) -> None:
    await member(store, 2)
    channel = await watched(store)
    (post_id,) = (await add(store, new_post(channel))).posts

    async def says(who: int, state: ClaimState) -> tuple[int, ClaimState]:
        claim = await store.posts.claim(post_id, state=state, by=PersonId(who), at=MORNING)
        assert claim is not None
        return claim.person_id, claim.state

    assert await says(1, ClaimState.NOT_NEWS) == (1, ClaimState.NOT_NEWS)
    assert await says(2, ClaimState.NOT_NEWS) == (1, ClaimState.NOT_NEWS)
    assert await says(2, ClaimState.TAKEN) == (2, ClaimState.TAKEN)
    assert await says(1, ClaimState.NOT_NEWS) == (2, ClaimState.TAKEN)
    assert await says(2, ClaimState.NOT_NEWS) == (2, ClaimState.NOT_NEWS)


async def test_only_ones_own_word_is_taken_back(store: Store) -> None:
    await member(store, 2, Role.EDITOR)
    channel = await watched(store)
    (post_id,) = (await add(store, new_post(channel))).posts
    claim = await store.posts.claim(post_id, state=ClaimState.TAKEN, by=OWNER, at=MORNING)
    assert await store.posts.release(post_id, by=PersonId(2), at=MORNING) == claim
    assert await store.posts.release(post_id, by=OWNER, at=MORNING) is None
    assert await store.posts.claim(PostId(999), state=ClaimState.TAKEN, by=OWNER, at=MORNING) is None
