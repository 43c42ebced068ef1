"""Work lists and requests: done once, tried again, set aside after three failures."""

from datetime import timedelta

from storage.api import Store
from storage.records import Job, NoticeKind, Origin, PersonId, Role, Stage, nobody
from tests.builders import MINUTE, MORNING, OWNER, everybody, feed_spec, member, new_post, new_request, owner, watched


async def job_of(store: Store, stage: Stage = Stage.MATCH_POST) -> Job:
    (job,) = await store.work.due(stage, MORNING, limit=9)
    return job


async def test_what_is_due_longest_comes_first(store: Store) -> None:
    channel = await watched(store)
    for number, late in ((1, 2), (2, 0), (3, 1)):
        post = new_post(channel, message_id=number)
        await store.posts.add([post], audience=everybody, at=MORNING + late * MINUTE)
    assert [job.item for job in await store.work.due(Stage.MATCH_POST, MORNING + MINUTE, limit=9)] == [2, 3]
    assert [job.item for job in await store.work.due(Stage.MATCH_POST, MORNING + 2 * MINUTE, limit=2)] == [2, 3]
    assert await store.work.next_due_at(Stage.MATCH_POST) == MORNING
    assert await store.work.next_due_at(Stage.POLL_FEED) is None


async def test_what_became_due_again_meanwhile_stays(store: Store) -> None:
    channel = await watched(store)
    part = new_post(channel, message_id=1, album=5, text="")
    await store.posts.add([part], audience=everybody, at=MORNING)
    early = await job_of(store)
    await store.posts.add([new_post(channel, message_id=2, album=5)], audience=everybody, at=MORNING)
    await store.matches.save_post(early, [], at=MORNING)
    late = await job_of(store)
    assert late.version == early.version + 1
    assert not await store.work.failed(early, error="of the old one", at=MORNING)
    assert await job_of(store) == late
    await store.matches.save_post(late, [], at=MORNING)
    assert await store.work.due(Stage.MATCH_POST, MORNING, limit=9) == []
    assert not await store.work.pending(Stage.MATCH_POST, late.item)


async def test_three_failures_set_a_job_aside_and_operators_hear_of_it(store: Store) -> None:
    await member(store, 2, Role.OPERATOR)
    await member(store, 3, Role.EDITOR)
    channel = await watched(store)
    await store.posts.add([new_post(channel)], audience=nobody, at=MORNING)
    now = MORNING
    for failures, pause in enumerate((5, 30)):
        (job,) = await store.work.due(Stage.MATCH_POST, now, limit=9)
        assert job.failures == failures
        assert not await store.work.failed(job, error="poison", at=now)
        assert not await store.work.failed(job, error="poison", at=now)  # said twice, counted once
        now += timedelta(seconds=pause)
        assert await store.work.next_due_at(Stage.MATCH_POST) == now
        assert await store.work.pending(Stage.MATCH_POST, job.item)
    (job,) = await store.work.due(Stage.MATCH_POST, now, limit=9)
    assert await store.work.failed(job, error="poison", at=now)
    assert await store.work.due(Stage.MATCH_POST, now + timedelta(days=9), limit=9) == []
    assert not await store.work.pending(Stage.MATCH_POST, job.item)
    (parked,) = await store.work.parked()
    assert (parked.stage, parked.item, parked.error, parked.parked_at) == ("match_post", job.item, "poison", now)
    told = await store.alerts.due(now, limit=9)
    assert sorted(alert.person.id for alert in told) == [OWNER, 2]
    assert all(alert.notice and alert.notice.kind is NoticeKind.PARKED for alert in told)


async def test_naming_a_feed_again_gives_it_another_chance(store: Store) -> None:
    feed = await store.feeds.put(feed_spec(), at=MORNING)
    now = MORNING
    for _ in range(3):
        (job,) = await store.work.due(Stage.POLL_FEED, now, limit=9)
        await store.work.failed(job, error="poison", at=now)
        now += MINUTE
    assert len(await store.work.parked()) == 1
    await store.feeds.put(feed_spec(), at=now)
    assert [job.item for job in await store.work.due(Stage.POLL_FEED, now, limit=9)] == [feed.id]
    assert await store.work.parked() == []


# ------------------------------------------------------------------ requests


async def test_a_request_is_kept_once_and_comes_back_as_it_was(store: Store) -> None:
    origin = Origin(name="Генштаб", telegram_id=4, message_id=2, sent_at=MORNING)
    new = new_request(forward=origin)
    assert await store.requests.add(new)
    assert not await store.requests.add(new_request(text="інше"))
    (request,) = await store.requests.due(MORNING, limit=9)
    assert (request.new, request.reply, request.failures) == (new, None, 0)
    await store.requests.later(request.id, until=MORNING + MINUTE)
    assert await store.requests.due(MORNING, limit=9) == []
    (again,) = await store.requests.due(MORNING + MINUTE, limit=9)
    assert again == request
    await store.requests.answered(request.id, at=MORNING)
    await store.requests.answered(request.id, at=MORNING)
    assert await store.requests.due(MORNING + MINUTE, limit=9) == []
    assert not await store.requests.add(new)


async def test_catching_up_begins_where_all_was_settled_last(store: Store) -> None:
    assert await store.requests.pts() is None
    for pts in (9, 12, 3):  # less than before: the bot's account may be another one
        await store.requests.settle(pts)
        assert await store.requests.pts() == pts


async def test_a_request_that_cannot_be_answered_is_set_aside(store: Store) -> None:
    await owner(store)
    await store.requests.add(new_request(person_id=PersonId(8)))
    now = MORNING
    for failures, pause in enumerate((5, 30)):
        (request,) = await store.requests.due(now, limit=9)
        assert request.failures == failures
        assert not await store.requests.failed(request.id, error="broken", at=now)
        assert await store.requests.due(now, limit=9) == []
        now += timedelta(seconds=pause)
    assert await store.requests.failed(request.id, error="broken", at=now)
    assert not await store.requests.failed(request.id, error="broken", at=now)
    assert await store.requests.due(now, limit=9) == []
    assert [(parked.stage, parked.item) for parked in await store.work.parked()] == [("request", request.id)]
    (told,) = await store.alerts.due(now, limit=9)
    assert told.notice is not None
    assert told.notice.data == {"stage": "request", "item": request.id, "error": "broken"}
