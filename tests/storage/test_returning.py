"""Somebody who could not be reached for a week comes back to a handful of posts and a summary, not to hundreds."""

from datetime import timedelta

from storage.api import Store
from storage.records import ClaimState, DueAlert, NoticeKind, PersonId, PostId, Role
from storage.sqlite.returning import KEPT
from tests.builders import MINUTE, MORNING, everybody, member, new_post, notice, watched

EDITOR = PersonId(2)
BACK = MORNING + timedelta(days=7)


async def away(store: Store, *, posts: int, notices: int = 0) -> list[PostId]:
    """An editor who blocked the bot, and what came meanwhile."""
    await member(store, EDITOR)
    await store.alerts.unreachable(EDITOR, error="blocked", at=MORNING)
    quiet, loud = await watched(store, 1001), await watched(store, 1002)
    made: list[PostId] = []
    for number in range(1, posts + 1):
        channel = quiet if number % 4 == 0 else loud
        added = await store.posts.add([new_post(channel, message_id=number)], audience=everybody, at=MORNING)
        made += added.posts
    for number in range(notices):
        await store.alerts.notify(notice(key=f"blind|{number}"), role=Role.EDITOR, at=MORNING)
    return made


async def due(store: Store) -> list[DueAlert]:
    return await store.alerts.due(BACK, limit=9999, of=[EDITOR])


async def test_of_hundreds_the_newest_come_after_one_summary(store: Store) -> None:
    posts = await away(store, posts=100, notices=12)
    await store.alerts.reachable(EDITOR, at=BACK)
    alerts = await due(store)
    assert [alert.standing.post.id for alert in alerts if alert.standing] == posts[-KEPT:]
    told = [alert.notice for alert in alerts if alert.notice]
    assert [notice.kind for notice in told] == [NoticeKind.BLIND] * KEPT + [NoticeKind.RETURNED]
    assert told[-1].data == {
        "since": MORNING.isoformat(),
        "until": BACK.isoformat(),
        "posts": 90,
        "notices": 2,
        "channels": "• Channel 1002 · 68\n• Channel 1001 · 22",
    }


async def test_a_handful_comes_whole_and_without_a_word(store: Store) -> None:
    posts = await away(store, posts=KEPT, notices=2)
    await store.alerts.reachable(EDITOR, at=BACK)
    alerts = await due(store)
    assert [alert.standing.post.id for alert in alerts if alert.standing] == posts
    assert all(alert.notice.kind is NoticeKind.BLIND for alert in alerts if alert.notice)


async def test_what_was_skipped_never_comes_whatever_becomes_of_it(store: Store) -> None:
    posts = await away(store, posts=20)
    await store.alerts.reachable(EDITOR, at=BACK)
    for alert in await due(store):
        await store.alerts.shown(alert, message_id=alert.id, at=BACK)
    await store.posts.claim(posts[0], state=ClaimState.TAKEN, by=EDITOR, at=BACK)
    assert await due(store) == []
    await store.posts.claim(posts[-1], state=ClaimState.TAKEN, by=EDITOR, at=BACK)
    assert [alert.standing.post.id for alert in await due(store) if alert.standing] == posts[-1:]


async def test_others_are_skipped_nothing_and_messages_that_stand_are_still_edited(store: Store) -> None:
    await member(store, EDITOR)
    channel = await watched(store)
    added = await store.posts.add([new_post(channel)], audience=everybody, at=MORNING)
    for alert in await store.alerts.due(MORNING, limit=9):
        await store.alerts.shown(alert, message_id=70, at=MORNING)
    await store.alerts.unreachable(EDITOR, error="blocked", at=MORNING)
    await store.posts.claim(added.posts[0], state=ClaimState.TAKEN, by=EDITOR, at=MORNING)
    for number in range(2, 30):
        await store.posts.add([new_post(channel, message_id=number)], audience=everybody, at=MORNING)
    await store.alerts.reachable(EDITOR, at=BACK)
    assert [alert.message_id for alert in await due(store) if alert.standing][-1] == 70
    others = [alert for alert in await store.alerts.due(BACK, limit=999) if alert.person.id != EDITOR]
    assert sum(alert.message_id is None and alert.standing is not None for alert in others) == 28


async def test_coming_back_twice_tells_once_and_what_cannot_be_sent_counts_for_nobody(store: Store) -> None:
    await away(store, posts=30)
    before = await store.counts()
    assert before.alerts_due == 30 + 1  # the owner's: posts, and that the editor cannot be reached
    for _ in range(2):
        await store.alerts.reachable(EDITOR, at=BACK)
    assert sum(alert.notice is not None for alert in await due(store)) == 1
    assert (await store.counts()).alerts_due == before.alerts_due + KEPT + 1
    assert await store.alerts.next_due_at() == MORNING
    assert await store.alerts.waiting(BACK + MINUTE)
