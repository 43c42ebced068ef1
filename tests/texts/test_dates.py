"""Times as people say them."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.texts.dates import clock, delay, duration, when

NOW = datetime(2026, 3, 3, 12, 5, tzinfo=UTC)  # 14:05 in Kyiv


@pytest.mark.parametrize(
    ("at", "uk", "en"),
    [
        (NOW, "сьогодні о 14:05", "today at 14:05"),
        (datetime(2026, 3, 2, 7, 10, tzinfo=UTC), "вчора о 09:10", "yesterday at 09:10"),
        (datetime(2026, 3, 1, 12, 5, tzinfo=UTC), "1 березня о 14:05", "1 March at 14:05"),
        (datetime(2025, 12, 31, 21, 59, tzinfo=UTC), "31 грудня 2025 о 23:59", "31 December 2025 at 23:59"),
    ],
)
def test_the_day_is_named_from_where_the_person_is(at: datetime, uk: str, en: str):
    assert when(at, now=NOW, timezone="Europe/Kyiv", language="uk") == uk
    assert when(at, now=NOW, timezone="Europe/Kyiv", language="en") == en


def test_midnight_is_the_persons_own():
    late = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)  # the next day in Kyiv already, not in London
    assert when(late, now=NOW, timezone="Europe/Kyiv", language="uk") == "сьогодні о 00:30"
    assert when(late, now=NOW, timezone="Europe/London", language="uk") == "вчора о 22:30"


def test_a_time_that_stands_for_days_never_says_today():
    assert clock(NOW, now=NOW, timezone="Europe/Kyiv", language="uk") == "14:05"
    assert clock(NOW, now=NOW + timedelta(days=1), timezone="Europe/Kyiv", language="uk") == "3 березня о 14:05"


def test_an_unknown_time_zone_reads_as_kyiv():
    assert clock(NOW, now=NOW, timezone="Mars/Olympus", language="uk") == "14:05"
    assert clock(NOW, now=NOW, timezone="../etc", language="uk") == "14:05"


def test_summer_time_is_minded():
    summer = datetime(2026, 7, 1, 11, 5, tzinfo=UTC)
    assert clock(summer, now=summer, timezone="Europe/Kyiv", language="uk") == "14:05"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "менше хвилини"),
        (41 * 60, "41 хв"),
        (7500, "2 год 5 хв"),
        (7200, "2 год"),
        (3 * 86400 + 7200, "3 дні 2 год"),
        (86400 + 59, "1 день"),
    ],
)
def test_durations_are_said_in_their_two_largest_units(seconds: int, words: str):
    assert duration(seconds, "uk") == words


@pytest.mark.parametrize(
    ("seconds", "uk", "en"),
    [
        (0.0, "менш ніж 0,1 с", "less than 0.1 s"),
        (0.099, "менш ніж 0,1 с", "less than 0.1 s"),
        (0.1, "0,1 с", "0.1 s"),
        (4.24, "4,2 с", "4.2 s"),
        (59.0, "59,0 с", "59.0 s"),
        (960.0, "16 хв", "16 min"),
    ],
)
def test_a_delay_has_the_decimal_sign_of_its_language(seconds: float, uk: str, en: str):
    assert (delay(seconds, "uk"), delay(seconds, "en"), delay(seconds, "pl")) == (uk, en, uk)
