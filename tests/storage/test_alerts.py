"""Alerts: due while they show less than is wanted, in order, and never for somebody who is gone."""

from datetime import timedelta

from storage.api import Store
from storage.records import Band, ClaimState, DueAlert, NoticeKind, PersonId, PostId, Role, Stage
from tests.builders import (
    MINUTE,
    MORNING,
    OWNER,
    everybody,
    feed_item,
    member,
    new_post,
    notice,
    owner,
    verdict,
    watched,
)

SECOND = timedelta(seconds=1)


async def post(store: Store, telegram_id: int, message_id: int, tier: int = 2) -> PostId:
    channel = await store.channels.find(str(telegram_id)) or await watched(store, telegram_id, tier=tier)
    added = await store.posts.add([new_post(channel, message_id=message_id)], audience=everybody, at=MORNING)
    return added.posts[0]


async def due(store: Store) -> list[DueAlert]:
    return await store.alerts.due(MORNING, limit=99)


async def test_unsent_before_changed_then_tier_then_age(store: Store) -> None:
    await owner(store)
    old = await post(store, 1001, 1, tier=1)
    (sent,) = await due(store)
    await store.alerts.shown(sent, message_id=70, at=MORNING)
    await post(store, 1003, 2, tier=3)
    await post(store, 1002, 3, tier=2)
    await post(store, 1001, 4, tier=1)
    await post(store, 1002, 5, tier=2)
    await store.alerts.notify(notice(), role=Role.OWNER, at=MORNING)
    await store.posts.claim(old, state=ClaimState.TAKEN, by=OWNER, at=MORNING)
    keys = [alert.key for alert in await due(store)]
    assert keys == [
        "notice|blind|06:00", "post|1001|4", "post|1002|3", "post|1002|5", "post|1003|2", "post|1001|1",
    ]  # fmt: skip
    assert [alert.key for alert in await store.alerts.due(MORNING, limit=2)] == keys[:2]


async def test_each_person_has_a_share_and_only_those_asked_for(store: Store) -> None:
    await member(store, 2, Role.EDITOR)
    for number in range(1, 6):
        await post(store, 1001, number)
    of_both = await store.alerts.due(MORNING, limit=99, each=2)
    assert [(alert.key, alert.person.id) for alert in of_both] == [
        ("post|1001|1", OWNER), ("post|1001|1", 2), ("post|1001|2", OWNER), ("post|1001|2", 2),
    ]  # fmt: skip
    assert set(await store.alerts.waiting(MORNING)) == {OWNER, 2}
    assert {alert.person.id for alert in await store.alerts.due(MORNING, limit=99, of=[PersonId(2)])} == {2}
    await store.alerts.unreachable(PersonId(2), error="blocked", at=MORNING)
    assert list(await store.alerts.waiting(MORNING)) == [OWNER]
    assert await store.alerts.due(MORNING, limit=99, of=[PersonId(2)]) == []
    assert await store.alerts.waiting(MORNING - MINUTE) == {}


async def test_what_changed_while_it_was_sent_stays_due(store: Store) -> None:
    await owner(store)
    post_id = await post(store, 1001, 1)
    (alert,) = await due(store)
    await store.posts.claim(post_id, state=ClaimState.TAKEN, by=OWNER, at=MORNING)
    await store.alerts.shown(alert, message_id=70, at=MORNING)
    (again,) = await due(store)
    assert (again.id, again.message_id, again.version) == (alert.id, 70, alert.version + 1)
    await store.alerts.shown(again, message_id=70, at=MORNING)
    await store.alerts.shown(alert, message_id=70, at=MORNING)  # an earlier answer that came late
    assert await due(store) == []


async def test_putting_off_blames_nobody_and_a_change_does_not_hurry_it(store: Store) -> None:
    await owner(store)
    post_id = await post(store, 1001, 1)
    (alert,) = await due(store)
    await store.alerts.later([alert.id], until=MORNING + MINUTE)
    await store.posts.claim(post_id, state=ClaimState.TAKEN, by=OWNER, at=MORNING)
    assert await due(store) == []
    assert await store.alerts.next_due_at() == MORNING + MINUTE
    (later,) = await store.alerts.due(MORNING + MINUTE, limit=9)
    assert later.failures == 0


async def test_the_third_failure_parks_an_alert_and_operators_hear_of_it(store: Store) -> None:
    await member(store, 2, Role.EDITOR)
    post_id = await post(store, 1001, 1)
    now = MORNING
    for pause in (timedelta(seconds=5), timedelta(seconds=30)):
        (alert,) = [a for a in await store.alerts.due(now, limit=9) if a.person.id == 2]
        await store.alerts.failed(alert, error="too long", at=now)
        await store.alerts.failed(alert, error="too long", at=now)  # said twice, counted once
        assert [a for a in await store.alerts.due(now + pause - SECOND, limit=9) if a.person.id == 2] == []
        now += pause
    (alert,) = [a for a in await store.alerts.due(now, limit=9) if a.person.id == 2]
    await store.alerts.failed(alert, error="too long", at=now)

    assert [(a.person.id, a.notice and a.notice.kind) for a in await store.alerts.due(now, limit=9)] == [
        (OWNER, NoticeKind.PARKED),
        (OWNER, None),
    ]
    (parked,) = await store.work.parked()
    assert (parked.stage, parked.item, parked.error, parked.parked_at) == ("alert", alert.id, "too long", now)

    await store.posts.claim(post_id, state=ClaimState.TAKEN, by=OWNER, at=now)  # it reads differently: a new chance
    assert await store.work.parked() == []
    assert any(a.id == alert.id and a.failures == 0 for a in await store.alerts.due(now, limit=9))


async def test_a_notice_of_parking_that_cannot_be_sent_brings_forth_no_other(store: Store) -> None:
    await owner(store)
    await store.alerts.notify(notice(kind=NoticeKind.PARKED, key="parked|x"), role=Role.OPERATOR, at=MORNING)
    now = MORNING
    for _ in range(3):
        (alert,) = await store.alerts.due(now, limit=9)
        await store.alerts.failed(alert, error="no", at=now)
        now += MINUTE
    assert await store.alerts.due(now, limit=9) == []
    assert await store.alerts.next_due_at() is None


async def test_a_notice_is_new_to_each_person_once(store: Store) -> None:
    await member(store, 2, Role.EDITOR)
    await member(store, 3, Role.REPORTER)
    assert await store.alerts.notify(notice(), role=Role.EDITOR, at=MORNING) == 2
    assert await store.alerts.notify(notice(), role=Role.EDITOR, at=MORNING) == 0
    assert await store.alerts.notify(notice(), role=Role.REPORTER, at=MORNING) == 1
    assert {(a.person.id, a.key) for a in await due(store)} == {(who, "notice|blind|06:00") for who in (1, 2, 3)}
    assert all(a.notice == notice() and a.standing is None for a in await due(store))


async def test_what_cannot_be_delivered_waits_and_operators_are_told_once(store: Store) -> None:
    await member(store, 2, Role.OPERATOR)
    await post(store, 1001, 1)
    for _ in range(2):
        await store.alerts.unreachable(PersonId(2), error="blocked", at=MORNING)
    due_now = await due(store)
    assert {a.person.id for a in due_now} == {OWNER}
    assert [a.notice.data["person"] for a in due_now if a.notice] == ["Person 2"]
    person = await store.people.get(PersonId(2))
    assert person is not None
    assert person.unreachable_at == MORNING

    await store.alerts.reachable(PersonId(2), at=MORNING + MINUTE)
    waiting = [a for a in await store.alerts.due(MORNING + MINUTE, limit=9) if a.person.id == 2]
    assert [a.key for a in waiting] == ["post|1001|1"]


async def test_whoever_is_removed_has_nothing_due_now_or_later(store: Store) -> None:
    await member(store, 2)
    sent, _ = await post(store, 1001, 1), await post(store, 1001, 2)
    for alert in await due(store):
        if alert.key == "post|1001|1":
            await store.alerts.shown(alert, message_id=70, at=MORNING)
    await store.posts.claim(sent, state=ClaimState.TAKEN, by=OWNER, at=MORNING)
    assert await store.people.remove(PersonId(2), by=OWNER, at=MORNING)
    assert {a.person.id for a in await due(store)} == {OWNER}
    await store.posts.claim(sent, state=ClaimState.TAKEN, by=OWNER, at=MORNING)
    assert {a.person.id for a in await due(store)} == {OWNER}
    counts = await store.counts()
    assert (counts.alerts_sent, counts.alerts_due) == (2, 2)


async def test_a_due_alert_carries_all_that_it_shows(store: Store) -> None:
    await owner(store)
    post_id = await post(store, 1001, 1)
    article = await store.articles.add(feed_item(), site="Новини", at=MORNING)
    (job,) = await store.work.due(Stage.FETCH_ARTICLE, MORNING, limit=9)
    await store.articles.failed(job, error="wall", next_at=None, at=MORNING)
    (job,) = await store.work.due(Stage.MATCH_ARTICLE, MORNING, limit=9)
    said = verdict(post_id, article.id, band=Band.PROBABLE)
    await store.matches.save_article(job, [said], at=MORNING)
    await store.posts.claim(post_id, state=ClaimState.TAKEN, by=OWNER, at=MORNING)
    (alert,) = await due(store)
    standing = alert.standing
    assert standing == await store.posts.standing(post_id)
    assert standing is not None
    assert [mention.verdict for mention in standing.mentions] == [said]
    assert standing.claim is not None
    assert standing.claim.person_name == "Марта"


async def test_counts_measure_from_receipt_to_the_first_alert(store: Store) -> None:
    await member(store, 2)
    for number, seconds in enumerate((2, 4, 60), 1):
        await post(store, 1001, number)
        for later, alert in enumerate(await due(store)):
            await store.alerts.shown(alert, message_id=70, at=MORNING + (seconds + later) * SECOND)
    counts = await store.counts()
    assert (counts.median_alert_seconds, counts.posts, counts.alerts_sent) == (4.0, 3, 6)
