"""Whether a number is the least or the most that there is: «понад 48», «не менше 48» and "less than 48", "up to 48"."""

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
_FURTHEST = 24  # characters
_FROM = re.compile(r"(?<!\w)(?:від|от|з|із|с|зі)\s[^.,;]{0,20}$")  # «від 20 до 48» is a stretch
_TO = "до"


class Bound(NamedTuple):
    """That a number is the least or the most, and where that is said from, in characters."""

    is_least: bool
    start: int


def bound_of(text: str, number: Word) -> Bound | None:
    """The bound of a number of a normalised text."""
    end = number.measure.start if number.measure else number.start
    start = max(0, end - _FURTHEST)
    found = _BOUND.search(lowered(text)[start:end])
    if found is None or (found["most"] == _TO and _FROM.search(lowered(text)[start : start + found.start()])):
        return None
    return Bound(found["least"] is not None, start + found.start())


def are_contrary(one: Bound | None, two: Bound | None) -> bool:
    """Whether of one number one says the least and one the most."""
    return one is not None and two is not None and one.is_least != two.is_least
