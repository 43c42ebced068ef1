"""What Telegram is asked about channels that cannot wait for pushes, or have none."""

import pytest

from bot.sandbox.telegram.faults import EVERY
from bot.sandbox.telegram.world.channels import Channel
from bot.watcher import Watcher
from storage.records import ChannelSpec, ChannelState, Mode
from tests.watching.stage import Stage

ASK = "updates.getChannelDifference"


async def probed(stage: Stage, watcher: Watcher, *, after: float = 5) -> int:
    """What one probe found, so many seconds later."""
    stage.clock.move(seconds=after)
    before = watcher.prober.found
    await watcher.prober.probe_due()
    return watcher.prober.found - before


@pytest.mark.parametrize("mode", Mode)
async def test_a_post_whose_push_was_lost_is_found_within_one_probe(stage: Stage, channel: Channel, mode: Mode) -> None:
    await stage.watch(channel, tier=1, mode=mode)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        stage.server.faults.drop_pushes(EVERY)
        channel.post("Загублений.")
        assert await probed(stage, watcher, after=4) == 0, "it asked too early"
        assert await probed(stage, watcher, after=1) == 1
        assert await probed(stage, watcher) == 0
    assert await stage.texts() == ["Загублений."]
    assert await stage.alerts() == 1


async def test_edits_and_deletions_are_found_by_a_probe(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel, tier=1)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        stage.server.faults.drop_pushes(EVERY)
        edited, deleted = channel.post("Збито 97 дронів."), channel.post("Помилковий допис.")
        assert await probed(stage, watcher) == 2
        channel.edit(edited.id, "Збито 103 дрони.")
        channel.delete(deleted.id)
        await probed(stage, watcher)
    first, second = reversed(await stage.store.posts.latest(channel_id=None, limit=2))
    assert (first.post.text, first.post.revision) == ("Збито 103 дрони.", 1)
    assert second.post.deleted_at == stage.clock()


async def test_more_than_one_answer_holds_is_asked_for_at_once(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel, tier=1)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        stage.server.faults.drop_pushes(EVERY)
        for number in range(250):
            channel.post(f"Загублений {number}.")
        assert await probed(stage, watcher) == 250
    assert await stage.texts() == [f"Загублений {number}." for number in range(250)]


async def test_a_probe_disturbs_no_push(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel, tier=1)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        channel.post("Почутий.")
        assert await probed(stage, watcher) == 1
        stage.server.faults.drop_pushes(1)
        channel.post("Загублений.")
        assert await probed(stage, watcher) == 1
        channel.post("Почутий знову.")
        await stage.pushed(watcher, 2)
    assert await stage.texts() == ["Почутий.", "Загублений.", "Почутий знову."]
    assert await stage.alerts() == 3


async def test_joined_channels_of_other_tiers_are_left_to_their_pushes(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel, tier=2)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        before = len(stage.server.calls.named(ASK))
        stage.clock.move(hours=1)
        assert await watcher.prober.probe_due() == 0
        assert len(stage.server.calls.named(ASK)) == before


async def test_a_channel_that_comes_to_tier_one_is_probed_from_then_on(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel, tier=2)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        stage.server.faults.drop_pushes(EVERY)
        channel.post("Загублений.")
        await stage.watch(channel, tier=1)
        await watcher.follow_due()
        assert await probed(stage, watcher) == 1


async def test_a_wait_is_obeyed(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel, tier=1)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        stage.server.faults.drop_pushes(EVERY)
        channel.post("Загублений.")
        stage.server.faults.flood_wait(ASK, 60)
        assert await probed(stage, watcher) == 0
        asked = len(stage.server.calls.named(ASK))
        assert await probed(stage, watcher, after=50) == 0
        assert len(stage.server.calls.named(ASK)) == asked
        watcher.source._client._flood_waited_requests.clear()  # type: ignore[attr-defined]  # by the wall clock
        assert await probed(stage, watcher, after=10) == 1


@pytest.mark.parametrize("fault", ["too long", "PERSISTENT_TIMESTAMP_OUTDATED", "PERSISTENT_TIMESTAMP_INVALID"])
async def test_where_telegram_will_not_tell_the_history_is_read(stage: Stage, channel: Channel, fault: str) -> None:
    await stage.watch(channel, tier=1)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        while await watcher.comparer.compare_due():
            continue
        stage.server.faults.drop_pushes(EVERY)
        for number in range(150):
            channel.post(f"Загублений {number}.")
        if fault == "too long":
            stage.server.faults.channel_difference_too_long(channel)
        else:
            stage.server.faults.refuse(ASK, fault, place=channel)
        await probed(stage, watcher)
        await watcher.comparer.compare_due()
        assert await stage.texts() == [f"Загублений {number}." for number in range(150)]
        channel.post("Ще один.")
        await probed(stage, watcher)
    assert (await stage.newest()).post.text == "Ще один."
    assert await stage.alerts() == 151


async def test_a_channel_that_shuts_us_out_is_told_to_operators(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel, mode=Mode.POLL)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        channel.remove(stage.account, ban=True)
        await probed(stage, watcher, after=30)
        await watcher.follow_due()
    (known,) = await stage.store.channels.all()
    assert known.state is ChannelState.FAILED
    assert await stage.alerts() == 1


# ------------------------------------------------------------------ polled channels


async def test_a_polled_channel_is_asked_every_half_minute_and_never_joined(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel, mode=Mode.POLL)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        stage.server.faults.drop_pushes(EVERY)
        post = channel.post("Збито 97 дронів.")
        assert await probed(stage, watcher, after=29) == 0
        assert await probed(stage, watcher, after=1) == 1
        channel.edit(post.id, "Збито 103 дрони.")
        await probed(stage, watcher, after=30)
        assert (await stage.newest()).post.revision == 1
        channel.delete(post.id)
        await probed(stage, watcher, after=30)
        assert (await stage.newest()).post.deleted_at == stage.clock()
        assert stage.account not in channel.members


async def test_what_a_polled_channel_did_while_nobody_asked_is_found_at_the_start(
    stage: Stage, channel: Channel
) -> None:
    await stage.watch(channel, mode=Mode.POLL)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        channel.post("Збито 97 дронів.")
        await probed(stage, watcher, after=30)
    channel.edit(channel.messages[-1].id, "Збито 103 дрони.")
    channel.post("Пропущений.")
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        await watcher.comparer.compare_due()
    assert await stage.texts() == ["Збито 103 дрони.", "Пропущений."]


async def test_many_polled_channels_are_followed_and_asked_at_an_even_pace(stage: Stage) -> None:
    channels = [stage.world.add_channel(f"kanal_{number}_test") for number in range(60)]
    for channel in channels:
        await stage.watch(channel, mode=Mode.POLL)
    async with stage.watcher() as watcher:
        assert await stage.followed(watcher, step=20) >= 30 * 20, "names and joins are spread"
    stage.server.calls.recent.clear()
    async with stage.watcher() as watcher:
        seconds = await stage.followed(watcher)
        assert seconds <= 5
        assert len(stage.server.calls.named("contacts.resolveUsername")) == 0, "a restart resolves nothing"
        for channel in channels:
            channel.post("Допис.")
        stage.clock.move(seconds=30)
        found = asked = 0
        for _ in range(14):
            found += await probed(stage, watcher, after=1)
            calls = len(stage.server.calls.named(ASK))
            assert calls - asked <= 10
            asked = calls
    assert found == 60
    assert asked <= 14 * 5 + 10


async def test_a_mode_that_an_operator_changes_takes_effect_at_once(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        for mode, is_member in ((Mode.POLL, False), (Mode.JOIN, True)):
            await stage.store.channels.put(ChannelSpec(username=channel.username, mode=mode), by=None, at=stage.clock())
            await watcher.follow_due()
            assert await watcher.follow_due() == 0
            assert (stage.account in channel.members) == is_member
