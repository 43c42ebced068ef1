"""A channel that takes another title, username or photo: kept and told to operators once, however it is noticed."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.sandbox.telegram.faults import EVERY
from bot.sandbox.telegram.world.channels import Channel
from storage.records import Mode, NoticeKind, Profile
from tests.watching.stage import Stage

CHANGES: dict[str, Callable[[Channel], object]] = {
    "title": lambda channel: channel.rename("Генштаб ЗСУ"),
    "username": lambda channel: channel.change_username("genshtab_novyi"),
    "photo": lambda channel: channel.change_photo(b"\xff\xd8new"),
    "no photo": lambda channel: channel.change_photo(None),
}


async def told(stage: Stage) -> list[dict[str, str | int]]:
    due = await stage.store.alerts.due(stage.clock(), limit=99)
    notices = [alert.notice for alert in due if alert.notice]
    assert {notice.kind for notice in notices} <= {NoticeKind.CHANNEL_CHANGED}
    return [notice.data for notice in notices]


async def profiles(stage: Stage) -> list[Profile]:
    """From the first to the present one."""
    (known,) = await stage.store.channels.all()
    return [since.profile for since in reversed(await stage.store.channels.profiles(known.id))]


@pytest.mark.parametrize("what", CHANGES)
async def test_a_change_is_noticed_as_it_happens(stage: Stage, channel: Channel, what: str) -> None:
    channel.change_photo(b"\xff\xd8old")
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        await stage.compared(watcher)
        CHANGES[what](channel)
        await stage.pushed(watcher, 1)
        channel.post("Після зміни.")
        await stage.pushed(watcher, 1)
        stage.clock.move(minutes=6)
        await stage.compared(watcher)
        while await watcher.store_due():
            continue
    before, after = await profiles(stage)
    photo = channel.photo.id if channel.photo else 0
    assert after == Profile(title=channel.title, username=channel.username, photo=photo)
    assert before != after
    assert len(await told(stage)) == 1


@pytest.mark.parametrize("mode", Mode)
async def test_a_change_that_no_push_tells_is_found_by_the_periodic_look(
    stage: Stage, channel: Channel, mode: Mode
) -> None:
    await stage.watch(channel, mode=mode)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        await stage.compared(watcher)
        stage.server.faults.drop_pushes(EVERY)
        channel.change_username("genshtab_novyi")
        channel.change_photo(b"\xff\xd8new")
        stage.clock.move(minutes=6)
        await stage.compared(watcher)
        await watcher.store_due()
        await watcher.follow_due()
        (known,) = await stage.store.channels.all()
        assert known.spec.username == "genshtab_novyi"
        stage.server.faults.restore()
        channel.post("Допис.")
        stage.clock.move(seconds=30)
        await watcher.prober.probe_due()
        await stage.compared(watcher)
    (data,) = await told(stage)
    assert (data["old_username"], data["username"], data["photo"]) == ("genshtab_test", "genshtab_novyi", "new")


@pytest.mark.parametrize("private", [False, True])
async def test_a_change_of_the_time_away_is_told_once_however_often_it_starts(stage: Stage, private: bool) -> None:
    channel = stage.world.add_channel(None if private else "rada_test", title="Рада", private=private)
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
    channel.rename("Рада громад")
    channel.change_photo(b"\xff\xd8new")
    for _ in range(2):
        async with stage.watcher() as watcher:
            await watcher.follow_due()
            await stage.compared(watcher)
    (data,) = await told(stage)
    assert (data["old_title"], data["title"], data["photo"]) == ("Рада", "Рада громад", "new")
    (known,) = await stage.store.channels.all()
    assert known.id in await stage.store.channels.changed(since=stage.clock())
    assert await stage.store.channels.changed(since=stage.clock() + timedelta(seconds=1)) == {}


async def test_the_posts_of_a_renamed_channel_are_linked_by_its_new_name(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        channel.change_username("genshtab_novyi")
        await stage.pushed(watcher, 1)
        await watcher.follow_due()
        post = channel.post("Допис.")
        await stage.pushed(watcher, 1)
    assert (await stage.newest()).post.link == f"https://t.me/genshtab_novyi/{post.id}"
