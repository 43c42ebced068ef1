"""An account is lost, and others take its channels over."""

from collections import Counter

import pytest

from bot.asking import Ask
from bot.blindness import last_seen
from bot.errors import SessionDead
from storage.records import Blindness, Cause, NoticeKind
from tests.builders import MINUTE, MORNING
from tests.watching.company import NAMES, Company, blindness, channels, notices
from tests.watching.stage import Stage


async def test_what_is_posted_before_during_and_after_a_hand_over_is_stored_and_alerted_once(
    stage: Stage, company: Company
) -> None:
    made = await channels(stage, 4)
    made.append(stage.world.add_channel(title="Закритий", private=True))
    await stage.watch(made[-1])
    async with company.at_work():
        await company.follow()
        for channel in made:
            channel.post(f"До, {channel.title}.")
        await company.store(5)
        edited = made[0].messages[-1]
        for channel in made:
            channel.post(f"Перед кінцем, {channel.title}.")  # pushed, and not stored by whoever dies
        await company.die(0)
        for channel in made:
            channel.post(f"Під час, {channel.title}.")
        made[0].edit(edited.id, "До, виправлений.")
        assert not company.crew.hands.keys() - {company.people[1].id}
        await company.follow()
        await company.watchers[0].comparer.compare_due()
        for channel in made:
            channel.post(f"Після, {channel.title}.")
        await company.store(5)
        while await company.watchers[0].comparer.compare_due():
            continue
        assert company.crew.is_complete
    texts = await stage.texts()
    wanted = {f"{when}, {channel.title}." for when in ("До", "Перед кінцем", "Під час", "Після") for channel in made}
    assert sorted(texts) == sorted(wanted - {f"До, {made[0].title}."} | {"До, виправлений."})
    posts = [alert for alert in await stage.store.alerts.due(stage.clock(), limit=99) if alert.standing]
    assert len(posts) == 20
    assert all(company.people[1] in channel.members for channel in made)


async def test_operators_hear_once_who_is_gone_and_where_the_channels_went(stage: Stage, company: Company) -> None:
    await channels(stage, 5)
    async with company.at_work():
        await company.follow()
        await company.die(0)
        await company.follow()
    (told,) = await notices(stage)
    assert (told["name"], told["ended"], told["moved"], told["heirs"]) == ("Спостерігач", 1, 3, "Другий — 3")
    company.crew = await stage.crew(*company.sessions)  # a restart: the session is still dead
    await company.crew.lost(company.sessions[0], SessionDead("ended"))
    async with stage.watcher(company.crew, company.sessions[1]) as watcher:
        await watcher.follow_due()
        assert watcher.is_complete
    assert await notices(stage) == [told]


async def test_while_nobody_sees_a_channel_it_is_written_and_of_the_others_nothing(
    stage: Stage, company: Company
) -> None:
    await channels(stage, 2)
    async with company.at_work():
        await company.follow()
        await company.look()
        stage.clock.move(minutes=4)
        for channel in stage.world.channels.values():
            channel.post("Поки ніхто не бачить.", at=stage.clock())
        await company.die(0)
        await company.look()
        assert not company.crew.is_complete, "whoever takes over knows nothing of it yet"
        stage.clock.move(minutes=1)
        await company.store(1)
        await company.follow()
    taken = Blindness(since=MORNING, until=stage.clock(), cause=Cause.TAKEN_OVER, recovered=1)
    assert sorted((await blindness(stage)).values(), key=len) == [(), (taken,)]
    assert len(await stage.texts()) == 2


async def test_many_channels_are_taken_over_at_the_pace_and_what_is_seen_meanwhile_is_no_blindness(
    stage: Stage, company: Company
) -> None:
    await channels(stage, 40)
    async with company.at_work():
        await company.follow()
        await company.look()
        assert company.crew.is_complete
        stage.server.calls.recent.clear()
        await company.die(0)
        await company.follow()
        assert len(stage.server.calls.named(NAMES)) == 5, "its twenty-five names, less the twenty of its own channels"
        stage.clock.move(minutes=2)
        await company.follow()
        assert len(stage.server.calls.named(NAMES)) == 11, "one more each twenty seconds"
        await company.look()
        (told,) = await notices(stage, NoticeKind.BLIND)
        assert told["followed"] == 31
        made = await stage.store.channels.all()
        assert Counter((await last_seen(stage.store, [one.id for one in made])).values()) == {stage.clock(): 40}
    stage.clock.move(minutes=5)
    company.crew = await stage.crew(company.sessions[1])
    async with stage.watcher(company.crew, company.sessions[1]) as watcher:
        await stage.followed(watcher)
    assert len(stage.server.calls.named(NAMES)) == 20
    ended = Counter((blind.cause, blind.since) for each in (await blindness(stage)).values() for blind in each)
    assert ended == {(Cause.TAKEN_OVER, MORNING): 15, (Cause.STOPPED, MORNING + 2 * MINUTE): 31}, "at once is no time"


async def test_what_was_resolved_ahead_is_seen_at_once_and_joined_at_the_pace(stage: Stage, company: Company) -> None:
    made = await channels(stage, 12)
    async with company.at_work():
        await company.follow()
        await company.resolve_ahead()
        stage.clock.move(minutes=1)
        heir, watcher = company.people[1], company.watchers[1]
        stage.server.calls.recent.clear()
        assert watcher._asking.is_idle(Ask.NAME)
        for _ in range(23):  # names that were asked for lately: two may be at once
            watcher._asking.count(Ask.NAME)
        await company.die(0)
        for channel in made:
            channel.post("Після кінця.", at=stage.clock())
        await company.follow()
        assert company.crew.is_complete, "those that are not joined are asked about"
        assert sum(heir in channel.members for channel in made) == 6 + 2
        for channel in made:
            channel.post("Ще пізніше.", at=stage.clock())
        await company.store_until("Ще пізніше.", 8)
        stage.clock.move(seconds=31)
        assert await watcher.prober.probe_due() == 4
        assert Counter(await stage.texts()) == {"Після кінця.": 12, "Ще пізніше.": 12}
        while not all(heir in channel.members for channel in made):
            stage.clock.move(seconds=20)
            await watcher.follow_due()
        stage.clock.move(minutes=1)
        assert not await watcher.prober.probe_due(), "what is joined tells of itself"
    assert [len(stage.server.calls.named(method)) for method in (NAMES, "channels.joinChannel")] == [0, 6]


async def test_the_end_of_the_last_one_is_the_end(stage: Stage, company: Company) -> None:
    await channels(stage, 2)
    async with company.at_work():
        await company.follow()
        await company.die(1)
        with pytest.raises(SessionDead):
            await company.die(0)
