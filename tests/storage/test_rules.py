"""Rules and drafts: each change has the next number and can be taken back; what waits is told once."""

from datetime import timedelta

import pytest

from storage.api import Store
from storage.opening import open_store
from storage.records import (
    Asking,
    Criteria,
    Fate,
    Pattern,
    PatternKind,
    PersonId,
    Reason,
    Recipient,
    RequestId,
    Rule,
    RuleId,
    nobody,
)
from tests.builders import MINUTE, MORNING, OWNER, everybody, member, new_post, owner, watched

DRONES = Criteria(wanted=(Pattern(kind=PatternKind.WORDS, text="дрон"),))
BRIDGES = Criteria(
    channels=frozenset({1, 2}),
    tiers=frozenset({1}),
    languages=frozenset({"uk"}),
    wanted=(Pattern(kind=PatternKind.PHRASE, text="міст через"), Pattern(kind=PatternKind.EXPRESSION, text="мо?ст")),
    unwanted=(Pattern(kind=PatternKind.WORDS, text="шлях"),),
    unwritten_minutes=20,
)


async def made(store: Store, criteria: Criteria = DRONES) -> Rule:
    draft = await store.rules.begin(OWNER, rule_id=None, criteria=criteria, at=MORNING)
    rule = await store.rules.save(draft.id, at=MORNING)
    assert rule is not None
    return rule


async def test_a_rule_reads_as_it_was_written_and_each_change_has_the_next_number(store: Store):
    await owner(store)
    first, second = await made(store), await made(store, BRIDGES)
    assert second.criteria == BRIDGES
    off = await store.rules.switch(first.id, is_on=False, by=OWNER, at=MORNING)
    assert [rule.revision for rule in await store.rules.since(0)] == [2, 3]
    assert await store.rules.since(second.revision) == [off]
    assert off is not None
    assert not off.is_active


async def test_every_kind_of_change_is_taken_back_as_long_as_no_other_followed(store: Store):
    await owner(store)
    rule = await made(store)
    draft = await store.rules.begin(OWNER, rule_id=rule.id, criteria=BRIDGES, at=MORNING)
    changed = await store.rules.save(draft.id, at=MORNING)
    assert changed is not None
    assert changed.criteria == BRIDGES
    assert await store.rules.undo(rule.id, revision=rule.revision, by=OWNER, at=MORNING) is None
    back = await store.rules.undo(rule.id, revision=changed.revision, by=OWNER, at=MORNING)
    assert back is not None
    assert back.criteria == DRONES
    removed = await store.rules.remove(rule.id, by=OWNER, at=MORNING)
    assert removed is not None
    assert await store.rules.of(OWNER) == []
    assert await store.rules.switch(rule.id, is_on=False, by=OWNER, at=MORNING) is None
    restored = await store.rules.undo(rule.id, revision=removed.revision, by=OWNER, at=MORNING)
    assert await store.rules.of(OWNER) == [restored]


async def test_undoing_a_new_rule_takes_it_away(store: Store):
    await owner(store)
    rule = await made(store)
    gone = await store.rules.undo(rule.id, revision=rule.revision, by=OWNER, at=MORNING)
    assert gone is not None
    assert gone.removed_at is not None


async def test_a_draft_is_saved_once_and_says_what_is_asked_next(store: Store):
    await owner(store)
    draft = await store.rules.begin(OWNER, rule_id=None, criteria=Criteria(), at=MORNING)
    asking = await store.rules.draw(draft.id, DRONES, asking=Asking.WANTED, request=RequestId(7), at=MORNING)
    assert await store.rules.asking(OWNER) == asking
    assert (asking.asked_at, asking.request_id) == (MORNING, 7)
    saved = [await store.rules.save(draft.id, at=MORNING) for _ in range(2)]
    assert saved[0] == saved[1]
    assert len(await store.rules.of(OWNER)) == 1
    with pytest.raises(LookupError):
        await store.rules.draw(draft.id + 1, DRONES, at=MORNING)  # type: ignore[arg-type]


# ------------------------------------------------------------------ what waits


def later(*people: int, minutes: int = 20):
    """An audience of some, after a time and if nobody has written it; their rule is the first."""
    told = [
        Recipient(PersonId(person), (Reason(RuleId(1), ("дрон",)),), timedelta(minutes=minutes)) for person in people
    ]
    return lambda _roster: lambda _post, _channel: told


async def test_what_waits_survives_the_end_of_the_process_and_is_told_once(url: str):
    async with open_store(url) as store:
        await owner(store)
        await made(store)
        added = await store.posts.add([new_post(await watched(store))], audience=later(OWNER), at=MORNING)
        assert added.alerts == 0
    async with open_store(url) as store:
        assert await store.rules.end_waits(at=MORNING + 19 * MINUTE) == 0
        assert [await store.rules.end_waits(at=MORNING + 20 * MINUTE) for _ in range(2)] == [1, 0]
        (alert,) = await store.alerts.due(MORNING + 20 * MINUTE, limit=9)
        assert (alert.person.id, alert.why) == (OWNER, (Reason(RuleId(1), ("дрон",)),))


async def test_whoever_hears_of_it_at_once_meanwhile_hears_of_it_once(store: Store):
    await owner(store)
    await made(store)
    channel = await watched(store)
    parts = [
        new_post(channel, message_id=number, album=1, text=text, keys="") for number, text in ((1, ""), (2, "дрон"))
    ]
    await store.posts.add(parts[:1], audience=later(OWNER), at=MORNING)
    await store.posts.add(parts[1:], audience=everybody, at=MORNING)
    await store.rules.end_waits(at=MORNING + 20 * MINUTE)
    assert len(await store.alerts.due(MORNING + 20 * MINUTE, limit=9)) == 1


async def test_whoever_is_removed_or_muted_meanwhile_is_not_told(store: Store):
    await made_by_owner(store)
    for person in (2, 3):
        await member(store, person)
    await store.posts.add([new_post(await watched(store))], audience=later(OWNER, 2, 3), at=MORNING)
    await store.people.remove(PersonId(2), by=OWNER, at=MORNING)
    await store.people.change(PersonId(3), muted=True, at=MORNING)
    assert await store.rules.end_waits(at=MORNING + 20 * MINUTE) == 3
    assert [alert.person.id for alert in await store.alerts.due(MORNING + 20 * MINUTE, limit=9)] == [OWNER]


async def test_a_clock_that_is_set_back_brings_what_waits_nearer(store: Store):
    await made_by_owner(store)
    await store.posts.add([new_post(await watched(store))], audience=later(OWNER), at=MORNING)
    await store.clock_set_back(by=timedelta(hours=2), at=MORNING - timedelta(hours=2))
    assert await store.rules.end_waits(at=MORNING - timedelta(minutes=100)) == 1


async def made_by_owner(store: Store) -> None:
    await owner(store)
    await made(store)


async def test_who_heard_of_a_post_and_of_which_a_message_tells(store: Store):
    await made_by_owner(store)
    await member(store, 2)
    channel = await watched(store)
    (post,) = (await store.posts.add([new_post(channel)], audience=everybody, at=MORNING)).posts
    (first, _) = await store.alerts.due(MORNING, limit=9)
    await store.alerts.shown(first, message_id=77, at=MORNING + MINUTE)
    assert [(one.fate, one.sent_at) for one in await store.rules.heard(post)] == [
        (Fate.SENT, MORNING + MINUTE),
        (Fate.DUE, None),
    ]
    assert await store.rules.post_of(first.person.id, 77) == post
    assert await store.rules.post_of(first.person.id, None) == post
    assert await store.rules.post_of(first.person.id, 78) is None
    waiting = new_post(channel, message_id=2)
    (post,) = (await store.posts.add([waiting], audience=later(OWNER), at=MORNING)).posts
    (mine,) = await store.rules.heard(post)
    assert (mine.fate, mine.wait_until) == (Fate.WAITS, MORNING + 20 * MINUTE)


# ------------------------------------------------------------------ samples


async def test_a_sample_holds_the_newest_posts_with_the_keys(store: Store):
    await owner(store)
    first, second = await watched(store, 1001), await watched(store, 1002)
    for number, channel in enumerate((first, second, first), 1):
        post = new_post(channel, message_id=number, sent_at=MORNING + number * MINUTE, text=f"дрон номер{number}")
        await store.posts.add([post], audience=nobody, at=MORNING)

    async def sample(keys: list[str], *channels: int, limit: int = 9) -> list[str]:
        found = await store.rules.sample(keys, channels=channels, since=MORNING, limit=limit)  # type: ignore[arg-type]
        return [post.text for post in found.posts]

    assert await sample(["l:дрон"], first.id, second.id) == ["дрон номер3", "дрон номер2", "дрон номер1"]
    assert await sample(["l:номер1", "l:номер3"], first.id) == ["дрон номер3", "дрон номер1"]
    assert await sample([], second.id) == ["дрон номер2"]
    limited = await store.rules.sample([], channels=[first.id, second.id], since=MORNING, limit=2)
    assert (len(limited.posts), limited.since) == (2, MORNING + 2 * MINUTE)
