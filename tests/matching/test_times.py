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
    ("text", "day"),
    [
        *((text, "04-13") for text in ("День до того горів склад", "За день до цього горів склад", "Добу тому горіло")),
        *((text, "04-13") for text in ("Добою раніше горів склад", "Сутками ранее горел склад", "Сутки назад горело")),
        *(
            (text, "04-13")
            for text in ("Днём раньше горел склад", "За день до этого горел склад", "A day before, it burnt")
        ),
        *(
            (text, "04-13")
            for text in ("The previous day it burnt", "The previous day's fire", "The evening before, it burnt")
        ),
        *(
            (text, "04-13")
            for text in ("На 7 копійок більше, ніж днем раніше", "Yesterday's fire", "Минувшим днём горело")
        ),
        *(
            (text, "04-12")
            for text in ("Двома днями раніше горіло", "Двумя днями раньше горело", "Дві доби тому горіло")
        ),
        *(
            (text, "04-12")
            for text in ("За два дні до цього горіло", "Two days before, it burnt", "Передучора горів склад")
        ),
        *(
            (text, "04-07")
            for text in ("Тижнем раніше горів склад", "Неделей раньше горел склад", "A week before, it burnt")
        ),
        *((text, "03-31") for text in ("Двома тижнями раніше горів склад", "Two weeks earlier it burnt")),
        ("12 днів тому горів склад", "04-02"),
    ],
)
def test_days_and_weeks_that_are_counted_back_give_a_day(text: str, day: str) -> None:
    assert days(text) == [day]
    assert of(text).past or of(text).days


@pytest.mark.parametrize(
    "text",
    [
        *("Міст відкрили на чотири дні раніше", "Мост открыли на день раньше", "За день до того, як згорів склад"),
        *("The day before the talks", "Two days before Easter", "A week before his visit", "Днями раніше горів склад"),
        *("Пів доби тому горів склад", "За 2-3 дні до цього", "It fell by 5% over the previous day"),
    ],
)
def test_days_before_something_else_are_none_of_today(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ранок понеділка почався з вибухів", "04-13"),
        ("Увечері понеділка лунали вибухи", "04-13"),
        ("Утро понедельника началось со взрывов", "04-13"),
        ("Of Monday night's fire nothing is left", "04-13"),
        ("Того понеділка горів склад", "04-13"),
        ("С понедельника вывозят детей", "04-13"),
        ("З понеділка вивозять дітей", "04-13"),
        ("Середова атака забрала життя", "04-08"),
    ],
)
def test_a_part_of_a_weekday_names_the_day(text: str, day: str) -> None:
    assert days(text) == [day]


@pytest.mark.parametrize("text", ["Удар у ніч на понеділок забрав життя", "Удар в ночь на понедельник унёс жизнь"])
def test_a_night_before_a_weekday_is_of_two_days(text: str) -> None:
    assert sorted(days(text)) == ["04-12", "04-13"]


@pytest.mark.parametrize(
    "text", ["У ніч на понеділок мороз", "В ночь на среду ожидается снег", "С пятницы закроют мост"]
)
def test_a_forecast_names_no_day_that_was(text: str) -> None:
    assert days(text) == []


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


@pytest.mark.parametrize(
    "text",
    [
        *("Напередодні Великодня служба попросила", "Накануне праздника", "Напередодні саміту"),
        *("Напередодні арешту його бачили в Києві", "Накануне ареста его видели", "Напередодні морозів тріснула труба"),
        *(
            "Напередодні роковин аварії",
            "Напередодні 40-х роковин",
            "Напередодні перемовин у Відні",
            "Напередодні наступу",
        ),
        *("Напередодні найсильніших морозів", "Напередодні вторгнення", "Накануне визита премьера", "Напередодні зими"),
    ],
)
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
        *(
            "Напередодні раду скликали",
            "Напередодні служба попросила",
            "Напередодні мера звільнили",
            "Накануне ночью горело",
        ),
        *(
            "Напередодні висловився мер",
            "Напередодні затримок було більше",
            "Накануне он сообщил",
            "Напередодні, за його",
        ),
        *("Напередодні детективи прийшли", "Напередодні атаки тривали", "Накануне украинская делегация успела"),
    ],
)
def test_yesterday_is_told_from_an_eve(text: str) -> None:
    assert days(text) == ["04-13"]
    assert of(text).past


def test_letters_of_another_alphabet_in_a_time_do_no_harm() -> None:
    for text in ("On FRİDAY he spoke.", "on frıday", "Last WİNTER it froze.", "last wınter"):
        assert days(text) == []


def test_days_of_another_year_are_no_day_of_this_one() -> None:
    for text in ("370 днів тому", "53 тижні тому", "365 days ago"):
        assert days(text) == []
