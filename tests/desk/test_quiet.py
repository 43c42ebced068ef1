"""When posts come: quiet hours, digests, mutes; nothing of what waits is lost, and it comes once."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.alerts.render import render
from bot.message import Message
from storage.api import Store
from storage.records import Criteria, DueAlert, NoticeKind, PersonId
from tests.desk.counter import EDITOR, OPERATOR, Counter

HOUR = timedelta(hours=1)


async def due(counter: Counter, who: PersonId = EDITOR) -> list[DueAlert]:
    """What is to be shown to somebody now."""
    return [one for one in await counter.store.alerts.due(counter.clock(), limit=99) if one.person.id == who]


async def read(counter: Counter, who: PersonId = EDITOR) -> list[str]:
    """Show somebody what is due, once the stage has looked: each message's text."""
    await counter.store.schedules.end(at=counter.clock())
    texts = []
    for one in await due(counter, who):
        texts.append(render(one, now=counter.clock()).text)
        await counter.store.alerts.shown(one, message_id=one.id, at=counter.clock())
    return texts


def at(counter: Counter, text: str) -> None:
    """Move the clock on to a moment of Kyiv's."""
    then = datetime.fromisoformat(text).astimezone(UTC)
    counter.clock.move(seconds=(then - counter.clock()).total_seconds())


def labels(message: Message) -> dict[str, str]:
    return {button.text: button.data or "" for row in message.buttons for button in row}


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


async def test_a_mute_for_a_time_holds_everything_and_ends_by_itself(counter: Counter):
    channel = await counter.channel(tier=1)
    muted = await counter.ask(EDITOR, "/mute 2 год")
    assert "Сповіщень про дописи не буде до 10:00" in muted.text
    for text in ("Один", "Два"):
        await counter.post(channel, text)
    assert await read(counter) == []
    counter.clock.move(seconds=7200)
    (digest,) = await read(counter)
    assert digest.startswith("📬 2 дописи")
    await counter.post(channel, "Далі")
    assert len(await read(counter)) == 1


async def test_a_mute_of_a_channel_leaves_the_others_and_a_button_ends_it(counter: Counter):
    one, other = await counter.channel(1), await counter.channel(2)
    muted = await counter.ask(EDITOR, "/mute Channel 1001 8h")
    assert "«Channel 1001»" in muted.text
    for channel in (one, one, other):
        await counter.post(channel, "Допис")
    assert len(await read(counter)) == 1
    assert "Channel 1001" in await counter.tell(EDITOR, "/quiet")
    answer = await counter.press(EDITOR, labels(muted)["🔔 Надсилати знову"])
    assert answer.show is not None
    (digest,) = await read(counter)
    assert digest.startswith("📬 2 дописи")


async def test_unmuting_brings_everything_back(counter: Counter):
    channel = await counter.channel()
    for text in ("/mute", "/mute 3h", "/mute Channel 1001 8h", "/unmute"):
        await counter.tell(EDITOR, text)
    await counter.post(channel, "Допис")
    assert len(await read(counter)) == 1


async def test_a_button_turns_a_mute_without_an_end_into_one_for_a_time(counter: Counter):
    channel = await counter.channel()
    muted = await counter.ask(EDITOR, "/mute")
    await counter.post(channel, "Не для мене")
    await counter.press(EDITOR, labels(muted)["🔕 3 год"])
    await counter.post(channel, "Потім")
    assert await read(counter) == []
    counter.clock.move(seconds=3 * 3600)
    (alert,) = await read(counter)
    assert "Потім" in alert


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


async def test_unmuting_one_channel_says_that_everything_is_muted_still(counter: Counter):
    await counter.channel(1)
    await counter.ask(EDITOR, "/mute")
    told = await counter.ask(EDITOR, "/unmute @channel_1001")
    assert "вимкнено все" in told.text
    await counter.press(EDITOR, labels(told)["🔔 Надсилати знову"])
    assert (await counter.person(EDITOR)).muted_at is None


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


async def test_a_digest_after_a_restored_database_has_the_same_key(counter: Counter):
    channel = await counter.channel(tier=2)
    await counter.tell(EDITOR, "/mute 1h")
    for text in ("Один", "Два"):
        await counter.post(channel, text)
    counter.clock.move(seconds=3600)
    await counter.store.schedules.end(at=counter.clock())
    (digest,) = await due(counter)
    assert digest.notice is not None
    assert digest.notice.kind is NoticeKind.QUIET
    assert digest.key.endswith("|2")
