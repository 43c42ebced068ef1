"""After a long time without sight: one message that lists what was posted, in place of a flood."""

from bot.alerts.render import render
from bot.sandbox.telegram.world.channels import Channel
from storage.records import DueAlert, NoticeKind
from tests.watching.stage import OWNER, Stage
from tests.watching.test_ledger import looked


async def due(stage: Stage) -> list[DueAlert]:
    """The posts that are to be shown, and summaries of them."""
    alerts = await stage.store.alerts.due(stage.clock(), limit=99)
    return [one for one in alerts if one.notice is None or one.notice.kind is NoticeKind.RESUMED]


async def unseen(stage: Stage, channel: Channel, *, minutes: int, posts: int) -> None:
    """Watch a channel, be killed, and let it post meanwhile, the last time right after that."""
    channel.post("Перший.")
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        await looked(stage, watcher)
    for number in range(posts):
        stage.clock.move(seconds=30)
        channel.post(f"Пропущений {number}.", at=stage.clock())
    stage.clock.move(minutes=minutes)


async def caught_up(stage: Stage) -> None:
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        await looked(stage, watcher)


async def test_after_a_long_stop_one_message_lists_what_was_posted(stage: Stage, channel: Channel) -> None:
    await unseen(stage, channel, minutes=31, posts=3)
    await caught_up(stage)
    (summary,) = await due(stage)
    text = render(summary, now=stage.clock()).text
    assert text.startswith("📋 3 дописи вийшли, поки каналів не було видно, ")
    assert [f"Пропущений {number}." in text for number in range(3)] == [True] * 3
    assert "Перший." not in text


async def test_after_a_short_stop_each_post_is_alerted_as_late(stage: Stage, channel: Channel) -> None:
    await unseen(stage, channel, minutes=15, posts=2)
    await caught_up(stage)
    texts = [render(alert, now=stage.clock()).text for alert in await due(stage)]
    assert len(texts) == 2
    assert all("⏰ Побачили запізно, " in text and ": «Джерело» не працювало з " in text for text in texts)


async def test_one_post_alone_is_alerted_and_not_listed(stage: Stage, channel: Channel) -> None:
    await unseen(stage, channel, minutes=31, posts=1)
    await caught_up(stage)
    (alert,) = await due(stage)
    assert alert.standing is not None
    assert alert.standing.post.text == "Пропущений 0."


async def test_what_is_fresh_is_alerted_at_once(stage: Stage, channel: Channel) -> None:
    await unseen(stage, channel, minutes=31, posts=2)
    channel.post("Щойно.", at=stage.clock())
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        (alert,) = await due(stage)
        assert alert.standing is not None
        assert alert.standing.post.text == "Щойно."


async def test_what_is_listed_is_told_of_once_whatever_becomes_of_it(stage: Stage, channel: Channel) -> None:
    await unseen(stage, channel, minutes=31, posts=2)
    await caught_up(stage)
    for alert in await due(stage):
        await stage.store.alerts.shown(alert, message_id=1, at=stage.clock())
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        channel.edit(2, "Пропущений, змінений.")
        await stage.pushed(watcher, 1)
        await looked(stage, watcher)
    assert await due(stage) == []


async def test_a_kill_between_storing_and_telling_loses_and_doubles_nothing(stage: Stage, channel: Channel) -> None:
    await unseen(stage, channel, minutes=31, posts=2)
    async with stage.watcher() as watcher:
        await watcher.follow_due()  # and is killed before it tells
    assert await due(stage) == []
    stage.clock.move(minutes=1)
    channel.post("Третій.", at=stage.clock())
    stage.clock.move(minutes=20)
    for _ in range(2):
        await caught_up(stage)
    told = [render(alert, now=stage.clock()).text for alert in await due(stage)]
    assert ["📋" in text for text in told] == [True, False]
    assert "Пропущений 1." in told[0]
    assert "Третій." in told[1]


async def test_what_is_there_does_not_wait_long_for_what_cannot_be_had(stage: Stage, channel: Channel) -> None:
    await unseen(stage, channel, minutes=31, posts=2)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        watcher.is_complete = False  # another channel is still to come
        await looked(stage, watcher)
        assert await due(stage) == []
        stage.clock.move(minutes=6)
        await looked(stage, watcher)
        (summary,) = await due(stage)
        assert "Пропущений 1." in render(summary, now=stage.clock()).text


async def test_a_stop_in_which_nothing_was_posted_is_summed_up_by_nothing(stage: Stage, channel: Channel) -> None:
    await unseen(stage, channel, minutes=40, posts=0)
    await caught_up(stage)
    assert await due(stage) == []


async def test_each_long_stop_has_a_summary_of_its_own(stage: Stage, channel: Channel) -> None:
    for number in range(2):
        await unseen(stage, channel, minutes=31, posts=2 + number)
        await caught_up(stage)
    texts = [render(alert, now=stage.clock()).text for alert in await due(stage)]
    assert ["2 дописи" in texts[0], "3 дописи" in texts[1]] == [True, True]


async def test_whoever_has_muted_alerts_gets_no_summary(stage: Stage, channel: Channel) -> None:
    await unseen(stage, channel, minutes=31, posts=2)
    await stage.store.people.change(OWNER, muted=True, at=stage.clock())
    await caught_up(stage)
    assert await due(stage) == []


async def test_a_deletion_of_what_is_listed_tells_nobody_again(stage: Stage, channel: Channel) -> None:
    await unseen(stage, channel, minutes=31, posts=2)
    channel.delete(2)
    await caught_up(stage)
    told = await due(stage)
    for alert in told:
        await stage.store.alerts.shown(alert, message_id=1, at=stage.clock())
    assert len(told) == 1
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        channel.delete(3)
        await stage.pushed(watcher, 1)
    assert await due(stage) == []
