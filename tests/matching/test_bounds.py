"""Whether a number is said to be the least or the most."""

import pytest

from bot.language import normalise
from bot.matching.bounds import bound_of
from bot.matching.rewording import compare
from bot.matching.wording import read_words
from storage.records import Change


@pytest.mark.parametrize(
    ("text", "is_least"),
    [
        ("понад 48 годин", True),
        ("більше ніж 48 годин", True),
        ("не менш як 48 годин", True),
        ("щонайменше 48 годин", True),
        ("менш як 48 годин", False),
        ("не більше 48 годин", False),
        ("до 48 годин", False),
        ("свыше 48 часов", True),
        ("не менее 48 часов", True),
        ("менее чем 48 часов", False),
        ("не более 48 часов", False),
        ("more than 48 hours", True),
        ("no less than $48 million", True),
        ("at least 48 hours", True),
        ("up to 48 hours", False),
        ("no more than 48 hours", False),
        ("від 20 до 48 годин", None),
        ("with 20 to 48 hours", None),
        ("за 48 годин", None),
    ],
)
def test_the_words_before_a_number_bound_it(text: str, is_least: bool | None) -> None:
    number = [word for word in read_words(text) if word.measure][-1]
    bound = bound_of(text, number)
    assert (bound.is_least if bound else None) is is_least


@pytest.mark.parametrize(
    ("quote", "post", "told"),
    [
        ("Зал не зачинять менш як на 48 годин", "Зал не зачинять більш як на 48 годин.", "більш → менш"),
        ("Гурток чекатиме менш як 48 годин", "Гурток чекатиме понад 48 годин.", "понад 48 годин → менш як 48 годин"),
        ("Гурток чекатиме до 48 годин", "Гурток чекатиме понад 48 годин.", "понад 48 годин → до 48 годин"),
        ("Кружок подождёт менее 48 часов", "Кружок подождёт более 48 часов.", "более 48 часов → менее 48 часов"),
        ("Кружок подождёт до 48 часов", "Кружок подождёт не менее 48 часов.", "не менее 48 часов → до 48 часов"),
        ("The club will wait less than 48 hours", "The club will wait more than 48 hours.",
         "more than 48 hours → less than 48 hours"),
        ("The club will wait up to 48 hours", "The club will wait at least 48 hours.",
         "at least 48 hours → up to 48 hours"),
        ("Зал відкриють після 15 травня цього року", "Зал відкриють до 15 травня цього року.",
         "до 15 травня → після 15 травня"),
        ("Зал откроют не ранее 15 мая этого года", "Зал откроют до 15 мая этого года.",
         "до 15 мая → не ранее 15 мая"),
        ("The hall will open after 15 May this year", "The hall will open by 15 May this year.",
         "by 15 May → after 15 May"),
    ],
)  # fmt: skip
def test_the_contrary_bound_of_a_number_is_told_with_the_number(quote: str, post: str, told: str) -> None:
    before, after = told.split(" → ")
    assert compare(normalise(quote), normalise(post)).changes == (Change(post=before, article=after, telling=True),)


@pytest.mark.parametrize(
    ("quote", "post"),
    [
        ("Гурток чекатиме більше ніж 48 годин", "Гурток чекатиме понад 48 годин."),
        ("Гурток чекатиме не менше 48 годин", "Гурток чекатиме понад 48 годин."),
        ("Кружок подождёт до 48 часов", "Кружок подождёт не более 48 часов."),
        ("The club will wait at least 48 hours", "The club will wait no less than 48 hours."),
        ("Зал відкриють не пізніше 15 травня цього року", "Зал відкриють до 15 травня цього року."),
        ("Зал откроют до 15 мая этого года", "Зал откроют не позднее 15 мая этого года."),
        ("The hall will open no later than 15 May this year", "The hall will open by 15 May this year."),
    ],
)
def test_the_same_bound_in_other_words_does_not_tell(quote: str, post: str) -> None:
    (change,) = compare(normalise(quote), normalise(post)).changes
    assert not change.telling
