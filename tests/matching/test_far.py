"""Times too far for a post that is still held to have told of them. The article is of Tuesday, 14 April 2026."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from bot.language import normalise
from bot.matching import compare
from bot.matching.far import far_times, times_of
from bot.matching.features import Features
from bot.matching.reading import Part, read_article
from tests.matching.conftest import RESCUERS, make_article, make_post

TODAY = date(2026, 4, 14)
FIRE = "У Лебедині ліквідовано пожежу на меблевій фабриці, постраждав сторож."


def far(text: str, today: date = TODAY) -> set[str]:
    text = normalise(text)
    return {one.key for one in far_times(text, 0, len(text), today) if one.is_told}


def part(sentence: str) -> Part:
    article = make_article(
        "Рада Лебедина купить автобуси", "Виділили 12 млн гривень.", f"Рада зібралася.\n\n{sentence}"
    )
    return read_article(article).body[-1]


def recalled(post: str, sentence: str) -> Features:
    article = make_article(
        "Рада Лебедина купить автобуси", "Виділили 12 млн гривень.", f"Рада зібралася.\n\n{sentence}"
    )
    return compare(article, [(make_post(post), RESCUERS)]).field[0].features


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Торік у Лебедині горіла фабрика", "y:2025"),
        ("Минулого року горіла фабрика", "y:2025"),
        ("В прошлом году горела фабрика", "y:2025"),
        ("Last year's fire took the roof", "y:2025"),
        ("Позаторік горіла фабрика", "y:2024"),
        ("Два роки тому горіла фабрика", "y:2024"),
        ("Тремя годами ранее горела фабрика", "y:2023"),
        ("It burnt ten years ago", "y:2016"),
        ("Кілька років тому горіла фабрика", "y:"),
        ("У 2019 році горіла фабрика", "y:2019"),
        ("In 2019, it burnt", "y:2019"),
        ("У червні 2024-го горіла фабрика", "y:2024"),
        ("Минулого місяця фабрику перевіряли", "m:03"),
        ("Two months ago it burnt", "m:02"),
        ("Прошлым летом горела фабрика", "s:summer"),
        ("It burnt last winter", "s:winter"),
        ("У лютому згоріла фабрика", "m:02"),
        ("В феврале сгорела фабрика", "m:02"),
        ("In February it burnt", "m:02"),
        ("Наприкінці січня згоріла фабрика", "m:01"),
    ],
)
def test_years_months_and_seasons_before_the_fortnight_are_far(text: str, time: str) -> None:
    assert time in far(text, date(2026, 4, 20))


def test_a_month_that_the_fortnight_touches_is_not_far() -> None:
    assert far("У березні згоріла фабрика", date(2026, 4, 14)) == set()
    assert far("У березні згоріла фабрика", date(2026, 4, 15)) == {"m:03"}
    assert far("Last month it burnt", date(2026, 4, 10)) == set()
    assert far("Торік згоріла фабрика", date(2026, 1, 9)) == set()


@pytest.mark.parametrize(
    "text",
    [
        *("У травні відкриють міст", "В июне откроют мост", "The bridge will open in June", "Міст обіцяють у вересні"),
        *("У 2026 році відкрили міст", "У березневі дні горіло", "Цього року згоріла фабрика"),
        *("Міст має відкритися в лютому", "It is to be formed in February"),
    ],
)
def test_what_is_to_come_and_what_is_of_this_year_is_not_far(text: str) -> None:
    assert far(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        *("Пожеж більше, ніж торік", "Пожеж було більше, ніж у лютому", "Пожеж более, чем в прошлом году"),
        *("It is fuller than a year ago", "Как и в прошлом году, горят травы", "Дорожча за торішню"),
        *("Фабрика стоїть з 2019 року", "Завод стоит с октября 2023 года", "It has stood since February 2022"),
        "Постраждала жінка 1991 року народження",
    ],
)
def test_what_is_compared_with_a_far_time_or_goes_on_since_then_is_of_today(text: str) -> None:
    assert far(text) == set()


def test_more_than_a_year_ago_is_no_comparison() -> None:
    assert far("Згоріла більш ніж два роки тому") == {"y:2024"}
    assert far("It burnt more than two years ago") == {"y:2024"}


def test_a_post_speaks_of_months_and_years_in_any_form() -> None:
    assert times_of("Підсумки березня: 214 загиблих", TODAY) == {"m:03"}
    assert times_of("March was the worst month since 2024 року", TODAY) == {"m:03", "y:2024"}
    assert times_of("Торік було 300 пожеж", TODAY) == times_of("Last year there were 300 fires", TODAY) == {"y:2025"}
    assert times_of("You may march on", TODAY) == frozenset()


@pytest.mark.parametrize(
    "sentence",
    [
        "Торік у Лебедині горіла меблева фабрика.",
        "Нагадаємо, у лютому в Лебедині горіла меблева фабрика.",
        "Раніше, 2 березня, в Лебедині горіла меблева фабрика.",
        "Попередня пожежа на меблевій фабриці в Лебедині була у 2019 році.",
    ],
)
def test_a_sentence_that_speaks_of_a_far_time_alone_does_not_point_back(sentence: str) -> None:
    assert part(sentence).far
    assert not part(sentence).says_so
    found = recalled(FIRE, sentence)
    assert (found.place_far, found.back, found.marked) == (1, 0, 0)


@pytest.mark.parametrize(
    "sentence",
    [
        "Торік горів склад, а вчора – меблева фабрика в Лебедині.",
        "Нещодавно в Лебедині згоріла меблева фабрика, яку торік відкрив мер.",
        "У понеділок у Лебедині згоріла меблева фабрика, яку торік відкрив мер.",
    ],
)
def test_a_sentence_that_speaks_of_these_days_too_points_back(sentence: str) -> None:
    assert not part(sentence).far
    assert part(sentence).points_back("t:04-14")


def test_what_a_post_says_of_a_far_time_may_be_recalled() -> None:
    sentence = "У лютому в Лебедині сталося 214 пожеж."
    assert recalled("За лютий у Лебедині сталося 214 пожеж.", sentence).back == 1
    assert recalled("У лютому в Лебедині сталося 214 пожеж.", sentence).place_far == 0
    assert recalled("За тиждень у Лебедині сталося 214 пожеж.", sentence).place_far == 1


def test_what_follows_a_far_time_in_its_paragraph_is_not_marked(scene: SimpleNamespace) -> None:
    text = "Торік місто купило три автобуси. Тепер рада виділила гроші на п'ять."
    assert [one.marked for one in read_article(scene.article("Автобуси", "", text)).body] == [False, False]
    text = "Минулого тижня місто купило три автобуси. Тепер рада виділила гроші на п'ять."
    assert [one.marked for one in read_article(scene.article("Автобуси", "", text)).body] == [True, True]


def test_a_date_of_next_year_is_not_far() -> None:
    article = make_article("Мито", "", "Звільняємо від мита до 1 грудня 2026 року, писав мер раніше.")
    assert not read_article(article).body[0].far
    assert article.published_at < datetime(2026, 12, 1, tzinfo=UTC)
