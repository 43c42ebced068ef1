"""Editors are told when we do not see what channels post, and again when it is over; once each."""

from dataclasses import dataclass, field

import pytest

from bot.bell import Bells
from bot.errors import SessionDead
from bot.sight import WATCHING, Sight, tell_gone
from storage.api import Store
from storage.records import NoticeKind, PersonId, Role
from tests.builders import MORNING, member
from tests.clocks import Clock

OWNER = PersonId(1)


@dataclass
class Watching:
    """The account and the watcher, as far as sight looks at them."""

    answers: bool = True
    is_complete: bool = True
    found: int = 0
    followed: int = 0
    errors: list[Exception] = field(default_factory=list)

    async def alive(self) -> bool:
        if self.errors:
            raise self.errors.pop()
        return self.answers


@pytest.fixture
def watching() -> Watching:
    return Watching()


@pytest.fixture
async def sight(store: Store, clock: Clock, watching: Watching) -> Sight:
    await store.people.own(OWNER, name="Марта", language="uk", timezone="Europe/Kyiv", at=MORNING)
    return Sight(store=store, eye=watching, watcher=watching, bells=Bells(), now=clock)  # type: ignore[arg-type]


async def told(store: Store, clock: Clock) -> list[tuple[NoticeKind, int | str | None]]:
    due = await store.alerts.due(clock(), limit=9)
    return [(alert.notice.kind, alert.notice.data.get("recovered")) for alert in due if alert.notice]


async def test_as_long_as_it_sees_nobody_is_told(sight: Sight, store: Store, clock: Clock) -> None:
    for _ in range(3):
        await sight.look()
        clock.move(seconds=30)
    assert await told(store, clock) == []


async def test_less_than_a_minute_of_blindness_is_nobodys_concern(
    sight: Sight, store: Store, clock: Clock, watching: Watching
) -> None:
    await sight.look()
    watching.answers = False
    clock.move(seconds=55)
    await sight.look()
    assert await told(store, clock) == []


async def test_more_than_a_minute_is_told_once_and_its_end_with_what_was_recovered(
    sight: Sight, store: Store, clock: Clock, watching: Watching
) -> None:
    await sight.look()
    watching.answers = False
    for _ in range(3):
        clock.move(seconds=40)
        await sight.look()
    assert await told(store, clock) == [(NoticeKind.BLIND, None)]
    watching.answers, watching.found = True, 3
    await sight.look()
    assert await told(store, clock) == [(NoticeKind.BLIND, None), (NoticeKind.SIGHTED, 3)]
    clock.move(seconds=10)
    await sight.look()
    assert len(await told(store, clock)) == 2


async def test_it_does_not_see_again_before_every_channel_was_caught_up(
    sight: Sight, store: Store, clock: Clock, watching: Watching
) -> None:
    await sight.look()
    watching.is_complete = False
    clock.move(minutes=2)
    await sight.look()
    assert await told(store, clock) == [(NoticeKind.BLIND, None)]


async def test_a_process_that_was_away_says_so_when_it_is_back(
    sight: Sight, store: Store, clock: Clock, watching: Watching
) -> None:
    await store.marks.put(WATCHING, clock())
    clock.move(minutes=7)
    watching.found = 5
    await sight.look()
    assert await told(store, clock) == [(NoticeKind.SIGHTED, 5)]


async def test_a_first_start_has_nothing_to_tell(sight: Sight, store: Store, clock: Clock) -> None:
    await sight.look()
    assert await told(store, clock) == []
    assert await store.marks.get(WATCHING) == clock()


async def test_an_account_that_is_gone_is_told_at_once_and_ends_the_looking(
    sight: Sight, store: Store, clock: Clock, watching: Watching
) -> None:
    await sight.look()
    watching.errors = [SessionDead("gone")]
    with pytest.raises(SessionDead):
        await sight.look()
    await tell_gone(store, now=clock())
    assert await told(store, clock) == [(NoticeKind.BLIND, None)]


async def test_reporters_are_not_told(sight: Sight, store: Store, clock: Clock) -> None:
    await member(store, 2, Role.REPORTER)
    await tell_gone(store, now=clock())
    assert [alert.person.id for alert in await store.alerts.due(clock(), limit=9)] == [OWNER]


async def test_where_others_are_watched_all_the_while_both_notices_say_so(
    sight: Sight, store: Store, clock: Clock, watching: Watching
) -> None:
    await sight.look()
    clock.move(minutes=2)
    watching.is_complete, watching.followed = False, 7
    await sight.look()
    watching.is_complete = True
    await sight.look()
    due = await store.alerts.due(clock(), limit=9)
    assert [alert.notice.data.get("followed") for alert in due if alert.notice] == [7, 7]
