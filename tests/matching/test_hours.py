"""«Вранці» recalls what was posted in the morning, and not what was posted at noon."""

from datetime import UTC, datetime

import pytest

from bot.matching.hours import is_told_in, parts_of_day

NIGHT, MORNING, NOON, EVENING = (datetime(2026, 3, 3, hour, 20, tzinfo=UTC) for hour in (0, 6, 11, 17))
LATE = datetime(2026, 3, 3, 19, 30, tzinfo=UTC)


def parts(text: str) -> set[str]:
    return {part for _, part in parts_of_day(text, 0, len(text))}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Вранці мер писав про трьох загиблих.", {"morning"}),
        ("Утренняя сводка говорила о двоих.", {"morning"}),
        ("On Tuesday morning the mayor said so.", {"morning"}),
        ("Удень міністр телефонував до Осло.", {"noon"}),
        ("Днём ведомство это опровергло.", {"noon"}),
        ("Днем раніше він був у Варшаві.", set()),
        ("Днём раньше он был в Варшаве.", set()),
        ("Несколькими часами раньше она говорила другое.", {"today"}),
        ("Tuesday morning\u02bcs report spoke of two.", {"morning"}),
        ("By midday five were known.", {"noon"}),
        ("Того ж дня він був у Варшаві.", {"today"}),
        ("Кількома годинами раніше вона казала інше.", {"today"}),
        ("Earlier on Tuesday the ministry pledged it.", {"today"}),
        ("Уночі та ввечері лунали вибухи.", {"night", "evening"}),
        ("Місто працює, як звичайно.", set()),
    ],
)
def test_the_parts_of_a_day_that_a_text_names_are_found(text: str, named: set[str]) -> None:
    assert parts(text) == named


def test_a_post_is_told_in_the_part_of_the_day_in_which_it_came() -> None:
    assert [is_told_in("morning", sent, LATE) for sent in (NIGHT, MORNING, NOON, EVENING)] == [
        False,
        True,
        False,
        False,
    ]
    assert [is_told_in("noon", sent, LATE) for sent in (NIGHT, MORNING, NOON, EVENING)] == [False, False, True, False]
    assert all(is_told_in("today", sent, LATE) for sent in (NIGHT, MORNING, NOON, EVENING))


def test_the_evening_before_belongs_to_the_night_and_not_to_the_day() -> None:
    before = datetime(2026, 3, 2, 20, 40, tzinfo=UTC)
    assert is_told_in("night", before, MORNING)
    assert not is_told_in("evening", before, MORNING)
    assert not is_told_in("today", before, MORNING)


def test_what_has_just_been_posted_is_the_news_itself() -> None:
    assert not is_told_in("morning", MORNING, MORNING.replace(minute=50))


@pytest.mark.parametrize(
    "text",
    ["Привітав місто з днем народження.", "Читав дневник мэра.", "Good morning, Sumy.", "Закрили нічний клуб."],
)
def test_what_only_sounds_like_a_part_of_the_day_names_none(text: str) -> None:
    assert parts(text) == set()


def test_just_after_midnight_the_evening_is_that_of_the_day_before() -> None:
    after = datetime(2026, 3, 3, 22, 40, tzinfo=UTC)
    assert is_told_in("evening", EVENING, after)
    assert is_told_in("today", NOON, after)
    assert is_told_in("night", after.replace(hour=20), after)
    assert not is_told_in("morning", NIGHT, after)
