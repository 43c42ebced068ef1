"""Several accounts share the channels; when Telegram ends the session of one, the others take over."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

import pytest

from bot.asking import Ask
from bot.bell import Bells
from bot.blindness import last_seen
from bot.crew import Crew
from bot.errors import ChannelsFull, SessionDead
from bot.sandbox.telegram.world.accounts import User
from bot.sandbox.telegram.world.channels import Channel
from bot.sight import Sight
from bot.watcher import Watcher
from storage.records import Blindness, Cause, ChannelState, Mode, NoticeKind
from tests.builders import MINUTE, MORNING
from tests.watching.stage import Stage

NAMES = "contacts.resolveUsername"


@dataclass
class Company:
    """Accounts with a session each, and what they do while they are connected."""

    stage: Stage
    people: list[User]
    sessions: list[str]
    most: int = 500
    crew: Crew = field(init=False)
    watchers: list[Watcher] = field(default_factory=list)

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator["Company"]:
        self.crew = await self.stage.crew(*self.sessions, most=self.most)
        async with AsyncExitStack() as stack:
            self.watchers = [
                await stack.enter_async_context(self.stage.watcher(self.crew, session)) for session in self.sessions
            ]
            yield self

    async def follow(self) -> None:
        """Everybody follows what is theirs."""
        for _ in range(3):
            for watcher in self.watchers:
                await watcher.follow_due()

    async def store(self, count: int) -> None:
        """Everybody stores what was pushed to them: so many events in all."""
        await self.stage.world.until(lambda: sum(len(each.source.arrivals) for each in self.watchers) >= count)
        for watcher in self.watchers:
            while await watcher.store_due():
                continue

    async def resolve_ahead(self) -> None:
        """Time passes in which nothing new is wanted."""
        channels = self.stage.store.channels
        while any([len(await channels.access(one.id)) < len(await channels.all()) for one in self.people]):
            self.stage.clock.move(minutes=1)
            await self.follow()

    async def look(self) -> None:
        """Everybody looks whether they see."""
        for watcher in self.watchers:
            hand = self.crew.hands[watcher.source.account]
            sight = Sight(store=self.stage.store, eye=self.crew, watcher=self.crew, bells=Bells(), now=self.stage.clock)
            await self.crew.look(hand, sight.look)

    async def die(self, number: int) -> None:
        """Telegram ends somebody's session, and they find out."""
        self.stage.server.faults.end_sessions(self.people[number])
        with pytest.raises(SessionDead) as caught:
            await self.watchers[number].source.alive()  # type: ignore[attr-defined]
        del self.watchers[number]
        await self.crew.lost(self.sessions[number], caught.value)


@pytest.fixture
def company(stage: Stage) -> Company:
    people = [stage.account, stage.world.add_user("Другий")]
    return Company(stage, people, [stage.server.session_for(person) for person in people])


async def channels(stage: Stage, count: int, *, mode: Mode = Mode.JOIN, first: int = 0) -> list[Channel]:
    made = [stage.world.add_channel(f"kanal_{first + number}_test") for number in range(count)]
    for channel in made:
        await stage.watch(channel, mode=mode)
    return made


async def loads(stage: Stage) -> Counter[int]:
    return Counter(each.account for each in (await stage.store.accounts.assignments()).values())


async def notices(stage: Stage, kind: NoticeKind = NoticeKind.ACCOUNT_LOST) -> list[dict[str, str | int]]:
    due = [alert.notice for alert in await stage.store.alerts.due(stage.clock(), limit=99) if alert.notice]
    return [notice.data for notice in due if notice.kind is kind]


async def blindness(stage: Stage) -> dict[str, tuple[Blindness, ...]]:
    """Of each channel, by title."""
    made = await stage.store.channels.all()
    ledgers = await stage.store.ledger.of([channel.id for channel in made])
    return {channel.title: ledger.blindness for channel, ledger in zip(made, ledgers, strict=True)}


async def test_channels_are_shared_evenly_and_each_is_followed_by_one(stage: Stage, company: Company) -> None:
    joined = await channels(stage, 6)
    await channels(stage, 4, mode=Mode.POLL, first=6)
    async with company.at_work():
        await company.follow()
        assert company.crew.is_complete
    one, other = company.people
    assert await loads(stage) == {one.id: 5, other.id: 5}
    assert [sum(person in channel.members for channel in joined) for person in company.people] == [3, 3]
    assert [(account.name, account.channels, account.backups) for account in await stage.store.accounts.all()] == [
        ("Спостерігач", 5, 5),
        ("Другий", 5, 5),
    ]


async def test_a_restart_resolves_nothing_joins_nothing_and_moves_nothing(stage: Stage, company: Company) -> None:
    await channels(stage, 5)
    await channels(stage, 3, mode=Mode.POLL, first=5)
    async with company.at_work():
        await company.follow()
        await company.resolve_ahead()
    before = await stage.store.accounts.assignments()
    stage.server.calls.recent.clear()
    company.sessions.reverse()
    async with company.at_work():
        await company.follow()
        assert company.crew.is_complete
    assert await stage.store.accounts.assignments() == before
    assert [stage.server.calls.named(method) for method in (NAMES, "channels.joinChannel")] == [[], []]


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
        await company.store(6 + 8)
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


async def test_whoever_comes_back_takes_what_is_new_and_nothing_else_moves(stage: Stage, company: Company) -> None:
    await channels(stage, 4)
    async with company.at_work():
        await company.follow()
        await company.die(0)
        await company.follow()
    first, second = company.people
    assert await loads(stage) == {second.id: 4}
    company.sessions[0] = stage.server.session_for(first)
    async with company.at_work():
        await channels(stage, 2, first=4)
        await company.follow()
        assert company.crew.is_complete
    assert await loads(stage) == {second.id: 4, first.id: 2}
    back, _ = await stage.store.accounts.all()
    assert (back.lost_at, back.backups) == (None, 4)


async def test_an_account_that_the_settings_no_longer_name_is_replaced(stage: Stage, company: Company) -> None:
    await channels(stage, 4)
    async with company.at_work():
        await company.follow()
    del company.sessions[0]
    async with company.at_work():
        await company.follow()
        assert company.crew.is_complete
    assert await loads(stage) == {company.people[1].id: 4}
    (told,) = await notices(stage)
    assert (told["name"], told["ended"], told["moved"]) == ("Спостерігач", 0, 2)


async def test_a_session_that_never_worked_is_told_by_its_place(stage: Stage, company: Company) -> None:
    await channels(stage, 2)
    company.crew = await stage.crew(*company.sessions)
    await company.crew.lost(company.sessions[1], SessionDead("ended"))
    async with stage.watcher(company.crew, company.sessions[0]) as watcher:
        await watcher.follow_due()
    assert await loads(stage) == {company.people[0].id: 2}
    assert await notices(stage) == [{"number": 2}]


async def test_while_somebody_is_expected_their_channels_stay_and_new_ones_wait(stage: Stage, company: Company) -> None:
    await channels(stage, 4)
    async with company.at_work():
        await company.follow()
    before = await loads(stage)
    await channels(stage, 1, first=4)
    company.crew = await stage.crew(*company.sessions)
    async with stage.watcher(company.crew, company.sessions[0]) as watcher:
        await watcher.follow_due()
        assert not company.crew.is_complete, "what the other follows is not seen"
        assert await loads(stage) == before
        stage.clock.move(minutes=2)
        await watcher.follow_due()
        assert await loads(stage) == before + Counter({company.people[0].id: 1})


async def test_two_sessions_of_one_account_are_one(stage: Stage, company: Company) -> None:
    company.sessions[1] = stage.server.session_for(company.people[0])
    company.crew = await stage.crew(*company.sessions)
    async with stage.watcher(company.crew, company.sessions[0]) as watcher:
        assert await company.crew.join(company.sessions[1], watcher.source) is None  # type: ignore[arg-type]
        await channels(stage, 2)
        await watcher.follow_due()
        assert company.crew.is_complete


async def test_a_full_account_passes_on_and_where_all_are_full_it_is_told(stage: Stage, company: Company) -> None:
    company.most = 2
    stage.server.faults.refuse("channels.joinChannel", "CHANNELS_TOO_MUCH", times=1)
    await channels(stage, 2)
    async with company.at_work():
        await company.follow()
        assert sorted((await loads(stage)).values()) == [2], "one may join no more, so the other has both"
        await channels(stage, 1, first=2)
        await company.follow()
        assert company.crew.is_complete
    states = Counter((channel.state, channel.error) for channel in await stage.store.channels.all())
    assert states == {(ChannelState.WATCHED, None): 2, (ChannelState.FAILED, ChannelsFull.words): 1}


async def test_what_fits_nowhere_is_told_once_and_whoever_is_polled_always_fits(stage: Stage, company: Company) -> None:
    company.most = 1
    await channels(stage, 4)
    await channels(stage, 2, mode=Mode.POLL, first=4)
    async with company.at_work():
        await company.follow()
        assert company.crew.is_complete
        (told,) = await notices(stage, NoticeKind.ACCOUNTS_FULL)
        assert (told["count"], told["most"]) == (2, 1)
        company.crew.sharing.most = 2
        await company.follow()
    assert await loads(stage) == {person.id: 3 for person in company.people}
    assert {channel.state for channel in await stage.store.channels.all()} == {ChannelState.WATCHED}
