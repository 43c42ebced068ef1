"""The hour that words say: «о 18-й», «з шостої ранку до одинадцятої вечора», «с 17 до 23 часов», "from 5 to 11 p.m.".

Schedules of power cuts live on hours, which a post writes as 17:00 and an article as it likes. What may as well be how
long something lasts («18 годин»), or which of several it is («18-й пакет»), is no hour.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.language.numerals import ordinal_of, power_of, value_of
from bot.language.words import fold, is_number

_AT, _IN = frozenset(("о", "об")), frozenset(("в", "к", "у", "ко"))
_FROM_WHEN = frozenset(("з", "із", "зі", "с"))  # «від 4 до 7 годин» is how long
_BETWEEN = frozenset(("між", "между", "between"))
_FROM = frozenset((*_FROM_WHEN, *_BETWEEN, "від", "от", "from"))
_AND, _TO = frozenset(("та", "і", "й", "и", "and")), frozenset(("до", "по", "to", "until", "till"))
_BESIDE = frozenset((*_AT, *_IN, *_FROM, "до", "після", "после", "близько", "около", "на", "уже", "вже"))
_SUFFIXES = frozenset(("й", "ї", "ій", "ої", "ту", "ю", "ою"))  # «18-й», as an ordinal of an hour is written
_FEMININE = ("ої", "ій", "тю", "шу", "гу", "му", "ту", "ой", "ую", "ю")
_ORDINAL_HOURS = frozenset(("години", "годині", "годину"))  # «о 18 годині», but «до 18 годин» is how long
HOURS = frozenset((*_ORDINAL_HOURS, "годин", "годинами", "часов", "часам", "часами", "часа", "час"))
_HOURS = HOURS | {"год"}  # «з 18 до 22 год.», in Russian a year
_MORNING, _DAY = frozenset(("ранку", "утра")), frozenset(("дня", "пополудні"))
_EVENING, _NIGHT = frozenset(("вечора", "вечера")), frozenset(("ночі", "ночи"))
PARTS = _MORNING | _DAY | _EVENING | _NIGHT
_GOES_ON = frozenset(("", "а", "і", "й", "та", "але", "у", "в", "на", "за", "з", "із", "с", "для", "и", "но"))
_OF_SEVERAL = (
    *("бригад", "груп", "черг", "очеред", "катег", "дивіз", "дивиз", "рот", "арм", "школ", "гімназ", "миров"),
    *("штурм", "окрем", "механіз", "лікарн", "позиц", "сходин", "річниц", "сесі", "статт", "дільниц"),
)
_COUNTED = ("грн", "грив", "дол", "євр", "евр", "руб", "відс", "проц", "метр", "тон", "бал", "кіло")
_PARTS_OF_HOURS = ("пів", "чверть", "хвилин", "четверть", "минут")
_DIGITS = re.compile(r"[0-9]{1,2}")
_MINUTES = re.compile(r"[0-5][0-9]")
_DOTTED = re.compile(r"\d\d?\.[0-5]\d")  # «о 8.20», "8.20 p.m."
_LAST, _TWENTY, _NOON = 24, 20, 12
_SMALL_HOURS = 6  # «друга ночі», but «дванадцята ночі»
_LATE_MORNING = 9  # «об 11-й дня»


class _Said(NamedTuple):
    """A number of hours as it is written: its last word, and whether it has the form of an ordinal."""

    hour: int
    minutes: str
    last: int
    ordinal: bool


def hour_at(words: Sequence[str], at: int) -> tuple[int, str] | None:
    """The hour that begins at a word, as `d:18:00` after its last word; nothing where a number is no hour."""
    said = _said(words, at)
    if said is None or _is_counted_from(words, said, at):
        return None
    hour = _by_part(words, said, at)
    if hour is None and (said.minutes != "00" or _is_hour(words, said, at)):
        hour = said.hour
    return None if hour is None else (said.last, f"d:{hour:02}:{said.minutes}")


def _said(words: Sequence[str], at: int) -> _Said | None:
    word = _word(words, at)
    if not word:
        return None
    if not is_number(word):
        return _spelt(words, at)
    if _DOTTED.fullmatch(word) and _is_dotted(words, at):
        word = word.replace(".", ":")
    hour, colon, minutes = word.partition(":")
    if not _DIGITS.fullmatch(hour) or int(hour) > _LAST or (colon and not _MINUTES.fullmatch(minutes)):
        return None
    ordinal = not colon and _word(words, at + 1) in _SUFFIXES
    return _Said(int(hour), minutes or "00", at + ordinal, ordinal)


def _spelt(words: Sequence[str], at: int) -> _Said | None:
    """«Шостої», «двадцять першій», and «шести» of «с шести утра»."""
    value = value_of(_word(words, at))
    if value is not None and value <= _NOON and value == int(value):
        return _Said(int(value), "00", at, ordinal=False)
    last = at + (value == _TWENTY)
    word = _word(words, last)
    value = ordinal_of(word) if word.endswith(_FEMININE) else None
    if value is None or (last > at and value > _LAST - _TWENTY):
        return None
    hour = int(value) + (_TWENTY if last > at else 0)
    return _Said(hour, "00", last, ordinal=True) if 0 < hour <= _LAST else None


def _is_dotted(words: Sequence[str], at: int) -> bool:
    """«О 8.20», but not «о 8.20 грн»."""
    following = _word(words, at + 1)
    at_it = _word(words, at - 1) in _AT and power_of(following) is None and not following.startswith(_COUNTED)
    return at_it or _is_pm(words, at + 1) is not None


def _is_counted_from(words: Sequence[str], said: _Said, at: int) -> bool:
    """«Пів на дев'яту», «половини восьмої», «дев'ята без десяти хвилин»: another hour, or minutes more or less."""
    before, further = _word(words, at - 1), _word(words, at - 2)
    if before.startswith("половин") or (before in {"на", "по"} and further.startswith(_PARTS_OF_HOURS)):
        return True
    rest = [_word(words, said.last + step) for step in range(1, 5)]
    return any(
        word == "без" and any(each.startswith(("хвилин", "чверт", "минут", "четверт")) for each in rest[step + 1 :])
        for step, word in enumerate(rest[:2])
    )


def _by_part(words: Sequence[str], said: _Said, at: int) -> int | None:
    """The hour, where the part of its day is said: «шостої вечора», "6 p.m.", and "6" of "from 6 to 10 p.m."."""
    is_pm, part = _is_pm(words, said.last + 1), _part(words, said)
    end = _said(words, said.last + 2) if _word(words, said.last + 1) in _TO | _AND else None
    if end is not None and is_pm is None:
        is_pm = _is_pm(words, end.last + 1)
        if is_pm is not None and said.hour % _NOON > end.hour % _NOON:
            is_pm = not is_pm  # from 11 to 2 p.m.
        if _word(words, at - 1) in _FROM and said.hour <= end.hour:
            part = _part(words, end)
    if is_pm is not None and not said.ordinal:
        return said.hour % _NOON + _NOON * is_pm if 0 < said.hour <= _NOON else None
    return _of_part(part, said.hour) if _is_of_part(words, said, at, part) else None


def _part(words: Sequence[str], said: _Said) -> str:
    """The word that may name the part of its day: «о 8 годині вечора»."""
    following = _word(words, said.last + 1)
    return _word(words, said.last + 2) if following in _HOURS else following


def _is_of_part(words: Sequence[str], said: _Said, at: int, part: str) -> bool:
    """Whether a part of the day is of the hour: «3 дня» are days, and «кожної другої ночі» is a night."""
    before = _word(words, at - 1)
    if part in _NIGHT and (before not in _BESIDE or (before == "на" and not said.ordinal)):
        return False
    if part in _DAY and not said.ordinal:
        return before in _AT or _word(words, said.last + 1) in _HOURS or ":" in words[at]
    return said.ordinal or before in _BESIDE or _word(words, at - 2) in _FROM or _word(words, at - 3) in _FROM


def _of_part(part: str, hour: int) -> int | None:
    if part in _MORNING or (hour > _NOON and part in PARTS):
        return hour
    if part in _DAY:
        return hour if hour >= _LATE_MORNING else hour + _NOON
    if part in _EVENING:
        return hour + _NOON if hour < _NOON else None
    if part in _NIGHT:
        return hour % _NOON if hour < _SMALL_HOURS or hour == _NOON else hour + _NOON
    return None


def _is_pm(words: Sequence[str], at: int) -> bool | None:
    """Whether "p.m." stands there; None where neither it nor "a.m." does."""
    word = _word(words, at)
    if word in {"p", "a"} and _word(words, at + 1) == "m":
        return word == "p"
    return word == "pm" if word in {"pm", "am"} else None


def _is_hour(words: Sequence[str], said: _Said, at: int) -> bool:
    """Whether it is one by the words beside it; a bare number of hours may be how long something lasts."""
    before, following = _word(words, at - 1), _word(words, said.last + 1)
    if following.startswith(_OF_SEVERAL):
        return False
    if is_number(words[at]) and said.ordinal:
        more = _said(words, said.last + 2) if following in _AND else None
        is_end = before in {"до", "після"} and following in _GOES_ON and not (more and more.ordinal)
        return is_end or before in _AT or following in _ORDINAL_HOURS or _is_range(words, said, at)
    if said.ordinal:
        return following in _ORDINAL_HOURS and before in _AT
    if following in _ORDINAL_HOURS and before in {*_AT, "до", "після"}:
        return True
    if not is_number(words[at]):
        return False
    is_late = following in {"час", "часа"} and said.hour > _NOON  # «в 3 часа» is as often how long
    in_it = before in {*_IN, "с"} and (following in {"часов", "часам"} or is_late)
    return in_it or (_is_range(words, said, at) and _ends_in_hours(words, at))


def _is_range(words: Sequence[str], said: _Said, at: int) -> bool:
    """Whether it begins or ends a stretch of hours that are written alike: «з 17-ї до 23-ї»."""
    before, following = _word(words, at - 1), _word(words, said.last + 1)
    if before in _FROM and _joins(before, following):
        end = _said(words, said.last + 2)
        return (
            end is not None and end.ordinal == said.ordinal and not _word(words, end.last + 1).startswith(_OF_SEVERAL)
        )
    first = at - 2 - said.ordinal  # where the first one would stand
    return first > 0 and _joins(_word(words, first - 1), before) and _said(words, first) is not None


def _joins(first: str, second: str) -> bool:
    """«З … до …», «між … та …»."""
    return second in (_AND if first in _BETWEEN else _TO) and first in _FROM


def _ends_in_hours(words: Sequence[str], at: int) -> bool:
    """Whether a stretch of bare numbers is of hours of the clock: «с 17 до 23 часов», but not «8 годин на добу»."""
    first = at if _word(words, at + 1) in _TO else at - 2
    hours = _word(words, first + 3)
    a_day = _word(words, first + 4) in {"на", "в"} and _word(words, first + 5) in {"добу", "день", "сутки"}
    return _word(words, first - 1) in _FROM_WHEN and hours in _HOURS and not a_day


def _word(words: Sequence[str], at: int) -> str:
    return fold(words[at]) if 0 <= at < len(words) else ""
