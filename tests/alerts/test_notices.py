"""What the bot tells of its own accord."""

import json
from dataclasses import replace

import pytest

from bot.alerts.render import render
from bot.message import TEXT_LIMIT, units
from storage.records import NoticeKind
from storage.sqlite.summing import LISTED
from tests.alerts.scenes import NOON, alert_of, notice_of, person


def text_of(kind: NoticeKind, **data: str | int) -> str:
    return render(notice_of(kind, **data), now=NOON).text


def test_blindness_says_since_when():
    text = text_of(NoticeKind.BLIND, since="2026-03-02T11:00:00+00:00", until="2026-03-02T11:01:10+00:00")
    assert text.startswith("⚠️ Стеження зупинилося")
    assert "13:00" in text


def test_its_end_says_how_long_it_was_and_what_was_recovered():
    times = {"since": "2026-03-02T11:00:00+00:00", "until": "2026-03-02T12:05:00+00:00"}
    assert text_of(NoticeKind.SIGHTED, **times, recovered=3) == (
        "✅ Стеження відновлено. Перерва тривала 1 год 5 хв: 13:00 – 14:05.\n"
        "Надолужено 3 пропущені дописи; про них сповіщено окремо."
    )
    assert text_of(NoticeKind.SIGHTED, **times, recovered=0).endswith("Жодного допису за цей час не пропущено.")


def test_the_error_of_a_channel_is_said_in_the_readers_language():
    text = text_of(
        NoticeKind.CHANNEL_FAILED,
        channel="Рада громад",
        error="This name belongs to a person or a bot, not to a channel.",
    )
    assert text == (
        "⚠️ За каналом «Рада громад» зараз не вдається стежити.\nЦя назва належить людині чи боту, а не каналу."
    )


def test_a_channel_that_goes_by_another_name_is_told_by_both():
    names = {"old_title": "Рада", "title": "Рада громад", "old_username": "rada"}
    assert text_of(NoticeKind.CHANNEL_CHANGED, **names, username="").split("\n") == [
        "✏️ Канал «Рада» тепер зветься інакше.",
        "Назва: Рада громад.",
        "Імені @rada він уже не має; хто його візьме, буде іншим каналом.",
        "Якщо канал сам про це не повідомляв, його могли захопити: перевірте, перш ніж вірити дописам.",
    ]
    renamed = text_of(NoticeKind.CHANNEL_CHANGED, **names, username="hromady", photo="new")
    assert renamed.split("\n")[2:4] == ["Ім’я: @hromady.", "Фото теж нове."]
    same = {"old_title": "Рада", "title": "Рада", "old_username": "rada", "username": "rada"}
    assert text_of(NoticeKind.CHANNEL_CHANGED, **same, photo="new").startswith("🖼 Канал «Рада» змінив фото.\nЯкщо")


def test_a_feed_that_fails_is_named_with_its_address():
    text = text_of(NoticeKind.FEED_FAILED, site="Новини", url="https://news.example/rss", error="HTTP 503", failures=3)
    assert text.split("\n")[1:] == ["HTTP 503", "https://news.example/rss"]


def test_what_was_set_aside_and_who_is_not_reached():
    assert "match_post 7" in text_of(NoticeKind.PARKED, stage="match_post", item=7, error="KeyError: 'x'")
    assert "Олена" in text_of(NoticeKind.UNREACHABLE, person="Олена", id=2, error="blocked")


def test_whoever_comes_back_is_told_what_was_skipped():
    facts = {"since": "2026-02-23T11:00:00+00:00", "until": "2026-03-02T11:00:00+00:00", "channels": "• Генштаб · 702"}
    assert text_of(NoticeKind.RETURNED, **facts, posts=702, notices=1).split("\n") == [
        "👋 Бот знову може вам писати. Не міг із 23 лютого о 13:00 до 13:00.",
        "Найновіші дописи за цей час надійдуть; 702 давніші пропущено:",
        "• Генштаб · 702",
        "Пропущено також 1 давніше повідомлення про роботу бота.",
        "Пропущене показують /latest і /search.",
    ]
    assert "про роботу" not in text_of(NoticeKind.RETURNED, **facts, posts=2, notices=0)


@pytest.mark.parametrize("kind", NoticeKind)
@pytest.mark.parametrize("data", [{}, {"since": "soon", "recovered": "many", "error": "x" * 9000}])
def test_missing_or_odd_facts_leave_a_notice_readable(kind: NoticeKind, data: dict[str, str | int]):
    assert 10 < len(text_of(kind, **data)) < 1000


def test_an_alert_of_nothing_is_a_fault():
    with pytest.raises(ValueError, match="neither"):
        render(alert_of(None, reader=person()), now=NOON)


def test_an_account_that_is_gone_is_told_with_what_moved_and_what_to_do():
    lost = {"name": "Спостерігач", "moved": 3, "heirs": "Другий — 3"}
    text = text_of(NoticeKind.ACCOUNT_LOST, **lost, ended=1)
    assert "«Спостерігач»" in text
    assert "3 канали: Другий — 3" in text
    assert "python -m bot login" in text
    assert "TELEGRAM_SESSION" in text
    assert "python -m bot login" not in text_of(NoticeKind.ACCOUNT_LOST, **lost, ended=0)
    assert "№ 2" in text_of(NoticeKind.ACCOUNT_LOST, number=2)


def test_channels_that_fit_nowhere_are_named_with_the_remedies():
    text = text_of(NoticeKind.ACCOUNTS_FULL, count=2, channels="Рада, Речник", most=500)
    assert text.startswith("⚠️ 2 канали")
    assert "Рада, Речник" in text
    assert "CHANNELS_PER_ACCOUNT" in text


def test_where_some_channels_are_seen_the_notices_do_not_say_that_watching_stopped():
    times = {"since": "2026-03-02T11:00:00+00:00", "until": "2026-03-02T12:05:00+00:00"}
    assert "За 31 каналом стежимо" in text_of(NoticeKind.BLIND, **times, followed=31)
    assert text_of(NoticeKind.SIGHTED, **times, followed=31, recovered=0).startswith("✅ Знову стежимо за всіма")


def resumed(*, count: int, language: str = "uk", **changes: object) -> str:
    post = {
        "at": "2026-02-22T11:00:00+00:00",
        "tier": 1,
        "channel": "Лебединська громада",
        "text": "Ліквідовано пожежу.",
        "link": "https://t.me/hromada_lebedyn/7",
        "deleted": False,
    }
    posts = json.dumps([post | changes] * min(count, LISTED))
    times = {"since": "2026-02-22T10:00:00+00:00", "until": "2026-03-02T12:05:00+00:00"}
    notice = notice_of(NoticeKind.RESUMED, **times, count=count, posts=posts)
    return render(replace(notice, person=person(language=language)), now=NOON).text


def test_a_summary_lists_each_post_with_its_address_and_says_how_many_more_there_are():
    text = resumed(count=LISTED + 3)
    assert (
        text.count("🔴 22 лютого о 13:00 Лебединська громада: Ліквідовано пожежу.\nhttps://t.me/hromada_lebedyn/7")
        == LISTED
    )
    assert "… і ще 3 дописи" in text
    assert text.endswith("Окремих сповіщень про них не буде. Усе є тут: /latest, /search.")


def test_a_summary_is_in_the_readers_language():
    assert resumed(count=2, language="en").startswith("📋 2 posts came out while the channels were not seen")


@pytest.mark.parametrize("language", ["uk", "en"])
def test_the_longest_summary_fits_into_one_message(language: str):
    link = f"https://t.me/{'n' * 32}/{2**31}"
    text = resumed(count=10**6, language=language, channel="к" * 200, text="д" * 200, link=link, deleted=True)
    assert units(text) < TEXT_LIMIT
    assert text.endswith("/latest, /search.")
