"""Whether a number is the least or the most that there is: «понад 48», «не менше 48» and "less than 48", "up to 48".

A date is the first or the last in the same way: «після 15 травня», «до 15 травня», "no later than 15 May".
"""

import re
from typing import NamedTuple

from bot.language.normal import lowered
from bot.matching.wording import Word

_THAN = "(?: (?:ніж|як|за|від|чем|than))?"
_LEAST = (
    rf"понад|щонайменше|щонайменш|мінімум|принаймні|більш(?:е)?{_THAN}|не менш(?:е)?{_THAN}",
    rf"свыше|как минимум|минимум|по меньшей мере|(?:больше|более){_THAN}|не (?:менее|меньше){_THAN}",
    r"more than|over|above|at least|a minimum of|in excess of|upwards of|(?:no|not) (?:less|fewer) than",
)
_MOST = (
    rf"щонайбільше|максимум|майже|до|менш(?:е)?{_THAN}|не більш(?:е)?{_THAN}",
    rf"почти|(?:меньше|менее){_THAN}|не (?:более|больше){_THAN}",
    r"less than|fewer than|under|below|up to|at most|a maximum of|almost|nearly|(?:no|not) more than",
)
# The first of them that goes on to the number: «не менше» is no «менше».
_BOUND = re.compile(rf"(?<!\w)(?:(?P<least>{'|'.join(_LEAST)})|(?P<most>{'|'.join(_MOST)})) $")
_FROM_DAY = (
    r"після|не раніше(?: ніж| від)?|после|не (?:раньше|ранее)(?: чем)?",
    r"after|(?:not|no) (?:before|earlier than)|not until",
)
_TO_DAY = (
    r"до|не пізніше(?: ніж| від)?|не (?:позже|позднее)(?: чем)?",
    r"by|before|until|till|(?:not|no) later than",
)
_DAY_BOUND = re.compile(rf"(?<!\w)(?:(?P<least>{'|'.join(_FROM_DAY)})|(?P<most>{'|'.join(_TO_DAY)})) $")
_FURTHEST = 24  # characters
_FROM = re.compile(r"(?<!\w)(?:від|от|з|із|с|зі)\s[^.,;]{0,20}$")  # «від 20 до 48» is a stretch
_TO = "до"


def is_bounded(word: Word) -> bool:
    """Whether a word is a number or a date, which may have a bound."""
    return word.measure is not None or word.is_date


class Bound(NamedTuple):
    """That a number is the least or the most, and where that is said from, in characters."""

    is_least: bool
    start: int


def bound_of(text: str, number: Word) -> Bound | None:
    """The bound of a number or a date of a normalised text."""
    end = number.span[0]
    start = max(0, end - _FURTHEST)
    found = (_DAY_BOUND if number.is_date else _BOUND).search(lowered(text)[start:end])
    if found is None or (found["most"] == _TO and _FROM.search(lowered(text)[start : start + found.start()])):
        return None
    return Bound(found["least"] is not None, start + found.start())


def are_contrary(one: Bound | None, two: Bound | None) -> bool:
    """Whether of one number one says the least and one the most."""
    return one is not None and two is not None and one.is_least != two.is_least
