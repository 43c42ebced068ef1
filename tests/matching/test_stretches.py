"""Pieces of a quotation: between its gaps, and around who says it."""

import pytest

from bot.language import normalise
from bot.matching import quotes
from bot.matching.fidelity import check, settle
from bot.matching.stretches import without_speaker
from storage.records import Change, Fidelity, Quotation

POST = "Уночі було тихо. Ворог атакував Суми о п'ятій ранку. Пошкоджено школу і лікарню в центрі міста. Далі буде."


def of(article: str, post: str = POST) -> Quotation:
    text = normalise(article)
    (found,) = settle([check(text, quotes(text), normalise(post))])[0]
    return found


@pytest.mark.parametrize(
    "article",
    [
        "«Ворог атакував Суми о п'ятій ранку, – сказав мер Іван Петренко. – Пошкоджено школу і лікарню».",
        "«Ворог атакував Суми о п'ятій ранку, – сказав мер Іван Петренко, – пошкоджено школу».",
        "«Ворог атакував Суми о п'ятій ранку, — йдеться у повідомленні».",
        "«Ворог атакував Суми о п'ятій ранку! - мер міста Петренко додав. - Пошкоджено школу і лікарню».",
        "«Уночі було тихо, – каже. – Ворог атакував Суми».",
    ],
)
def test_who_says_it_is_no_part_of_a_quotation(article: str) -> None:
    assert of(article).fidelity is Fidelity.EXACT


@pytest.mark.parametrize(
    ("article", "change"),
    [
        (
            "«Загинуло 50 людей… Пошкоджено школу і лікарню в центрі міста», – каже мер.",
            Change(post="", article="Загинуло 50 людей", telling=True),
        ),
        (
            "«Пошкоджено школу і лікарню в центрі міста… не відкрито», – каже мер.",
            Change(post="", article="не відкрито", telling=True),
        ),
        ("«Жахлива ніч… Пошкоджено школу і лікарню», – каже мер.", Change(post="", article="Жахлива ніч")),
        (
            "«Ворог атакував Суми о п'ятій ранку, – сказав мер. – Загинуло 50 людей».",
            Change(post="", article="Загинуло 50 людей", telling=True),
        ),
    ],
)
def test_a_piece_too_short_to_be_compared_is_altered_where_the_post_has_it_not(article: str, change: Change) -> None:
    found = of(article)
    assert (found.fidelity, found.changes) == (Fidelity.ALTERED, (change,))


def test_a_short_piece_that_the_post_has_is_exact() -> None:
    assert of("«Уночі було тихо… Пошкоджено школу і лікарню в центрі міста».").fidelity is Fidelity.EXACT


def test_who_says_it_in_another_language_makes_no_translation() -> None:
    post = "Детей и учителей в здании не было, сторожа вывели вовремя."
    found = of("«Детей и учителей в здании не было, – повідомив речник міста Олег Гай. – Сторожа вывели».", post)
    assert found.fidelity is Fidelity.EXACT


def test_who_says_it_in_the_post_too_is_quoted_with_it() -> None:
    post = normalise("Головне, – кажуть військові, – тримати стрій разом. Далі буде.")
    assert without_speaker("Головне, – кажуть військові, – тримати стрій разом", post) == [
        "Головне, – кажуть військові, – тримати стрій разом"
    ]


@pytest.mark.parametrize(
    "quote",
    [
        "Мета проста, – 40 людей, сказав би мер, – і ми йдемо",  # a number is news, whoever says it
        "Наша мета – сказати правду, – і ми йдемо до неї",  # nobody speaks
        "Вибух пролунав о п'ятій, – і все стихло. – Потім горіло",
    ],
)
def test_a_clause_between_dashes_in_which_nobody_speaks_stays(quote: str) -> None:
    assert without_speaker(quote, POST) == [quote]
