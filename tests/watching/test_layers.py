"""Four layers find a post, each where the other three cannot; and what befalls a connection loses nothing.

The layers in order of speed: pushes, catching up after every reconnect, probes of tier-1 channels, and the comparison
of each channel with its ledger.
"""

import asyncio

import pytest

from bot.bell import Bells
from bot.incoming import Incoming
from bot.sandbox.telegram.faults import EVERY
from bot.sandbox.telegram.world.channels import Channel
from bot.sight import Sight
from bot.watcher import Watcher
from storage.records import Arrival, NoticeKind
from tests.watching.stage import Stage

PROBE = "updates.getChannelDifference"
HISTORY = "messages.getHistory"


async def started(stage: Stage, watcher: Watcher, channel: Channel) -> None:
    """Watching a tier-1 channel of one post, all of it compared once."""
    channel.post("Давній допис.")
    await stage.watch(channel, tier=1)
    await watcher.follow_due()
    await stage.compared(watcher)


def deafen(stage: Stage, *methods: str) -> None:
    """Let pushes go lost, and these questions fail."""
    stage.server.faults.drop_pushes(EVERY)
    for method in methods:
        stage.server.faults.refuse(method, "CHANNEL_PARICIPANT_MISSING", times=EVERY)


async def everything_else_finds_nothing(stage: Stage, watcher: Watcher) -> None:
    """Probes and comparisons that are due by then bring nothing new."""
    before = await stage.texts()
    stage.clock.move(seconds=5)
    await watcher.store_due()
    await watcher.prober.probe_due()
    await stage.compared(watcher)
    assert await stage.texts() == before


# ------------------------------------------------------------------ each layer alone


async def test_only_the_push_can_find_it(stage: Stage, channel: Channel) -> None:
    async with stage.watcher() as watcher:
        await started(stage, watcher, channel)
        for method in (PROBE, HISTORY):
            stage.server.faults.refuse(method, "CHANNEL_PARICIPANT_MISSING", times=EVERY)
        channel.post("Новий допис.")
        await stage.pushed(watcher, 1)
        assert (await stage.newest()).post.arrival is Arrival.PUSH
    assert await stage.texts() == ["Давній допис.", "Новий допис."]


async def test_only_catching_up_after_a_reconnect_can_find_it(stage: Stage, channel: Channel) -> None:
    async with stage.watcher() as watcher:
        await started(stage, watcher, channel)
        deafen(stage, PROBE)
        channel.post("Новий допис.")
        await watcher.prober.probe_due()
        assert await stage.texts() == ["Давній допис."]
        stage.server.kill_connections()
        await stage.reconnected(watcher)
        assert watcher.recovered == 1
    assert await stage.texts() == ["Давній допис.", "Новий допис."]


async def test_only_the_probe_can_find_it(stage: Stage, channel: Channel) -> None:
    async with stage.watcher() as watcher:
        await started(stage, watcher, channel)
        deafen(stage, HISTORY)
        post = channel.post("Новий допис.")
        channel.edit(post.id, "Новий допис, уточнений.")
        await watcher.store_due()
        assert await stage.texts() == ["Давній допис."]
        stage.clock.move(seconds=5)
        await watcher.prober.probe_due()
        assert watcher.prober.found == 1
    assert await stage.texts() == ["Давній допис.", "Новий допис, уточнений."]


async def test_only_the_comparison_can_find_it_and_edits_and_deletions_with_it(stage: Stage, channel: Channel) -> None:
    async with stage.watcher() as watcher:
        await started(stage, watcher, channel)
        deleted = channel.post("Помилковий допис.")
        await stage.pushed(watcher, 1)
        deafen(stage, PROBE)
        channel.edit(channel.messages[-2].id, "Давній допис, виправлений.")
        channel.delete(deleted.id)
        channel.post("Новий допис.")
        await everything_else_finds_nothing(stage, watcher)
        stage.clock.move(minutes=5)
        assert await watcher.comparer.compare_due() == 1
    old, gone, new = reversed(await stage.store.posts.latest(channel_id=None, limit=9))
    assert (old.post.text, old.post.revision) == ("Давній допис, виправлений.", 1)
    assert gone.post.deleted_at is not None
    assert new.post.text == "Новий допис."


# ------------------------------------------------------------------ what befalls a connection


@pytest.mark.parametrize("fault", ["the channel's", "the account's", "outdated"])
async def test_a_difference_that_telegram_will_not_give_loses_nothing(
    stage: Stage, channel: Channel, fault: str
) -> None:
    async with stage.watcher() as watcher:
        await started(stage, watcher, channel)
        match fault:
            case "the channel's":
                stage.server.faults.channel_difference_too_long(channel, times=EVERY)
            case "the account's":
                stage.server.faults.difference_too_long(times=EVERY)
            case _:
                stage.server.faults.refuse(PROBE, "PERSISTENT_TIMESTAMP_OUTDATED", times=2)
        async with stage.server.away():
            for number in range(120):
                channel.post(f"Пропущений {number}.")
        await stage.reconnected(watcher)
        channel.post("Після обриву.")
        stage.clock.move(seconds=5)
        await watcher.prober.probe_due()
        await stage.compared(watcher)
    texts = ["Давній допис.", *(f"Пропущений {number}." for number in range(120)), "Після обриву."]
    assert await stage.texts() == texts
    assert await stage.alerts() == 121


async def test_refused_connections_and_an_hour_without_a_network_lose_nothing(stage: Stage, channel: Channel) -> None:
    async with stage.watcher() as watcher:
        await started(stage, watcher, channel)
        sight = Sight(store=stage.store, eye=watcher.source, watcher=watcher, bells=Bells(), now=stage.clock)  # type: ignore[arg-type]
        edited, deleted = channel.post("Збито 97 дронів."), channel.post("Помилковий допис.")
        await stage.pushed(watcher, 2)
        await sight.look()
        async with stage.server.away():
            for minute in range(60):
                stage.clock.move(minutes=1)
                channel.post(f"Пропущений {minute}.")
            asking = [asyncio.create_task(stages()) for stages in (watcher.prober.probe_due, watcher.follow_due)]
            channel.edit(edited.id, "Збито 103 дрони.")
            channel.delete(deleted.id)
            await sight.look()
        await stage.reconnected(watcher)
        await asyncio.gather(*asking)  # they hung on the dead link, and nothing came of it
        await stage.compared(watcher)
        await sight.look()
        assert watcher.found == 60
    told = [alert.notice for alert in await stage.store.alerts.due(stage.clock(), limit=999) if alert.notice]
    assert [notice.kind for notice in told] == [NoticeKind.BLIND, NoticeKind.SIGHTED]
    assert told[-1].data["recovered"] == 60
    assert await stage.texts() == [
        "Давній допис.",
        "Збито 103 дрони.",
        "Помилковий допис.",
        *(f"Пропущений {minute}." for minute in range(60)),
    ]
    gone = (await stage.store.posts.latest(channel_id=None, limit=999))[60].post
    assert gone.deleted_at == stage.clock()


async def test_a_dead_link_loses_nothing(stage: Stage, channel: Channel) -> None:
    async with stage.watcher() as watcher:
        await started(stage, watcher, channel)
        heard = watcher.source.arrivals
        stage.server.faults.swallow()
        channel.post("У порожнечу.")
        assert not await watcher.source.alive()  # type: ignore[attr-defined]
        stage.server.faults.restore()
        await stage.reconnected(watcher)
        channel.post("Після довгої тиші.")
        await stage.world.until(
            lambda: channel.messages[-1].id in [each.message_id for each in heard if isinstance(each, Incoming)]
        )
        await watcher.store_due()
    assert (await stage.texts())[-2:] == ["У порожнечу.", "Після довгої тиші."]
    assert await stage.alerts() == 2
