"""What stands beside a number and makes it another one: a sign, a scale, units. «−15», «25 млн грн», $200."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from bot.language import Token, fold, tokens
from bot.language.numerals import POWERS, units, value_of, written_out

_CURRENCIES = {"$": "usd", "€": "eur", "₴": "uah", "£": "gbp", "₽": "rub"}
_MONEY = frozenset(_CURRENCIES.values())
_CURRENCY_BEFORE = re.compile(r"[$€₴£₽] ?$")
_SIGN_AFTER = re.compile(r" ?[%$€₴£₽]")
_DASHES = "-−–—"
_OPENING = " ([«“„\"'"
_TYPED_MINUS = "−"  # of its own, so it is no bullet at the beginning of a line
_SIGN_WORDS = {"мінус": "minus", "минус": "minus", "minus": "minus", "плюс": "plus", "plus": "plus"}
# «–15» may be a minus or a dash; «танків – 15» and a bullet are what people write for «танків -15».
_CLASHING = frozenset(map(frozenset, (("minus", ""), ("minus", "plus"), ("perhaps minus", "plus"))))
_ENDING = re.compile(r"[^\W\d_]{1,3}")  # 24-х, 5-ти
_BESIDE = frozenset(("", " ", "-", ".", ". "))  # «25млн», «25 млн. грн», «5-кілометровий»
_RANGE = re.compile(r" ?%? ?[–—-] ?|%? (?:до|і|й|та|чи|и|или|to|and|or) ")  # «від 25 до 30 %»


class Measure(NamedTuple):
    """What a number counts; `start` and `end` are of the number with all of it, in characters."""

    start: int
    end: int
    sign: str
    scale: str
    units: frozenset[str]
    scale_end: int = 0  # where its scale stands right after it; 0 for one that it shares: «від 25 до 30 млн»


@lru_cache(maxsize=4096)
def measures(text: str) -> Mapping[int, Measure]:
    """The measure of each number and numeral of a normalised text, by its place among the tokens."""
    words = tokens(text)
    return MappingProxyType({at: _measure(text, words, at) for at in range(len(words)) if _counts(words[at])})


def differ(one: Measure, two: Measure) -> bool:
    """Whether one number is another with these: by sign or scale, by a percent left out, or by other units."""
    if frozenset((one.sign, two.sign)) in _CLASHING or one.scale != two.scale:
        return True
    if ("percent" in one.units) != ("percent" in two.units):
        return True
    return not (one.units <= two.units or two.units <= one.units)


def scaled(value: str, scale: str) -> str:
    """A number written out by its scale: 1.5 and a million are 1500000."""
    return written_out(value, POWERS[scale])


@lru_cache(maxsize=16384)
def _unit(folded: str) -> str | None:
    return units().find(folded)


def _counts(word: Token) -> bool:
    return word.is_number or value_of(fold(word.text)) not in {None, 1000}


def _measure(text: str, words: Sequence[Token], at: int) -> Measure:
    currency = _CURRENCY_BEFORE.search(text, max(0, words[at].start - 2), words[at].start)
    start = currency.start() if currency else words[at].start
    sign = _SIGN_WORDS.get(fold(words[at - 1].text), "") if at else ""
    sign, start = (sign, words[at - 1].start) if sign else _sign(text, start)
    following = _with_millions(list(_following(text, words, at)), is_money=currency is not None)
    end = following[-1][0] if following else words[at].end
    scale, units = _parted([*([_CURRENCIES[currency[0][0]]] if currency else ()), *(unit for _, unit in following)])
    own = 0 if _shared(text, words[at].end) else next((stop for stop, unit in following if unit[0] == "*"), 0)
    return Measure(start, end, sign, scale, units, own)


def _parted(found: Sequence[str]) -> tuple[str, frozenset[str]]:
    units = frozenset(unit for unit in found if unit[0] != "*")
    return next((unit for unit in found if unit[0] == "*"), ""), units


def _with_millions(following: list[tuple[int, str]], *, is_money: bool) -> list[tuple[int, str]]:
    """Of money an m is a million, of all else a metre: $5m."""
    is_money = is_money or any(unit in _MONEY for _, unit in following)
    return [(end, "*million" if is_money and unit == "m" else unit) for end, unit in following]


def _sign(text: str, start: int) -> tuple[str, int]:
    """The sign before a number that starts there, and where it stands."""
    mark, before = text[start - 1 : start], text[max(0, start - 3) : max(0, start - 1)]
    if mark == " ":
        return ("dash" if before[-1:] and before[-1] in _DASHES else ""), start
    is_sign = mark and mark in f"{_DASHES}+" and (before[-1:] in {"", "\n"} or before[-1] in _OPENING)
    if not is_sign or before.rstrip(" ")[-1:].isdecimal():  # 10-15, 10 -15
        return "", start
    if mark == "+":
        return "plus", start - 1
    if mark == _TYPED_MINUS or (mark == "-" and before[-1:] not in {"", "\n"}):
        return "minus", start - 1
    return ("perhaps minus" if before[-1:] not in {"", "\n"} else "dash"), start


def _following(text: str, words: Sequence[Token], at: int) -> Iterator[tuple[int, str]]:
    """The signs, scales and units after a number, each with where it ends; those of a range stand at its end."""
    end = words[at].end
    if beyond := _shared(text, end):
        at = next(place for place in range(at + 1, len(words)) if words[place].start >= beyond)
        end = words[at].end
    if sign := _SIGN_AFTER.match(text, end):
        end = sign.end()
        yield end, _CURRENCIES.get(sign[0][-1], "percent")
    for place in range(at + 1, len(words)):
        word = words[place]
        between, folded = text[end : word.start], fold(word.text)
        unit = _unit(folded)
        if between not in _BESIDE or (unit is None and not _is_passed(between, folded)):
            return
        end = word.end
        if unit:
            yield end, unit


def _shared(text: str, end: int) -> int | None:
    """Where the number stands to which a range goes on that begins with one that ends there."""
    found = _RANGE.match(text, end)
    return found.end() if found and text[found.end() : found.end() + 1].isdecimal() else None


def _is_passed(between: str, folded: str) -> bool:
    """Whether a word may stand between a number and its unit: 24-х, "per cent", п'ять after двадцять."""
    is_ending = between == "-" and _ENDING.fullmatch(folded) is not None
    return is_ending or folded == "per" or value_of(folded) is not None
