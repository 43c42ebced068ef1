"""The hour that words say: «о 18-й», «з шостої ранку до одинадцятої вечора», «с 17 до 23 часов», "from 5 to 11 p.m.".

Schedules of power cuts live on hours, which a post writes as 17:00 and an article as it likes.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.language.numerals import ordinal_of, value_of
from bot.language.words import fold, is_number

_AT = frozenset(("о", "об"))
_IN = frozenset(("в", "к", "у"))
_FROM = frozenset(("з", "із", "зі", "с", "від", "от", "між", "между", "from", "between"))
_TO = frozenset(("до", "по", "та", "і", "й", "и", "to", "until", "and"))
_BESIDE = frozenset((*_AT, *_IN, *_FROM, "до", "після", "после", "близько", "около", "на", "уже", "вже"))
_SUFFIXES = frozenset(("й", "ї", "ій", "ої", "ту", "ю", "ою"))  # «18-й», as an ordinal of an hour is written
_FEMININE = ("ої", "ій", "ої", "тю", "шу", "гу", "му", "ту", "ой", "ую", "ю")
_HOURS = frozenset(("години", "годині", "годину", "годин", "годинами", "год", "часов", "часам", "часами"))
_ORDINAL_HOURS = frozenset(("години", "годині", "годину"))  # «о 18 годині», but «до 18 годин» is how long
_MORNING, _DAY = frozenset(("ранку", "утра")), frozenset(("дня", "пополудні"))
_EVENING, _NIGHT = frozenset(("вечора", "вечера")), frozenset(("ночі", "ночи"))
_GOES_ON = frozenset(("", "а", "і", "й", "та", "але", "у", "в", "на", "за", "з", "із", "для", "и", "но"))
_LAST, _TWENTY = 24, 20
_NOON = 12
_SMALL_HOURS = 6  # «друга ночі», but «дванадцята ночі»


_DOTTED = re.compile(r"\d\d?\.[0-5]\d")  # «о 8.20»


class _Said(NamedTuple):
    """A number of hours as it is written: its last word, and whether it has the form of an ordinal."""

    hour: int
    minutes: str
    last: int
    ordinal: bool


def hour_at(words: Sequence[str], at: int) -> tuple[int, str] | None:
    """The hour that begins at a word, as `d:18:00` after its last word; nothing where a number is no hour."""
    said = _said(words, at)
    if said is None:
        return None
    hour = _by_part(words, said, at)
    if hour is None and (said.minutes != "00" or _is_hour(words, said, at)):
        hour = said.hour
    return None if hour is None else (said.last, f"d:{hour:02}:{said.minutes}")


def _said(words: Sequence[str], at: int) -> _Said | None:
    word = words[at] if at < len(words) else ""
    if word and is_number(word):
        if _word(words, at - 1) in _AT and _DOTTED.fullmatch(word):
            word = word.replace(".", ":")
        hour, _, minutes = word.partition(":")
        if not hour.isdecimal() or int(hour) > _LAST or (minutes and not minutes.isdecimal()):
            return None
        ordinal = not minutes and _word(words, at + 1) in _SUFFIXES
        return _Said(int(hour), minutes or "00", at + ordinal, ordinal)
    return _spelt(words, at)


def _spelt(words: Sequence[str], at: int) -> _Said | None:
    """«Шостої», «двадцять першій»."""
    last = at + (value_of(_word(words, at)) == _TWENTY)
    word = _word(words, last)
    value = ordinal_of(word) if word.endswith(_FEMININE) else None
    if value is None or (last > at and value > _LAST - _TWENTY):
        return None
    hour = int(value) + (_TWENTY if last > at else 0)
    return _Said(hour, "00", last, ordinal=True) if 0 < hour <= _LAST else None


def _by_part(words: Sequence[str], said: _Said, at: int) -> int | None:
    """The hour, where the part of its day is said: «шостої вечора», "6 p.m.", and "6" of "from 6 to 10 p.m."."""
    half = _half(words, said.last + 1)
    if half is None and _word(words, said.last + 1) in _TO and (end := _said(words, said.last + 2)):
        half = _half(words, end.last + 1)
        if half is not None and said.hour % _NOON > end.hour % _NOON:
            half = not half  # from 11 to 2 p.m.
    if half is not None and not said.ordinal:
        return said.hour % _NOON + _NOON * half if 0 < said.hour <= _NOON else None
    part = _word(words, said.last + 1)
    if not (said.ordinal or _word(words, at - 1) in _BESIDE) or (part in _DAY and not said.ordinal):
        return None
    return _of_part(part, said.hour)


def _of_part(part: str, hour: int) -> int | None:
    if part in _MORNING or (hour > _NOON and part in _EVENING | _NIGHT):
        return hour
    if part in _DAY and hour <= _NOON:
        return hour % _NOON + _NOON
    if part in _EVENING:
        return hour + _NOON if hour < _NOON else None
    if part in _NIGHT and hour <= _NOON:
        return hour % _NOON if hour < _SMALL_HOURS or hour == _NOON else hour + _NOON
    return None


def _half(words: Sequence[str], at: int) -> bool | None:
    """Whether "p.m." stands there; None where neither it nor "a.m." does."""
    word = _word(words, at)
    if word in {"p", "a"} and _word(words, at + 1) == "m":
        return word == "p"
    return word == "pm" if word in {"pm", "am"} else None


def _is_hour(words: Sequence[str], said: _Said, at: int) -> bool:
    """Whether it is one by the words beside it; a bare number of hours may be how long something lasts."""
    before, following = _word(words, at - 1), _word(words, said.last + 1)
    if is_number(words[at]) and said.ordinal:
        is_end = before in {"до", "після"} and following in _GOES_ON
        return is_end or before in _AT or following in _ORDINAL_HOURS or _is_range(words, said, at)
    if following in _ORDINAL_HOURS and before in {*_AT, "до", "після"}:
        return not said.ordinal or before in _AT
    return not said.ordinal and (
        (before in {*_IN, "с"} and following in {"часов", "часам"})
        or (_is_range(words, said, at) and _ends_in_hours(words, at))
    )


def _is_range(words: Sequence[str], said: _Said, at: int) -> bool:
    """Whether it begins or ends a stretch of hours that are written alike: «з 17-ї до 23-ї»."""
    before = _word(words, at - 1)
    if before in _FROM and _word(words, said.last + 1) in _TO:
        end = _said(words, said.last + 2)
        return end is not None and end.ordinal == said.ordinal
    at -= 2 + said.ordinal  # where the first one would stand
    return before in _TO and at > 0 and _word(words, at - 1) in _FROM and _said(words, at) is not None


def _ends_in_hours(words: Sequence[str], at: int) -> bool:
    return _word(words, at + 1) in _HOURS or (_word(words, at + 1) in _TO and _word(words, at + 3) in _HOURS)


def _word(words: Sequence[str], at: int) -> str:
    return fold(words[at]) if 0 <= at < len(words) else ""
