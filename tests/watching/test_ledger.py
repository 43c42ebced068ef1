"""What the watcher tells the ledger: from when to when a channel was not seen, and that nothing in it is unknown."""

from bot.blindness import WATCHING
from bot.sandbox.telegram.faults import EVERY
from bot.sandbox.telegram.world.channels import Channel
from bot.sight import Sight
from bot.watcher import Watcher
from storage.records import Blindness, Cause, ChannelLedger
from tests.builders import MINUTE, MORNING
from tests.watching.stage import Stage


async def ledger(stage: Stage) -> ChannelLedger:
    (channel,) = await stage.store.channels.all()
    (found,) = await stage.store.ledger.of([channel.id])
    return found


async def looked(stage: Stage, watcher: Watcher) -> None:
    source = watcher.source
    await Sight(store=stage.store, eye=source, watcher=watcher, bells=watcher.bells, now=stage.clock).look()  # type: ignore[arg-type]


async def test_a_killed_process_was_blind_since_it_last_looked(stage: Stage, channel: Channel) -> None:
    channel.post("Перший.")
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        stage.clock.move(minutes=2)
        await looked(stage, watcher)
        stage.clock.move(seconds=7)  # and is gone, without a word
    stage.clock.move(minutes=7)
    for number in range(3):
        channel.post(f"Пропущений {number}.", at=stage.clock())
    async with stage.watcher() as watcher:
        await watcher.follow_due()
    (blind,) = (await ledger(stage)).blindness
    assert blind == Blindness(since=MORNING + 2 * MINUTE, until=stage.clock(), cause=Cause.STOPPED, recovered=3)


async def test_a_connection_that_was_away_made_it_blind(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        await looked(stage, watcher)
        stage.clock.move(minutes=3)
        channel.post("Пропущений.", at=stage.clock())
        watcher.interrupted()
        stage.server.faults.refuse("messages.getHistory", "CHANNEL_PARICIPANT_MISSING", times=1)
        for _ in range(2):
            await watcher.follow_due()
            stage.clock.move(minutes=1)
        (blind,) = (await ledger(stage)).blindness
        assert (blind.since, blind.cause, blind.recovered) == (MORNING, Cause.AWAY, 1)
        assert blind.until is not None


async def test_a_short_interruption_that_missed_nothing_leaves_no_trace(stage: Stage, channel: Channel) -> None:
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        await looked(stage, watcher)
        stage.clock.move(seconds=20)
        watcher.interrupted()
        await watcher.follow_due()
    assert (await ledger(stage)).blindness == ()
    assert await stage.store.marks.get(WATCHING) == MORNING


async def test_after_a_comparison_nothing_is_unknown(stage: Stage, channel: Channel) -> None:
    first = channel.post("Перший.")
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        stage.server.faults.drop_pushes(2)
        channel.delete(channel.post("Зник, перш ніж ми побачили.").id)
        channel.post("Третій.")
        await stage.pushed(watcher, 1)
        assert (await ledger(stage)).unknown == 1
        channel.delete(first.id)
        await stage.pushed(watcher, 1)
        await stage.compared(watcher)
    found = await ledger(stage)
    assert (found.held, found.deleted, found.absent, found.unknown) == (1, 1, 1, 0)


async def test_a_hole_far_behind_the_newest_posts_is_found_and_filled(stage: Stage, channel: Channel) -> None:
    channel.post("Перший.")
    await stage.watch(channel)
    async with stage.watcher() as watcher:
        await watcher.follow_due()
        stage.server.faults.drop_pushes(EVERY)
        lost = channel.post("Загублений.")
        for number in range(130):
            channel.post(f"Наступний {number}.")
        (known,) = await stage.store.channels.all()
        access = (await stage.store.channels.access(watcher.source.account))[known.id]
        async for page in watcher.source.history(access, after=1):  # Telethon would close this hole by itself
            await watcher.keeper.add([(known, each) for each in page if each.message_id != lost.id])
        await stage.compared(watcher)
        assert "Загублений." in await stage.texts()
        assert watcher.found == 1
    assert (await ledger(stage)).unknown == 0
