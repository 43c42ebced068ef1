"""When posts come: quiet hours and digests; nothing of what waits is lost, and it comes once."""

from datetime import datetime, timedelta

import pytest

from bot.alerts.render import render
from storage.api import Store
from storage.records import Criteria
from tests.desk.counter import EDITOR, OPERATOR, Counter
from tests.desk.showing import at, due, read

HOUR = timedelta(hours=1)


async def test_in_quiet_hours_only_the_top_tier_comes_and_the_rest_as_one_digest(counter: Counter):
    high, low = await counter.channel(1, tier=1), await counter.channel(2, tier=2)
    at(counter, "2026-03-01T22:50+02:00")
    told = await counter.tell(EDITOR, "/quiet 23-7")
    assert "Тихі години: 23:00–07:00 · Київ" in told
    assert "🔴 надходять і тоді" in told
    await counter.post(low, "Ще вечір")
    assert len(await read(counter)) == 1
    at(counter, "2026-03-02T02:00+02:00")
    for text in ("Перший нічний", "Другий нічний"):
        await counter.post(low, text)
    await counter.post(high, "Негайно")
    (urgent,) = await read(counter)
    assert "Негайно" in urgent
    assert len(await read(counter, OPERATOR)) == 4, "others hear of everything at once"
    assert "Чекають 2 дописи; найближчий дайджест — сьогодні о 07:00" in await counter.tell(EDITOR, "/quiet")
    at(counter, "2026-03-02T06:59+02:00")
    assert await read(counter) == []
    at(counter, "2026-03-02T07:00+02:00")
    (digest,) = await read(counter)
    assert digest.startswith("📬 2 дописи, що чекали на вас, 02:00–07:00:")
    assert "Перший нічний" in digest
    assert "Другий нічний" in digest
    assert await read(counter) == []


@pytest.mark.parametrize(
    ("begins", "ends"),
    [("2026-03-28T23:00+02:00", "2026-03-29T07:00+03:00"), ("2026-10-24T23:00+03:00", "2026-10-25T07:00+02:00")],
)
async def test_a_night_in_which_clocks_change_has_one_digest(counter: Counter, begins: str, ends: str):
    channel = await counter.channel(tier=2)
    at(counter, begins)
    await counter.tell(EDITOR, "/quiet 23-7")
    hours = round((datetime.fromisoformat(ends) - datetime.fromisoformat(begins)) / HOUR)
    told = []
    for hour in range(hours):
        await counter.post(channel, f"Допис {hour}")
        told += await read(counter)
        counter.clock.move(seconds=3600)
    assert told == []
    (digest,) = await read(counter)
    assert f"📬 {hours} дописів" in digest.replace("дописи", "дописів")
    assert datetime.fromisoformat(ends) == counter.clock()


async def test_what_waits_alone_comes_as_itself(counter: Counter):
    channel = await counter.channel(tier=2)
    at(counter, "2026-03-02T02:00+02:00")
    await counter.tell(EDITOR, "/quiet 23-7")
    await counter.post(channel, "Єдиний")
    at(counter, "2026-03-02T07:00+02:00")
    (alert,) = await due(counter) or [None]  # type: ignore[list-item]
    assert alert is None
    await counter.store.schedules.end(at=counter.clock())
    (alert,) = await due(counter)
    assert alert.standing is not None


async def test_a_change_of_hours_lets_go_what_need_not_wait_and_keeps_what_must(counter: Counter):
    channel = await counter.channel(tier=2)
    at(counter, "2026-03-02T02:00+02:00")
    await counter.tell(EDITOR, "/quiet 23-7")
    for number in range(2):
        await counter.post(channel, f"Допис {number}")
    await counter.tell(EDITOR, "/quiet 23-8")
    assert await read(counter) == []
    screen = await counter.ask(EDITOR, "/quiet")
    assert "сьогодні о 08:00" in screen.text
    await counter.press(EDITOR, "quiet_hours:0")
    (digest,) = await read(counter)
    assert digest.startswith("📬 2 дописи")
    answer = await counter.press(EDITOR, "quiet_undo:0")
    assert answer.show is not None
    assert "23:00–08:00" in answer.show.text


async def test_low_tiers_come_as_digests_at_chosen_hours(counter: Counter):
    high, low = await counter.channel(1, tier=2), await counter.channel(2, tier=3)
    at(counter, "2026-03-02T10:00+02:00")
    told = await counter.tell(EDITOR, "/quiet 9 13:30 18")
    assert "Дайджести: 09:00, 13:30, 18:00 — ⚪️" in told
    for text in ("Один", "Два"):
        await counter.post(low, text)
    await counter.post(high, "Одразу")
    assert len(await read(counter)) == 1
    at(counter, "2026-03-02T13:30+02:00")
    (digest,) = await read(counter)
    assert "Один" in digest
    assert "Одразу" not in digest


async def test_a_digest_whose_hour_is_quiet_comes_when_it_is_not(counter: Counter):
    low = await counter.channel(tier=3)
    at(counter, "2026-03-02T21:00+02:00")
    await counter.tell(EDITOR, "/quiet 23")
    await counter.tell(EDITOR, "/quiet 22-7")
    await counter.post(low, "Увечері")
    at(counter, "2026-03-02T23:00+02:00")
    assert await read(counter) == []
    at(counter, "2026-03-03T07:00+02:00")
    assert len(await read(counter)) == 1


async def test_low_tiers_make_no_sound_unless_wanted(counter: Counter):
    high, low = await counter.channel(1, tier=1), await counter.channel(2, tier=3)
    await counter.post(high, "Гучно")
    await counter.post(low, "Тихо")
    sounds = [render(one, now=counter.clock()).silent for one in await due(counter)]
    assert sounds == [False, True]
    await counter.press(EDITOR, "quiet_silent:2")
    assert [render(one, now=counter.clock()).silent for one in await due(counter)] == [True, False]


async def test_what_was_put_off_for_a_rule_waits_for_the_morning_too(counter: Counter, store: Store):
    channel = await counter.channel(tier=2)
    at(counter, "2026-03-02T02:00+02:00")
    await counter.tell(EDITOR, "/quiet 23-7")
    unwritten = Criteria(unwritten_minutes=10)
    draft = await store.rules.begin(EDITOR, rule_id=None, criteria=unwritten, at=counter.clock())
    await store.rules.save(draft.id, at=counter.clock())
    await counter.post(channel, "Нікому не потрібне", sent_at=counter.clock())
    counter.clock.move(seconds=600)
    assert await store.rules.end_waits(at=counter.clock()) == 1
    assert await read(counter) == []
    at(counter, "2026-03-02T07:00+02:00")
    assert len(await read(counter)) == 1


async def test_whynot_says_until_when_it_waits(counter: Counter):
    channel = await counter.channel(tier=2)
    at(counter, "2026-03-02T02:00+02:00")
    await counter.tell(EDITOR, "/quiet 23-7")
    post = await counter.post(channel, "Нічний")
    standing = await counter.store.posts.standing(post)
    assert standing is not None
    assert "дайджесту: 07:00" in await counter.tell(EDITOR, f"/whynot {standing.post.link}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Варшава", "Варшава"),
        ("europe/warsaw", "Варшава"),
        ("Lisbon", "Лісабон"),
        ("київ", "Київ"),
    ],
)
async def test_a_time_zone_is_known_by_its_city(counter: Counter, text: str, told: str):
    await counter.tell(EDITOR, "/quiet 23-7")
    assert f"23:00–07:00 · {told}" in await counter.tell(EDITOR, f"/quiet {text}")


@pytest.mark.parametrize("text", ["25-26", "7-7", "Варшавва", "щось", "🤷", "9:75"])
async def test_what_is_neither_hours_nor_a_zone_is_refused_with_advice(counter: Counter, text: str):
    told = await counter.tell(EDITOR, f"/quiet {text}")
    assert "Не розумію" in told
    assert "/quiet" in told
    assert (await counter.person(EDITOR)).schedule.quiet is None
