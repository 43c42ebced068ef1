"""An hour has one key, however it is written; how long something lasts, and which of several it is, is no hour."""

import pytest

from bot.language import normalise, term_keys


def hours(text: str) -> list[str]:
    return [key[2:] for key in term_keys(normalise(text), None) if ":" in key[2:]]


@pytest.mark.parametrize(
    ("expected", "written"),
    [
        (["17:00", "23:00"], "з 17:00 до 23:00|з 17-ї до 23-ї|від 17-ї до 23-ї години|с 17 до 23 часов"),
        (["16:00", "22:00"], "з 16 до 22 години|з 16 до 22 год.|from 4 to 10 p.m.|between 4 and 10 pm"),
        (["06:00", "23:00"], "з шостої ранку до одинадцятої вечора|with no power from 6 a.m. until 11 p.m."),
        (["18:00"], "о 18-й|о 18-й годині|о 18 годині|в 18 часов|до шостої вечора|після 18-ї|at 6 p.m."),
        (["05:00"], "о п'ятій ранку|о 5-й ранку|в 5 утра|at 5am"),
        (["14:00"], "о другій дня|уже з другої дня|від 14-ї години"),
        (["02:00"], "о другій ночі|в 2 ночи|at 2 a.m."),
        (["00:00"], "о дванадцятій ночі|at 12 a.m."),
        (["21:00"], "о двадцять першій вечора"),
        (["17:00", "23:00"], "між 17-ю та 23-ю|from 5 p.m. to 11 p.m."),
        (["17:50"], "о 17:50|at 5:50 pm"),
        (["11:00", "14:00"], "from 11 to 2 p.m."),
        (["08:20"], "о 8.20|о 8:20"),
    ],
)  # fmt: skip
def test_an_hour_has_one_key_however_it_is_written(expected: list[str], written: str) -> None:
    assert {text: hours(text) for text in written.split("|")} == dict.fromkeys(written.split("|"), expected)


@pytest.mark.parametrize(
    "text",
    [
        *("протягом 18 годин", "за 24 години", "до 18 годин без світла", "через 5 часов", "two to three hours"),
        *("18-й пакет санкцій", "у 18-й бригаді", "21-ша бригада", "двадцять другої дивізії", "до 18-ї бригади"),
        *("с 6 до 18 лет", "3 дня", "два дні і 3 ночі", "from 5 to 11 people", "з 5 до 7 мільйонів", "8.20 грн"),
        *("5 a month", "від 30-ї до 40-ї", "25-та вечора"),
    ],
)
def test_how_long_or_which_of_several_is_no_hour(text: str) -> None:
    assert hours(text) == []


@pytest.mark.parametrize("text", ["5 до " * 3, "з 5", "двадцять", "до 5-ї до", "5 p", "о двадцять"])
def test_a_text_may_end_anywhere(text: str) -> None:
    assert hours(text) in ([], ["05:00"])
