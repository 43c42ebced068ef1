"""Several accounts share the channels."""

from collections import Counter

from bot.errors import ChannelsFull, SessionDead
from storage.records import ChannelState, Mode, NoticeKind
from tests.watching.company import NAMES, Company, channels, loads, notices
from tests.watching.stage import Stage


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
