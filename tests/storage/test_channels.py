"""Channels: named by operators, pinned by Telegram, told apart whatever they are called."""

from datetime import timedelta

import pytest

from storage.api import Store
from storage.records import Access, ChannelSpec, ChannelState, Mode, NoticeKind, Role
from tests.builders import MINUTE, MORNING, OWNER, channel_spec, everybody, member, new_post, notice, owner, watched


async def test_a_new_channel_is_pending_and_keeps_all_that_was_said(store: Store) -> None:
    spec = ChannelSpec(
        username="Zaluzhny", telegram_id=55, title="Залужний", aliases=("Валерій Залужний", "ЗСУ"), tier=1,
        mode=Mode.POLL, language="uk",
    )  # fmt: skip
    channel = await store.channels.put(spec, by=None, at=MORNING)
    assert (channel.spec, channel.state, channel.telegram_id) == (spec, ChannelState.PENDING, 55)
    assert (channel.title, channel.added_at, channel.newest_message_id) == ("Залужний", MORNING, 0)
    assert await store.channels.get(channel.id) == channel


async def test_a_pinned_channel_is_found_by_any_of_its_names(store: Store) -> None:
    channel = await watched(store, 1001, username="General")
    for name in ("general", "@GENERAL", "1001"):
        assert await store.channels.find(name) == channel
    private = await watched(store, 1002, username=None, invite="AbCdEf_123456")
    assert await store.channels.find("AbCdEf_123456") == private
    assert await store.channels.find("abcdef_123456") is None


async def test_putting_again_changes_one_channel_and_keeps_it_watched(store: Store) -> None:
    channel = await watched(store, 1001, username="general")
    changed = await store.channels.put(channel_spec(username="GENERAL", tier=1), by=None, at=MORNING)
    assert (changed.id, changed.spec.tier, changed.state) == (channel.id, 1, ChannelState.WATCHED)
    assert changed.telegram_id == 1001


async def test_channels_stand_by_tier_then_title(store: Store) -> None:
    for number, (tier, title) in enumerate([(2, "б"), (1, "В"), (2, "А")]):
        await watched(store, 2000 + number, tier=tier, title=title)
    assert [channel.title for channel in await store.channels.all()] == ["В", "А", "б"]


async def test_a_channel_that_changed_its_username_keeps_its_posts(store: Store) -> None:
    channel = await watched(store, 1001, username="old_name")
    access = Access(account=7, telegram_id=1001, access_hash=5)
    pinned = await store.channels.pin(channel.id, title="New", username="new_name", access=access, at=MORNING)
    assert (pinned.id, pinned.spec.username, pinned.title) == (channel.id, "new_name", "New")


async def test_a_channel_without_its_username_is_not_linked_by_it_and_operators_hear(store: Store) -> None:
    await owner(store)
    spec = channel_spec(username="old_name")
    await store.channels.bring_in([spec], at=MORNING)
    channel = await store.channels.find("old_name")
    assert channel is not None
    access = Access(account=7, telegram_id=1001, access_hash=5)
    for _ in range(2):  # the first pin and a repetition are no news
        await store.channels.pin(channel.id, title="Old", username="old_name", access=access, at=MORNING)
    assert await store.alerts.due(MORNING, limit=9) == []

    pinned = await store.channels.pin(channel.id, title="New", username=None, access=access, at=MORNING)
    assert (pinned.spec.username, pinned.title) == (None, "New")
    (alert,) = await store.alerts.due(MORNING, limit=9)
    assert alert.notice is not None
    assert alert.notice.kind is NoticeKind.CHANNEL_CHANGED
    assert alert.notice.data == {"old_username": "old_name", "username": "", "old_title": "Old", "title": "New"}
    assert await store.channels.bring_in([spec], at=MORNING) == 0
    retiered = await store.channels.bring_in([channel_spec(username="old_name", tier=1)], at=MORNING)
    (known,) = await store.channels.all()
    assert (retiered, known.spec.tier, known.spec.username) == (1, 1, None)


async def test_a_username_that_moved_on_names_its_new_holder_only(store: Store) -> None:
    first = await watched(store, 1001, username="general")
    second = await store.channels.put(channel_spec(username="general", telegram_id=2002), by=None, at=MORNING)
    assert second.id != first.id
    assert await store.channels.find("general") == second
    before = await store.channels.get(first.id)
    assert before is not None
    assert (before.spec.username, before.telegram_id) == (None, 1001)


async def test_two_names_of_one_channel_become_one(store: Store) -> None:
    await owner(store)
    first = await watched(store, 1001, username="general")
    second = await store.channels.put(ChannelSpec(invite="AbCdEf_123456"), by=OWNER, at=MORNING)
    access = Access(account=7, telegram_id=1001, access_hash=5)
    standing = await store.channels.pin(second.id, title="G", username="general", access=access, at=MORNING)
    assert standing.id == first.id
    assert [channel.id for channel in await store.channels.all()] == [first.id]


async def test_access_is_kept_for_each_account(store: Store) -> None:
    channel = await watched(store, 1001)
    other = Access(account=8, telegram_id=1001, access_hash=-99)
    await store.channels.pin(channel.id, title="G", username=None, access=other, at=MORNING)
    assert await store.channels.access(8) == {channel.id: other}
    assert (await store.channels.access(7))[channel.id].access_hash == 1001
    assert await store.channels.access(9) == {}


async def test_operators_hear_once_of_a_failure_until_the_channel_is_well_again(store: Store) -> None:
    await member(store, 2, Role.OPERATOR)
    await member(store, 3, Role.EDITOR)
    channel = await watched(store, 1001)
    for number in range(3):
        said = notice(kind=NoticeKind.CHANNEL_FAILED, key=f"failed|{number}")
        await store.channels.fail(channel.id, error="private", at=MORNING, notice=said)
    due = await store.alerts.due(MORNING, limit=10)
    assert sorted(alert.person.id for alert in due) == [OWNER, 2]
    failed = await store.channels.get(channel.id)
    assert failed is not None
    assert (failed.state, failed.error) == (ChannelState.FAILED, "private")

    access = Access(account=7, telegram_id=1001, access_hash=5)
    well = await store.channels.pin(
        channel.id, title="Channel 1001", username="channel_1001", access=access, at=MORNING
    )
    assert (well.state, well.error) == (ChannelState.WATCHED, None)
    await store.channels.fail(channel.id, error="again", at=MORNING, notice=notice(key="failed|later"))
    assert len(await store.alerts.due(MORNING, limit=10)) == 4


async def test_an_unwatched_channel_keeps_its_posts_and_is_not_brought_back_by_chance(store: Store) -> None:
    await owner(store)
    channel = await watched(store, 1001)
    await store.posts.add([new_post(channel)], audience=everybody, at=MORNING)
    await store.channels.unwatch(channel.id, by=OWNER, at=MORNING)
    assert await store.channels.all() == []
    access = Access(account=7, telegram_id=1001, access_hash=5)
    await store.channels.fail(channel.id, error="late", at=MORNING, notice=notice())
    late = await store.channels.pin(
        channel.id, title="Channel 1001", username="channel_1001", access=access, at=MORNING
    )
    assert late.state is ChannelState.UNWATCHED
    assert await store.posts.by_message(channel.id, 1) is not None
    again = await store.channels.put(channel.spec, by=OWNER, at=MORNING)
    assert (again.id, again.state, again.newest_message_id) == (channel.id, ChannelState.PENDING, 1)


async def test_seeding_stores_alerts_nobody_and_is_remembered_from_the_first_time(store: Store) -> None:
    await owner(store)
    channel = await watched(store)
    await store.posts.seed(channel.id, [new_post(channel)], at=MORNING)
    await store.posts.seed(channel.id, [], at=MORNING + MINUTE)
    seeded = await store.channels.get(channel.id)
    assert seeded is not None
    assert (seeded.seeded_at, seeded.newest_message_id) == (MORNING, 1)
    assert await store.alerts.due(MORNING, limit=9) == []


async def test_a_channel_watched_again_is_to_be_seeded_again(store: Store) -> None:
    channel = await watched(store)
    await store.posts.seed(channel.id, [], at=MORNING)
    await store.channels.unwatch(channel.id, by=OWNER, at=MORNING)
    assert (await store.channels.put(channel.spec, by=OWNER, at=MORNING)).seeded_at is None


# ------------------------------------------------------------------ channels.toml


async def test_the_file_counts_only_when_it_reads_differently(store: Store) -> None:
    specs = [channel_spec(username="one"), channel_spec(username="two")]
    assert await store.channels.bring_in(specs, at=MORNING) == 2
    assert await store.channels.bring_in(specs, at=MORNING) == 0
    changed = await store.channels.put(channel_spec(username="one", tier=1), by=None, at=MORNING)
    assert await store.channels.bring_in(specs, at=MORNING) == 0
    assert await store.channels.get(changed.id) == changed
    assert await store.channels.bring_in([channel_spec(username="one", tier=3)], at=MORNING) == 1
    found = await store.channels.find("one")
    assert found is not None
    assert (found.id, found.spec.tier) == (changed.id, 3)
    assert len(await store.channels.all()) == 2


async def test_what_an_operator_ended_stays_ended_until_the_file_says_something_new(store: Store) -> None:
    await owner(store)
    await store.channels.bring_in([channel_spec()], at=MORNING)
    channel = await store.channels.find("general")
    assert channel is not None
    await store.channels.unwatch(channel.id, by=OWNER, at=MORNING)
    await store.channels.bring_in([channel_spec()], at=MORNING)
    assert await store.channels.all() == []
    await store.channels.bring_in([channel_spec(tier=1)], at=MORNING)
    assert [found.id for found in await store.channels.all()] == [channel.id]


async def test_the_file_may_go_on_naming_a_channel_by_its_former_username(store: Store) -> None:
    await store.channels.bring_in([channel_spec(username="former")], at=MORNING)
    channel = await store.channels.find("former")
    assert channel is not None
    access = Access(account=7, telegram_id=1001, access_hash=5)
    await store.channels.pin(channel.id, title="G", username="present", access=access, at=MORNING)
    assert await store.channels.bring_in([channel_spec(username="former", tier=1)], at=MORNING) == 1
    assert [(found.id, found.spec.tier) for found in await store.channels.all()] == [(channel.id, 1)]


@pytest.mark.parametrize("hour", [0, 23])
async def test_moments_come_back_exactly(store: Store, hour: int) -> None:
    at = MORNING.replace(hour=hour, microsecond=123_457) + timedelta(days=1)
    await store.marks.put("watching", at)
    assert await store.marks.get("watching") == at
    assert await store.marks.get("nothing") is None
