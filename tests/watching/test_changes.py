"""Edits, deletions, and what no push told."""

import pytest

from bot.sandbox.telegram.world.channels import Channel
from bot.watcher import SEEDED_POSTS
from tests.watching.stage import Stage


async def test_an_edit_is_a_revision_and_changes_the_standing_alert(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        post = channel.post("Збито 97 дронів.")
        await stage.pushed(watcher, 1)
        await stage.shown()
        channel.edit(post.id, "Збито 103 дрони.")
        await stage.pushed(watcher, 1)
    standing = await stage.newest()
    assert (standing.post.text, standing.post.revision) == ("Збито 103 дрони.", 1)
    (alert,) = await stage.store.alerts.due(stage.clock(), limit=9)
    assert alert.message_id is not None


async def test_reactions_and_views_are_no_edits(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        post = channel.post("Збито 97 дронів.")
        await stage.pushed(watcher, 1)
        await stage.shown()
        channel.react(post.id)
        channel.view(post.id, 500)
        await stage.pushed(watcher, 2)
    assert (await stage.newest()).post.revision == 0
    assert await stage.alerts() == 0


async def test_a_deleted_post_keeps_its_text_and_says_so(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        post = channel.post("Помилковий допис.")
        await stage.pushed(watcher, 1)
        await stage.shown()
        channel.delete(post.id)
        await stage.pushed(watcher, 1)
    standing = await stage.newest()
    assert (standing.post.text, standing.post.deleted_at) == ("Помилковий допис.", stage.clock())
    assert await stage.alerts() == 1


async def test_an_old_post_that_is_edited_now_is_no_news(stage: Stage, channel: Channel) -> None:
    old = channel.post("Дуже давній допис.")
    for number in range(SEEDED_POSTS):
        channel.post(f"Давній допис {number}.")
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        channel.edit(old.id, "Дуже давній допис, виправлений.")
        await stage.pushed(watcher, 1)
        while await watcher.comparer.compare_due():
            continue
    assert len(await stage.texts()) == SEEDED_POSTS
    assert await stage.alerts() == 0


async def test_edits_and_deletions_of_the_time_away_are_found(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        edited, deleted = channel.post("Збито 97 дронів."), channel.post("Помилковий допис.")
        await stage.pushed(watcher, 2)
    channel.edit(edited.id, "Збито 103 дрони.")
    channel.delete(deleted.id)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        assert await watcher.comparer.compare_due() == 1
        assert await watcher.comparer.compare_due() == 0
    first, second = reversed(await stage.store.posts.latest(channel_id=None, limit=2))
    assert (first.post.text, first.post.revision) == ("Збито 103 дрони.", 1)
    assert second.post.deleted_at == stage.clock()


async def test_a_second_edit_within_a_second_is_found_where_its_push_is_lost(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        at, post = stage.clock(), channel.post("Збито 97 дронів.")
        channel.edit(post.id, "Збито 98 дронів.", at=at)
        await stage.pushed(watcher, 2)
        stage.server.faults.drop_pushes(1)
        channel.edit(post.id, "Збито 103 дрони.", at=at)
        assert await watcher.comparer.compare_due() == 1
    assert (await stage.newest()).post.text == "Збито 103 дрони."


async def test_a_push_that_waited_takes_nothing_back_that_the_history_has_shown(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        watcher.interrupted()
        at, post = stage.clock(), channel.post("Збито 97 дронів.")
        channel.edit(post.id, "Збито 98 дронів.", at=at)
        channel.edit(post.id, "Збито 103 дрони.", at=at)
        await watcher.follow_due()
        assert [await stage.texts(), await stage.pushed(watcher, 3)] == [["Збито 103 дрони."], None]
        assert await stage.texts() == ["Збито 103 дрони."]
        assert await stage.alerts() == 1


@pytest.mark.parametrize("lost", [1, 250])
async def test_lost_pushes_are_found_by_comparing_however_many(stage: Stage, channel: Channel, lost: int) -> None:
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        while await watcher.comparer.compare_due():
            continue
        stage.server.faults.drop_pushes(lost)
        for number in range(lost):
            channel.post(f"Загублений {number}.")
        channel.post("Почутий.")
        await stage.pushed(watcher, 1)
        assert await watcher.comparer.compare_due() == 0, "it compared before it was due"
        stage.clock.move(minutes=6)
        assert await watcher.comparer.compare_due() == 1
    assert sorted(await stage.texts()) == sorted([*(f"Загублений {number}." for number in range(lost)), "Почутий."])
    assert await stage.alerts() == lost + 1


async def test_a_deletion_found_by_comparing_says_between_which_times(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        post = channel.post("Помилковий допис.")
        await stage.pushed(watcher, 1)
        assert await watcher.comparer.compare_due() == 1
        before = stage.clock()
        stage.server.faults.drop_pushes(1)
        channel.delete(post.id)
        stage.clock.move(minutes=6)
        assert await watcher.comparer.compare_due() == 1
    found = (await stage.newest()).post
    assert (found.deleted_after, found.deleted_at) == (before, stage.clock())
