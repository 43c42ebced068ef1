"""Posts: each stored once with its alerts and its work, the ledger complete, and found again newest first."""

import asyncio
import shutil
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.api import Added, Store
from storage.opening import open_store
from storage.records import (
    Arrival,
    Channel,
    Chooser,
    Entity,
    EntityKind,
    NewPost,
    Origin,
    PersonId,
    PostId,
    Recipient,
    Roster,
    Stage,
    nobody,
)
from tests.builders import MINUTE, MORNING, OWNER, feed_item, member, new_post, owner, watched
from tests.storage.makers import add


async def test_a_post_comes_back_as_it_was_stored(store: Store) -> None:
    channel = await watched(store)
    entities = (
        Entity(kind=EntityKind.BOLD, offset=0, length=5),
        Entity(kind=EntityKind.LINK, offset=6, length=2, url="https://x.example/"),
    )
    origin = Origin(name="Офіс", telegram_id=9, message_id=4, sent_at=MORNING - MINUTE)
    new = new_post(
        channel, entities=entities, forward=origin, reply_to=3, media="photo", edited_at=MORNING, original=" Збито 97"
    )
    (post_id,) = (await add(store, new)).posts
    post = await store.posts.get(post_id)
    assert post is not None
    same = (name for name in NewPost.__dataclass_fields__ if name not in {"is_service", "pts", "statement"})
    assert all(getattr(post, name) == getattr(new, name) for name in same)
    assert (post.revision, post.deleted_at) == (0, None)
    assert await store.posts.by_message(channel.id, 1) == post
    assert await store.posts.get(PostId(999)) is None


async def test_storing_again_changes_nothing(store: Store) -> None:
    await owner(store)
    channel = await watched(store)
    assert await add(store, new_post(channel)) == Added(posts=(PostId(1),), alerts=1)
    assert await add(store, new_post(channel, text="інше")) == Added(posts=(), alerts=0)
    (alert,) = await store.alerts.due(MORNING, limit=10)
    assert alert.standing is not None
    assert alert.standing.post.text == "Збито 97 дронів"


async def test_a_post_makes_its_alerts_and_its_matching_due(store: Store) -> None:
    await member(store, 2)
    channel = await watched(store, 1001)
    added = await add(store, new_post(channel, message_id=7))
    alerts = await store.alerts.due(MORNING, limit=10)
    assert {(alert.person.id, alert.key) for alert in alerts} == {(OWNER, "post|1001|7"), (2, "post|1001|7")}
    (job,) = await store.work.due(Stage.MATCH_POST, MORNING, limit=10)
    assert job.item == added.posts[0]


async def test_a_seed_alerts_nobody_and_is_matched_where_an_article_is_held_that_followed_it(store: Store) -> None:
    await owner(store)
    channel = await watched(store)
    await store.articles.add(feed_item(published_at=MORNING), site="Новини", at=MORNING)
    past = [
        new_post(channel, message_id=1, sent_at=MORNING - timedelta(days=90), arrival=Arrival.SEED),
        new_post(channel, message_id=2, sent_at=MORNING - timedelta(days=1), arrival=Arrival.SEED),
    ]
    added = await add(store, *past)
    assert added.alerts == 0
    assert await store.alerts.due(MORNING, limit=10) == []
    assert [job.item for job in await store.work.due(Stage.MATCH_POST, MORNING, limit=10)] == [added.posts[1]]


async def test_what_was_before_is_stored_with_how_far_back_we_hold_the_channel(store: Store) -> None:
    await owner(store)
    channel = await watched(store)
    await store.posts.seed(channel.id, [new_post(channel, message_id=60, arrival=Arrival.SEED)], at=MORNING)
    older = [new_post(channel, message_id=number, arrival=Arrival.SEED) for number in (40, 41)]
    assert len((await store.posts.extend(channel.id, older, first=40, at=MORNING)).posts) == 2
    again = await store.posts.extend(channel.id, older, first=40, at=MORNING)
    assert (again.posts, again.alerts) == ((), 0)
    known = await store.channels.get(channel.id)
    assert known is not None
    assert known.seeded_from == 40


async def test_search_gives_the_newest_first_though_older_ones_came_in_later(store: Store) -> None:
    channel = await watched(store)
    for number, hours in ((60, 0), (40, 30), (41, 29)):
        sent_at = MORNING - timedelta(hours=hours)
        await add(store, new_post(channel, message_id=number, sent_at=sent_at, keys="l:дрон", arrival=Arrival.SEED))
    found = await store.posts.search([["l:дрон"]], limit=2)
    assert [standing.post.message_id for standing in found] == [60, 41]


async def test_the_audience_is_asked_with_the_people_of_that_moment(store: Store) -> None:
    await member(store, 2)
    await store.people.remove(PersonId(2), by=OWNER, at=MORNING)
    channel = await watched(store)
    asked: list[tuple[int, list[int]]] = []

    def audience(roster: Roster) -> Chooser:
        def choose(post: NewPost, of: Channel) -> list[Recipient]:
            asked.append((of.id, [person.id for person in roster.people]))
            return []

        return choose

    added = await store.posts.add([new_post(channel)], audience=audience, at=MORNING)
    assert (added.alerts, asked) == (0, [(channel.id, [OWNER])])


async def test_a_service_message_is_in_the_ledger_alone(store: Store) -> None:
    await owner(store)
    channel = await watched(store)
    added = await add(store, new_post(channel, message_id=4, is_service=True))
    assert added == Added(posts=(), alerts=0)
    assert await store.posts.by_message(channel.id, 4) is None
    known = await store.channels.get(channel.id)
    assert known is not None
    assert known.newest_message_id == 4


async def test_an_audience_that_breaks_leaves_nothing_behind(store: Store) -> None:
    channel = await watched(store)

    def broken(roster: Roster) -> Chooser:
        def choose(post: NewPost, of: Channel) -> list[Recipient]:
            raise LookupError

        return choose

    with pytest.raises(LookupError):
        await store.posts.add([new_post(channel)], audience=broken, at=MORNING)
    assert await store.posts.latest(channel_id=None, limit=5) == []
    assert len((await store.posts.add([new_post(channel)], audience=nobody, at=MORNING)).posts) == 1


# ------------------------------------------------------------------ reading


async def test_latest_and_search_are_newest_first(store: Store) -> None:
    one, two = await watched(store, 1001), await watched(store, 1002)
    for number in range(1, 5):
        channel = one if number % 2 else two
        await add(store, new_post(channel, message_id=number, text=f"дрон {number}", sent_at=MORNING + number * MINUTE))
    everywhere = await store.posts.latest(channel_id=None, limit=3)
    assert [standing.post.message_id for standing in everywhere] == [4, 3, 2]
    assert [s.post.message_id for s in await store.posts.latest(channel_id=one.id, limit=9)] == [3, 1]
    assert [s.post.message_id for s in await store.posts.search([["l:дрон"]], limit=2)] == [4, 3]
    assert everywhere[0].channel.id == two.id


async def test_search_wants_every_word_in_one_of_its_forms(store: Store) -> None:
    channel = await watched(store)
    for number, text in enumerate(["збито дрон", "збито ракету", "дрони летять"], 1):
        await add(store, new_post(channel, message_id=number, text=text))

    async def found(*words: list[str]) -> list[int]:
        return [standing.post.message_id for standing in await store.posts.search(words, limit=9)]

    assert await found(["l:дрон", "l:дрони"]) == [3, 1]
    assert await found(["l:дрон", "l:дрони"], ["l:збито"]) == [1]
    assert await found(["l:збито"], []) == [2, 1]
    assert await found([]) == []
    assert await found(["l:нічого"]) == []


@settings(max_examples=20)
@given(
    words=st.lists(
        st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=8), min_size=1, max_size=5
    )
)
def test_any_key_without_a_space_is_one_word_to_the_index(migrated: Path, words: list[str]) -> None:
    keys = sorted({word.lower() for word in words} | {"l:їжак", "d:2.4", "к'янка", "кʼянка", 'a"b', "x*", "(y)", "a-b"})

    async def play() -> None:
        with TemporaryDirectory() as folder:
            async with open_store(f"sqlite:///{shutil.copy(migrated, folder)}") as store:
                channel = await watched(store)
                posts = [new_post(channel, message_id=n, keys=f"до {key} після") for n, key in enumerate(keys, 1)]
                await add(store, *posts)
                for number, key in enumerate(keys, 1):
                    found = [standing.post.message_id for standing in await store.posts.search([[key]], limit=99)]
                    assert number in found
                    if key.isascii():
                        assert found == [number]

    asyncio.run(play())
