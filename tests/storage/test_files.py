"""Files of posts: expected where the channel's entry asks for them, fetched once, held for a time."""

from datetime import timedelta

import pytest

from storage.api import Store
from storage.records import Arrival, FileId, Job, Media, Stage
from tests.builders import MORNING, everybody, new_post, owner, watched

DAY = timedelta(days=1)
HASH = "ab" * 32


async def due(store: Store) -> list[Job]:
    return await store.work.due(Stage.FETCH_FILE, MORNING, limit=9)


@pytest.mark.parametrize(
    ("media", "kinds"),
    [(Media.NONE, []), (Media.PHOTOS, ["photo"]), (Media.ALL, ["photo", "video", "document"])],
)
async def test_what_a_channels_entry_asks_for_is_expected_once(store: Store, media: Media, kinds: list[str]) -> None:
    channel = await watched(store, media=media)
    carried = ["photo", "video", "document", "poll", None]
    posts = [new_post(channel, message_id=number, media=kind) for number, kind in enumerate(carried, 1)]
    for _ in range(2):
        await store.posts.add(posts, audience=everybody, at=MORNING)
    wanted = [await store.files.get(FileId(job.item)) for job in await due(store)]
    assert [file.kind for file in wanted if file is not None] == kinds
    assert [file.message_id for file in wanted if file is not None] == list(range(1, len(kinds) + 1))


async def test_what_a_channel_held_before_is_left(store: Store) -> None:
    channel = await watched(store, media=Media.ALL)
    await store.posts.add([new_post(channel, media="photo", arrival=Arrival.SEED)], audience=everybody, at=MORNING)
    assert await due(store) == []


async def test_the_first_picture_that_is_held_changes_the_alerts_of_its_post(store: Store) -> None:
    await owner(store)
    channel = await watched(store, media=Media.PHOTOS)
    album = [new_post(channel, message_id=number, album=5, media="photo") for number in (10, 11)]
    await store.posts.add(album, audience=everybody, at=MORNING)
    (alert,) = await store.alerts.due(MORNING, limit=9)
    await store.alerts.shown(alert, message_id=70, at=MORNING)
    first, second = await due(store)
    await store.files.stored(second, content_hash="cd" * 32, size=9, at=MORNING)
    await store.files.stored(first, content_hash=HASH, size=9, at=MORNING)
    (changed,) = await store.alerts.due(MORNING, limit=9)
    assert changed.standing is not None
    assert (changed.standing.picture, changed.has_photo) == (HASH, False)
    await store.alerts.shown(changed, message_id=70, has_photo=True, at=MORNING)
    await store.alerts.shown(alert, message_id=70, at=MORNING)  # an earlier answer that came late
    await store.files.stored(first, content_hash=HASH, size=9, at=MORNING)  # done already
    assert await store.alerts.due(MORNING, limit=9) == []
    claimed = await store.posts.standing(changed.standing.post.id)
    assert claimed is not None
    assert claimed.picture == HASH


async def test_what_is_put_off_is_due_later_and_what_is_refused_never(store: Store) -> None:
    channel = await watched(store, media=Media.PHOTOS)
    posts = [new_post(channel, message_id=number, media="photo") for number in (1, 2)]
    await store.posts.add(posts, audience=everybody, at=MORNING)
    late, refused = await due(store)
    await store.files.put_off(late, error="no network", next_at=MORNING + DAY)
    await store.files.refused(refused, reason="too large")
    assert await due(store) == []
    (again,) = await store.work.due(Stage.FETCH_FILE, MORNING + DAY, limit=9)
    assert (again.item, again.failures) == (late.item, 1)


async def test_after_some_time_contents_are_let_go(store: Store) -> None:
    channel = await watched(store, media=Media.PHOTOS)
    await store.posts.add([new_post(channel, media="photo")], audience=everybody, at=MORNING)
    (job,) = await due(store)
    await store.files.stored(job, content_hash=HASH, size=9, at=MORNING)
    assert await store.files.unknown([HASH, "ef" * 32]) == {"ef" * 32}
    assert await store.files.forget(before=MORNING) == 0
    assert await store.files.forget(before=MORNING + DAY) == 1
    assert await store.files.unknown([HASH]) == {HASH}
