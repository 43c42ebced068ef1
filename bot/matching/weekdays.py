"""Which weekdays a passage names, and how long ago they were: «у понеділок», «ранок середи», "Tuesday night"."""

import re
from collections.abc import Iterator
from datetime import date
from typing import cast

from bot.language.normal import lowered
from bot.matching.tenses import Tongue, tense

_STEMS = (
    ("понеділ", "понедельни", "monday"),
    ("вівтор", "вторни", "tuesday"),
    ("серед", "сред", "wednesday"),
    ("четвер", "четверг", "thursday"),
    ("пʼятни", "пятни", "friday"),
    ("субот", "суббот", "saturday"),
    ("неділ", "воскрес", "sunday"),
)
_NAMES = (
    r"понеділ\w+|понедельник\w*|вівтор\w+|вторник\w*|серед[уи]|сред[уы]|четвер|четверг\w*"
    r"|пʼятниц[юі]|пятниц[уы]|субот[уи]|суббот[уы]|неділ[юі]|воскресень\w+"
)
_QUALITIES = (
    r"(?:понеділков|вівторков|вівторніш|середов|четвергов|четвершн|пʼятничн|суботн|недільн"
    r"|понедельничн|вторничн|пятничн|субботн|воскресн)\w+"
)
# A name alone may be a part of another word's meaning («середи»): what stands before says that a day is meant.
_BEFORE_NAMES = (
    r"у|в|во|минул\w+|прошл\w+|ц(?:ієї|ю|ього)|т(?:ієї|ого)|эт(?:ой|у|от)|з|із|с|після|после|до|,"
    r"|ран(?:ок|ку|ком)|[вуз]?ранці|зранку|[ву]?веч(?:ір|ора|ором|ері)|[ву]?день|[ву]день|ніч|[ву]?ночі"
    r"|утр(?:о|а|ом)|вечер(?:а|ом)?|ноч(?:ь|и|ью)|дн[её]м"
)
_WEEKDAY = re.compile(
    rf"\b(?:(?P<night>(?:ніч|ночь) (?:на|проти))|{_BEFORE_NAMES}) (?P<name>{_NAMES})\b"
    rf"|\b(?P<quality>{_QUALITIES}|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:ʼs|'s|’s)?)(?!\w)"
)
_UNTIL = re.compile(r"(?:\bдо|\bby|\buntil|\btill) ?$", re.IGNORECASE)
_NEXT = re.compile(r"\b(?:next|coming) $", re.IGNORECASE)
_LEAD = 12  # characters before, in which a word or two may say more


def weekdays(text: str, start: int, end: int, today: date) -> Iterator[tuple[int, int]]:
    """Where a stretch of a text names weekdays, and how many days ago they were; those to come are left out."""
    for one in _WEEKDAY.finditer(lowered(text), start, end):
        number, tongue = _read(one["name"] or one["quality"])
        days = (today.weekday() - number) % 7
        if one["night"]:  # it has an evening and a morning; a forecast speaks of it as much as a report
            if tense(text, one.start(), one.end(), tongue) is False:
                yield one.start(), days
                yield one.start(), days + 1
        elif not _is_to_come(text, one, tongue, is_today=not days):
            yield one.start(), days


def _read(word: str) -> tuple[int, Tongue]:
    """Which weekday a word names, and in which tongue."""
    found = [
        (at, tongue) for at, stems in enumerate(_STEMS) for tongue, stem in enumerate(stems) if word.startswith(stem)
    ]
    number, tongue = max(found, key=lambda each: len(_STEMS[each[0]][each[1]]))
    return number, cast(Tongue, tongue)


def _is_to_come(text: str, weekday: re.Match[str], tongue: Tongue, *, is_today: bool) -> bool:
    at = weekday.start("name") if weekday["name"] else weekday.start("quality")
    lead = text[max(0, at - _LEAD) : at]
    if _NEXT.search(lead):
        return True
    coming = tense(text, weekday.start(), weekday.end(), tongue)
    return not is_today and bool(coming or (coming is None and _UNTIL.search(lead)))
