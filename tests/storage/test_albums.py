"""Albums: one post, in whatever order and in however many pieces its messages come."""

import asyncio
import shutil
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.api import Added, Store
from storage.opening import open_store
from storage.records import Chooser, Recipient, Roster, Stage
from tests.builders import MORNING, new_post, owner, watched
from tests.storage.makers import add


async def test_a_caption_that_comes_later_fills_the_album_and_changes_its_alerts(store: Store) -> None:
    await owner(store)
    channel = await watched(store)
    await add(store, new_post(channel, message_id=5, album=1, text="", keys="", media="photo"))
    (first,) = await store.alerts.due(MORNING, limit=10)
    await store.alerts.shown(first, message_id=70, at=MORNING)
    for job in await store.work.due(Stage.MATCH_POST, MORNING, limit=10):
        await store.matches.save_post(job, [], at=MORNING)

    added = await add(store, new_post(channel, message_id=6, album=1, text="Підпис"))
    assert added == Added(posts=(), alerts=0)
    (changed,) = await store.alerts.due(MORNING, limit=10)
    assert (changed.id, changed.message_id, changed.key) == (first.id, 70, "post|1001|5")
    assert changed.standing is not None
    assert (changed.standing.post.text, changed.standing.post.media) == ("Підпис", "photo")
    assert await store.posts.by_message(channel.id, 6) == changed.standing.post
    assert len(await store.work.due(Stage.MATCH_POST, MORNING, limit=10)) == 1
    assert [found.post.id for found in await store.posts.search([["l:підпис"]], limit=5)] == [changed.standing.post.id]


async def test_a_caption_may_be_what_somebody_waited_for(store: Store) -> None:
    await owner(store)
    channel = await watched(store)

    def rule(roster: Roster) -> Chooser:
        told = [Recipient(person_id=person.id) for person in roster.people]
        return lambda post, _: told if "дрон" in post.text else ()

    silent = new_post(channel, message_id=5, album=1, text="", keys="")
    spoken = new_post(channel, message_id=6, album=1)
    assert (await store.posts.add([silent], audience=rule, at=MORNING)).alerts == 0
    assert (await store.posts.add([spoken], audience=rule, at=MORNING)).alerts == 1


@settings(max_examples=20)
@given(
    order=st.permutations(range(5)),
    cuts=st.lists(st.integers(0, 5), max_size=3),
    repeats=st.lists(st.integers(0, 4), max_size=4),
)
def test_albums_in_any_order_and_number_of_pieces_are_one_post(
    migrated: Path, order: list[int], cuts: list[int], repeats: list[int]
) -> None:
    async def play() -> None:
        with TemporaryDirectory() as folder:
            async with open_store(f"sqlite:///{shutil.copy(migrated, folder)}") as store:
                await owner(store)
                channel = await watched(store)
                parts = [
                    new_post(channel, message_id=10 + n, album=77, text="Підпис" if n == 2 else "", media="photo")
                    for n in range(4)
                ]
                parts.append(new_post(channel, message_id=20, text="Окремо"))
                arriving = [parts[n] for n in [*order, *repeats]]
                bounds = [0, *sorted(cuts), len(arriving)]
                for start, end in pairwise(bounds):
                    await add(store, *arriving[start:end])
                found = await store.posts.latest(channel_id=channel.id, limit=9)
                assert sorted(standing.post.text for standing in found) == ["Окремо", "Підпис"]
                assert len(await store.alerts.due(MORNING, limit=9)) == 2
                album = await store.posts.by_message(channel.id, 10)
                assert album is not None
                for message_id in (11, 12, 13):
                    assert await store.posts.by_message(channel.id, message_id) == album

    asyncio.run(play())
