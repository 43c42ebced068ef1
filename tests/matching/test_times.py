"""Which days a text names, and whether it points back. The article is of Tuesday, 14 April 2026."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from bot.language import normalise
from bot.matching.reading import read_article
from bot.matching.times import Pointing, pointing

TUESDAY = datetime(2026, 4, 14, 9, 0, tzinfo=UTC)


def of(text: str) -> Pointing:
    text = normalise(text)
    return pointing(text, 0, len(text), TUESDAY)


def days(text: str) -> list[str]:
    return [key.removeprefix("t:") for _, key in of(text).days]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("У п'ятницю згорів склад", "04-10"),
        ("У п'ятницю мер повідомив, що світло вимкнуть", "04-10"),
        ("До п'ятниці мер мовчав", "04-10"),
        ("Цієї п'ятниці згорів склад", "04-10"),
        ("В пятницу в Лебедине отключили свет", "04-10"),
        ("Мэр заявил в пятницу, что свет отключат", "04-10"),
        ("On Friday, the mayor said that power will be cut", "04-10"),
        ("France, he said on Friday, will train pilots", "04-10"),
        ("Автобуси, про які йшлося у четвер, тепер підуть інакше", "04-09"),
        ("Напередодні служба попросила не палити", "04-13"),
        ("Вчорашній удар пошкодив міст", "04-13"),
        ("Вчерашний удар повредил мост", "04-13"),
        ("The day before, a warehouse burnt", "04-13"),
        ("Позавчорашній удар пошкодив міст", "04-12"),
        ("The day before yesterday a warehouse burnt", "04-12"),
        ("Сім днів тому згорів склад", "04-07"),
        ("Тиждень тому згорів склад", "04-07"),
        ("A week ago a warehouse burnt", "04-07"),
        ("Два тижні тому згорів склад", "03-31"),
        ("Опубліковано 2026-04-12", "04-12"),
        ("Published 12/04/2026", "04-12"),
        ("on the 24th of February", "02-24"),
    ],
)
def test_a_day_is_named(text: str, day: str) -> None:
    assert days(text) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "У п'ятницю в Лебедині вимкнуть світло",
        "Мер повідомив, що у п'ятницю вимкнуть світло",
        "У п'ятницю, уже після свята, у Лебедині вимкнуть світло",
        "Засідання має відбутися у четвер",
        "Нарада запланована у четвер",
        "У наступну п'ятницю відбудеться матч",
        "До п'ятниці світла не буде",
        "В пятницу отключат свет",
        "Мэр заявил, что в пятницу начнётся ремонт",
        "The council will vote on Friday",
        "On Friday, the council will vote",
        "The bridge is closed until Friday",
        "The council meets next Friday",
    ],
)
def test_a_weekday_to_come_is_not_the_last_one(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize("text", ["Напередодні Великодня служба попросила", "Накануне праздника", "Напередодні саміту"])
def test_an_eve_is_not_yesterday(text: str) -> None:
    assert days(text) == []
    assert not of(text).past


@pytest.mark.parametrize("text", ["less than a week ago", "майже тиждень тому", "кілька днів тому", "99/99/2026"])
def test_what_is_not_counted_names_no_day(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize("date", ["13 квітня 1965 року", "13 апреля 1965 года", "April 13, 1965", "13.04.1965"])
def test_a_date_of_another_year_is_no_day_of_this_one(scene: SimpleNamespace, date: str) -> None:
    def body_days(told: str) -> frozenset[str]:
        article = scene.article("Міст у Лебедині", "Міст полагодили.", f"Його відкрили {told}, розповів мер міста.")
        return read_article(article).body[0].days

    assert body_days(date) == frozenset()
    assert body_days(date.replace("1965", "2026")) == {"t:04-13"}
    assert body_days("13 квітня, а 2000 людей прийшли,") == {"t:04-13"}


@pytest.mark.parametrize(
    "text",
    [
        *("За попередніми даними, загинули двоє", "До того ж горів склад", "Ті мовчали, тоді як інші тікали"),
        *("Вони працюють цілими днями", "До цього переліку увійшли 12 компаній", "As reported by the police, it burnt"),
    ],
)
def test_what_only_sounds_like_pointing_back_does_not(text: str) -> None:
    assert not of(text).past


@pytest.mark.parametrize(
    "text",
    [
        *("Попередній рекорд був меншим", "До того він працював у школі", "Тоді горів склад", "Днями мер це обіцяв"),
        *("До цього він працював у школі", "As reported, it burnt", "Вчорашній удар", "Цього ж дня уряд погодив це"),
        *("The same day it burnt", "He said so that morning", "В этот же день горел склад"),
    ],
)
def test_words_that_point_back_are_seen(text: str) -> None:
    assert of(text).past
