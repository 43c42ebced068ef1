"""Posts from channels into storage: nothing lost, nothing twice, whatever moment it is interrupted."""

import pytest

from bot.sandbox.telegram.world.channels import Channel
from bot.watcher import SEEDED_POSTS
from storage.records import Arrival, ChannelSpec, ChannelState
from tests.watching.stage import OWNER, Stage


async def test_a_new_channel_is_seeded_with_its_last_posts_and_alerts_none(stage: Stage, channel: Channel) -> None:
    for number in range(SEEDED_POSTS + 10):
        channel.post(f"Давній допис {number}.")
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        assert await watcher.follow_due() == 1
    texts = await stage.texts()
    assert len(texts) == SEEDED_POSTS
    assert texts[-1] == f"Давній допис {SEEDED_POSTS + 9}."
    assert await stage.alerts() == 0
    (known,) = await stage.store.channels.all()
    assert (known.state, known.title, known.telegram_id) == (ChannelState.WATCHED, "Генштаб", channel.id)


async def test_a_pushed_post_is_stored_with_its_alert(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        channel.post("Новий\u00a0допис.")
        await stage.pushed(watcher, 1)
    (standing,) = await stage.store.posts.latest(channel_id=None, limit=9)
    assert (standing.post.original, standing.post.text) == ("Новий\u00a0допис.", "Новий допис.")
    assert standing.post.link == f"https://t.me/genshtab_test/{channel.messages[-1].id}"
    assert standing.post.arrival is Arrival.PUSH
    assert await stage.alerts() == 1


async def test_a_post_pushed_twice_is_stored_once(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        stage.server.faults.double_pushes(1)
        channel.post("Новий допис.")
        channel.post("Ще один.")
        await stage.pushed(watcher, 2)
    assert (await stage.texts())[-2:] == ["Новий допис.", "Ще один."]
    assert await stage.alerts() == 2


async def test_posts_missed_while_nobody_watched_are_fetched_and_alerted(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
    for number in range(120):
        channel.post(f"Пропущений {number}.")
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        assert watcher.recovered == 120
    assert (await stage.texts())[-120:] == [f"Пропущений {number}." for number in range(120)]
    assert await stage.alerts() == 120


async def test_pushes_wait_until_their_channel_is_caught_up(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
    channel.post("Пропущений.")
    async with stage.watcher() as watcher:
        channel.post("Під час обриву.")
        await watcher.store_due()
        assert await stage.alerts() == 0, "a push was stored before what came before it"
        await watcher.follow_due()
        await watcher.store_due()
    assert (await stage.texts())[-2:] == ["Пропущений.", "Під час обриву."]
    assert await stage.alerts() == 2


async def test_after_an_interruption_every_channel_is_caught_up_again(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        stage.server.faults.drop_pushes(2)
        channel.post("Загублений перший.")
        channel.post("Загублений другий.")
        watcher.interrupted()
        await watcher.follow_due()
        assert watcher.recovered == 2
        assert watcher.is_complete
    assert (await stage.texts())[-2:] == ["Загублений перший.", "Загублений другий."]


async def test_a_channel_that_is_watched_again_alerts_nothing_of_the_time_between(
    stage: Stage, channel: Channel
) -> None:
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        (known,) = await stage.store.channels.all()
        await stage.store.channels.unwatch(known.id, by=OWNER, at=stage.clock())
        await watcher.follow_due()
        channel.post("Поки не стежили.")
        await stage.watch(channel)
        await watcher.follow_due()
        channel.post("Знову наш.")
        await stage.pushed(watcher, 1)
    assert (await stage.texts())[-2:] == ["Поки не стежили.", "Знову наш."]
    assert await stage.alerts() == 1


async def test_one_channel_under_two_names_is_stored_once(stage: Stage, channel: Channel) -> None:
    channel.post("Допис.")
    await stage.watch(channel)
    await stage.store.channels.put(ChannelSpec(invite=channel.invite_hash), by=None, at=stage.clock())
    async with stage.watcher() as watcher:
        while await watcher.follow_due():
            continue
    assert await stage.texts() == ["Допис."]
    assert len(await stage.store.channels.all()) == 1


async def test_a_channel_added_while_running_is_watched_at_the_next_look(stage: Stage, channel: Channel) -> None:
    async with stage.watcher() as watcher:
        assert await watcher.follow_due() == 0
        await stage.watch(channel)
        assert await watcher.follow_due() == 1
        channel.post("Новий допис.")
        await stage.pushed(watcher, 1)
    assert (await stage.texts())[-1] == "Новий допис."


async def test_an_unwatched_channel_is_left_and_its_posts_stay(stage: Stage, channel: Channel) -> None:
    channel.post("Давній.")
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        (known,) = await stage.store.channels.all()
        await stage.store.channels.unwatch(known.id, by=OWNER, at=stage.clock())
        assert await watcher.follow_due() == 1
        assert stage.account not in channel.members
        channel.post("Уже не наш.")
        await watcher.store_due()
    assert await stage.texts() == ["Давній."]


async def test_an_unknown_channel_fails_with_words_and_operators_hear_of_it_once(stage: Stage) -> None:
    await stage.store.channels.put(ChannelSpec(username="nema_takoho"), by=None, at=stage.clock())
    async with stage.watcher() as watcher:
        assert await watcher.follow_due() == 0
        assert await watcher.follow_due() == 0
    (known,) = await stage.store.channels.all()
    assert known.state is ChannelState.FAILED
    assert "no channel by this name" in (known.error or "")
    assert await stage.alerts() == 1


async def test_one_failing_channel_does_not_stop_the_others(stage: Stage, channel: Channel) -> None:
    await stage.store.channels.put(ChannelSpec(username="nema_takoho"), by=None, at=stage.clock())
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        assert await watcher.follow_due() == 1


async def test_a_wait_that_telegram_asks_for_is_kept_and_then_it_goes_on(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        stage.server.faults.flood_wait("contacts.resolveUsername", 2)
        assert await watcher.follow_due() == 0
        assert await watcher.follow_due() == 0, "it asked again before the wait was over"
        stage.clock.move(minutes=1)
        assert await watcher.follow_due() == 1


async def test_a_service_message_is_no_post(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        channel.service("pinned", about=channel.post("Допис."))
        await stage.pushed(watcher, 2)
    assert (await stage.texts())[-1:] == ["Допис."]


async def test_an_album_is_one_post(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        channel.album([b"\xff\xd8one", b"\xff\xd8two", b"\xff\xd8three"], "Наслідки обстрілу.")
        await stage.pushed(watcher, 3)
    assert (await stage.texts())[-1:] == ["Наслідки обстрілу."]
    assert await stage.alerts() == 1


@pytest.mark.parametrize("text", ["⚡️🔥", "", "Довгий допис. " * 290])
async def test_odd_posts_are_stored_as_they_are(stage: Stage, channel: Channel, text: str) -> None:
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        channel.post(text, photo=b"\xff\xd8picture" if not text else None)
        await stage.pushed(watcher, 1)
    (standing,) = await stage.store.posts.latest(channel_id=None, limit=1)
    assert standing.post.original == text
    assert await stage.alerts() == 1


async def test_a_wait_with_resolving_does_not_hold_up_the_channels_that_are_joined(
    stage: Stage, channel: Channel
) -> None:
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
    await stage.store.channels.put(ChannelSpec(username="novyi_kanal", tier=1), by=None, at=stage.clock())
    stage.server.faults.flood_wait("contacts.resolveUsername", 80_000)
    async with stage.watcher() as watcher:
        assert await watcher.follow_due() == 1
        assert watcher.is_complete
        channel.post("Новий допис.")
        await stage.pushed(watcher, 1)
    assert (await stage.texts())[-1] == "Новий допис."


async def test_a_wait_with_histories_keeps_pushes_and_is_no_sight(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
    channel.post("Пропущений.")
    stage.server.faults.flood_wait("messages.getHistory", 2)
    async with stage.watcher() as watcher:
        assert await watcher.follow_due() == 0
        assert not watcher.is_complete
        channel.post("Під час очікування.")
        await stage.pushed(watcher, 1)
        stage.clock.move(minutes=1)
        assert await watcher.follow_due() == 1
        assert watcher.is_complete
    assert (await stage.texts())[-2:] == ["Пропущений.", "Під час очікування."]
    assert len(stage.server.calls.named("channels.joinChannel")) == 1


async def test_a_wait_with_the_list_of_channels_is_waited_out(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel)
    stage.server.faults.flood_wait("messages.getDialogs", 2)
    async with stage.watcher() as watcher:
        assert await watcher.follow_due() == 0
        assert await watcher.follow_due() == 0
        assert len(stage.server.calls.named("messages.getDialogs")) == 1
        stage.clock.move(minutes=1)
        assert await watcher.follow_due() == 1


async def test_a_channel_we_were_removed_from_can_be_unwatched(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        channel.remove(stage.account)
        (known,) = await stage.store.channels.all()
        await stage.store.channels.unwatch(known.id, by=OWNER, at=stage.clock())
        assert await watcher.follow_due() == 1


@pytest.mark.parametrize("by_link", [False, True])
async def test_a_group_is_no_channel(stage: Stage, by_link: bool) -> None:
    group = stage.world.add_supergroup("Балачки", members=[], username=None if by_link else "balachky_test")
    await stage.watch(group)
    async with stage.watcher() as watcher:
        assert await watcher.follow_due() == 0
    (known,) = await stage.store.channels.all()
    assert known.state is ChannelState.FAILED
    assert stage.account not in group.members
