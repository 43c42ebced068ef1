"""Channels that post by the dozen have a tier of their own: found and listed, told of in digests, never one by one."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.alerts.audience import Audience
from bot.alerts.render import render
from bot.bell import Bells
from bot.bulk import is_bulk
from bot.digest import Digests, latest
from bot.incoming import Incoming
from storage.api import Store
from storage.records import BULK, Arrival, Channel, NoticeKind, PersonId, Role
from tests.builders import MORNING, OWNER, channel_spec, everybody, keys_of, member, new_post, watched
from tests.clocks import Clock

KYIV = ZoneInfo("Europe/Kyiv")
TIMES = (time(8), time(13), time(19))
HOUR = timedelta(hours=1)


def messages(count: int, every: timedelta, **changes: object) -> list[Incoming]:
    return [
        Incoming(telegram_id=1, message_id=number, sent_at=MORNING + number * every, text="Тривога", **changes)  # type: ignore[arg-type]
        for number in range(1, count + 1)
    ]


def test_a_channel_posts_by_the_dozen_when_its_latest_fifty_came_within_a_day() -> None:
    assert is_bulk(messages(50, timedelta(minutes=20)))
    assert not is_bulk(messages(50, timedelta(minutes=40)))
    assert not is_bulk(messages(20, timedelta(minutes=1))), "too few to judge by"
    assert not is_bulk(messages(50, timedelta(minutes=1), album=7)), "one album"
    assert not is_bulk(messages(50, timedelta(minutes=1), is_service=True))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=KYIV).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-23T07:59", "2026-11-22T19:00"),
        ("2026-11-23T08:00", "2026-11-23T08:00"),
        ("2026-11-23T23:59", "2026-11-23T19:00"),
        ("2026-10-25T12:00", "2026-10-25T08:00"),  # an hour longer than other days
    ],
)
def test_digests_come_at_their_times_of_day_by_the_newsrooms_clock(now: str, due: str) -> None:
    assert latest(TIMES, at(now), KYIV) == at(due)


async def seeded(store: Store, *, is_bulk: bool, **changes: object) -> Channel:
    channel = await watched(store, **changes)
    await store.posts.seed(channel.id, [new_post(channel, arrival=Arrival.SEED)], is_bulk=is_bulk, at=MORNING)
    found = await store.channels.get(channel.id)
    assert found is not None
    return found


async def test_whose_tier_nobody_chose_is_put_into_that_tier_and_operators_hear_of_it_once(store: Store) -> None:
    await member(store, 2, Role.OPERATOR)
    await member(store, 3, Role.EDITOR)
    channel = await seeded(store, is_bulk=True, tier_chosen=False)
    assert channel.spec.tier == BULK
    due = await store.alerts.due(MORNING, limit=9)
    assert [(alert.person.id, alert.notice.kind) for alert in due if alert.notice] == [
        (OWNER, NoticeKind.BULK_POSTER),
        (PersonId(2), NoticeKind.BULK_POSTER),
    ]
    assert "/watch @" in render(due[0], now=MORNING).text


@pytest.mark.parametrize("changes", [{"is_bulk": True, "tier": 2}, {"is_bulk": False, "tier_chosen": False}])
async def test_a_chosen_tier_stays_and_so_does_that_of_others(store: Store, changes: dict[str, bool]) -> None:
    await member(store, 2, Role.OPERATOR)
    assert (await seeded(store, **changes)).spec.tier == 2
    assert await store.alerts.due(MORNING, limit=9) == []


async def test_the_tier_it_got_stays_when_its_entry_is_read_again_until_one_is_chosen(store: Store) -> None:
    channel = await seeded(store, is_bulk=True, tier_chosen=False)
    spec = channel_spec(username=channel.spec.username, tier_chosen=False, aliases=("тривоги",))
    await store.channels.bring_in([spec], at=MORNING)
    (again,) = await store.channels.all()
    assert (again.spec.tier, again.spec.aliases) == (BULK, ("тривоги",))
    await store.channels.bring_in([channel_spec(username=channel.spec.username, tier=3)], at=MORNING)
    (again,) = await store.channels.all()
    assert again.spec.tier == 3


async def published(store: Store, channel: Channel, *numbers: int, received: datetime, **changes: object) -> int:
    posts = [
        new_post(
            channel, message_id=number, text=f"Тривога {number}", sent_at=received, received_at=received, **changes
        )
        for number in numbers
    ]
    return (await store.posts.add(posts, audience=Audience(), at=received)).alerts


async def test_its_posts_alert_nobody_are_found_and_come_in_one_digest(store: Store, clock: Clock) -> None:
    await member(store, 3, Role.EDITOR)
    await member(store, 4, Role.EDITOR)
    await member(store, 5, Role.REPORTER)
    await store.people.change(PersonId(4), muted=True, at=MORNING)
    channel = await watched(store, tier=BULK)
    usual = await watched(store, 1002, username="other_one")
    digests = Digests(store=store, bells=Bells(), now=clock, times=TIMES, timezone=KYIV)
    await digests.look()
    clock.move(minutes=10)
    assert await published(store, channel, 1, 2, 3, received=clock()) == 0
    assert await published(store, channel, 4, received=clock(), arrival=Arrival.SEED) == 0
    await store.posts.add([new_post(usual, message_id=9)], audience=everybody, at=clock())
    assert [standing.post.message_id for standing in await store.posts.latest(channel_id=None, limit=9)] == [9]
    assert len(await store.posts.latest(channel_id=channel.id, limit=9)) == 4
    assert len(await store.posts.search([keys_of("тривога").split()], limit=9)) == 4

    for _ in range(24):
        clock.move(hours=1)
        await digests.look()
    told = [alert for alert in await store.alerts.due(clock(), limit=99) if alert.notice]
    assert [alert.person.id for alert in told] == [OWNER, PersonId(3)]
    text = render(told[0], now=clock()).text
    assert "3 дописи" in text
    assert f"• {channel.title} · 3" in text
    assert "Тривога 3" in text
    assert "https://t.me/" in text


async def test_a_digest_whose_time_passed_while_nobody_ran_comes_late_and_once(store: Store, clock: Clock) -> None:
    await member(store, 3, Role.EDITOR)
    channel = await watched(store, tier=BULK)
    await Digests(store=store, bells=Bells(), now=clock, times=TIMES, timezone=KYIV).look()
    await published(store, channel, 1, received=clock() + HOUR)
    clock.move(days=3)
    for _ in range(2):  # the second time as after a crash
        await Digests(store=store, bells=Bells(), now=clock, times=TIMES, timezone=KYIV).look()
    assert len([alert for alert in await store.alerts.due(clock(), limit=99) if alert.notice]) == 2  # with the owner
