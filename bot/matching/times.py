"""Which days a passage speaks of, and whether it speaks of them as past: «у понеділок», «2 березня», "earlier"."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

_KYIV = ZoneInfo("Europe/Kyiv")  # newsrooms date what happens by the clock of the country
_PAST = re.compile(
    r"\b(?:раніше|нагада\w+|нагаду\w+|напередодні|вчора|учора|минул\w+|попередн\w+|тоді|торік|днями|доти|донедавна"
    r"|(?:перед|до) (?:цим|цього|того|тим)|цього (?:тижня|місяця)|того ж дня|день до|спершу|спочатку|вже тоді"
    r"|за (?:\w+ )?(?:доб[уи]|день|дні|днів|тиждень|годин\w*) до|після (?:того|цього)|відтоді"
    r"|на початку (?:тижня|місяця)|(?:того|цього) ранку|тієї ночі|(?:годин\w*|хвилин\w*|дн(?:і|ів)) (?:тому|до того)"
    r"|ранее|напомн\w+|напомин\w+|накануне|вчера|прошл\w+|предыдущ\w+|тогда|недавно|прежде"
    r"|(?:перед|до) (?:этим|этого|того|тем)|(?:на этой неделе|в этом месяце)|в тот же день|день до|сначала|поначалу"
    r"|в начале (?:недели|месяца)|(?:того|этого) утра|той ночью|(?:час\w*|минут\w*|дн(?:я|ей)) (?:назад|до того)"
    r"|за (?:\w+ )?(?:сут\w+|день|дня|дней|неделю|час\w*) до|после (?:того|этого)|с тех пор"
    r"|earlier|previous\w*|yesterday|last (?:week|month|year|night)|this week|the day before|recently|as reported"
    r"|at first|initially|(?:hours?|days?|weeks?) (?:ago|before|after|earlier)"
    r"|had (?:already |also |once )?(?:said|told|announced|promised|reported|called|ordered|signed|warned|confirmed"
    r"|visited|spoken|met|pledged|written|posted|put|asked|described|named|killed|wounded|injured|hit|struck))\b",
    re.IGNORECASE,
)
_EARLIER_TODAY = re.compile(
    r"\b(?:зранку|вранці|уранці|вдень|удень|вночі|уночі|(?:у|в) (?:цю )?ніч|цієї ночі|пополудні|до обіду|в обід|опівдні"
    r"|утром|дн[её]м|ночью|в ночь|этой ночью|до обеда|в полдень|overnight|this morning|earlier today|in the morning"
    r"|in the afternoon|at midday)\b",
    re.IGNORECASE,
)
_WEEKDAYS = (
    ("понеділ", "понедельни", "monday"),
    ("вівтор", "вторни", "tuesday"),
    ("серед", "сред", "wednesday"),
    ("четвер", "четверг", "thursday"),
    ("пʼятни", "пятни", "friday"),
    ("субот", "суббот", "saturday"),
    ("неділ", "воскрес", "sunday"),
)
_WEEKDAY = re.compile(
    r"\b(?:(?:у|в|во|минул\w+|прошл\w+|з|із|с|після|после|до|,) )"
    r"(понеділ\w+|понедельник\w*|вівтор\w+|вторник\w*|серед[уи]|сред[уы]|четвер|четверг\w*"
    r"|пʼятниц[юі]|пятниц[уы]|субот[уи]|суббот[уы]|неділ[юі]|воскресень\w+)\b"
    r"|\b((?:понеділков|вівторков|вівторніш|четвергов|четвершн|пʼятничн|суботн|недільн|понедельничн|вторничн"
    r"|пятничн|субботн|воскресн)\w+|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:ʼs|'s|’s)?)(?!\w)",
    re.IGNORECASE,
)
_YESTERDAY = re.compile(r"\b(?:напередодні|вчора|учора|накануне|вчера|yesterday|the day before)\b", re.IGNORECASE)
_DAYS_AGO = re.compile(r"\b(\w+) (?:дн\w+ (?:тому|назад)|days? (?:ago|earlier))\b", re.IGNORECASE)
_TWO_DAYS_AGO = re.compile(r"\b(?:позавчора|позавчера)\b", re.IGNORECASE)
_NUMERALS = ("один one", "два дві two", "три three", "чотири четыре four", "пʼять пять five", "шість шесть six")
_COUNTS = {form: number for number, forms in enumerate(_NUMERALS, start=1) for form in (str(number), *forms.split())}


def day_key(at: datetime) -> str:
    """The day of a moment as the key of a date's term."""
    return _key(at.astimezone(_KYIV).date())


def _key(day: date) -> str:
    return f"t:{day.month:02}-{day.day:02}"


@dataclass(frozen=True, slots=True)
class Pointing:
    """Where a text points at other times, by characters of it; dates are terms already."""

    past: Sequence[int]  # a word points back
    earlier_today: Sequence[int]  # a part of a day is named: perhaps it speaks of what was told hours ago
    days: Sequence[tuple[int, str]]  # a day is named, by its key

    def within(self, start: int, end: int) -> "Pointing":
        """The same of a part of it, the end excluded."""
        past, today = (_within(places, start, end) for places in (self.past, self.earlier_today))
        return Pointing(past, today, [one for one in self.days if start <= one[0] < end])


def _within(places: Sequence[int], start: int, end: int) -> Sequence[int]:
    return places[bisect_left(places, start) : bisect_left(places, end)]


def pointing(text: str, start: int, end: int, published_at: datetime) -> Pointing:
    """What a stretch of a text points at, its days seen from the day of publication."""
    today = published_at.astimezone(_KYIV).date()
    ago = [
        *((one.start(), 1) for one in _YESTERDAY.finditer(text, start, end)),
        *((one.start(), _COUNTS.get(one[1].casefold())) for one in _DAYS_AGO.finditer(text, start, end)),
        *((one.start(), 2) for one in _TWO_DAYS_AGO.finditer(text, start, end)),
        *((one.start(), _days_since(one, today)) for one in _WEEKDAY.finditer(text, start, end)),
    ]
    return Pointing(
        [one.start() for one in _PAST.finditer(text, start, end)],
        [one.start() for one in _EARLIER_TODAY.finditer(text, start, end)],
        [(place, _key(today - timedelta(days=days))) for place, days in ago if days is not None],
    )


def _days_since(weekday: re.Match[str], today: date) -> int:
    word = (weekday[1] or weekday[2]).casefold()
    number = next(at for at, stems in enumerate(_WEEKDAYS) if word.startswith(stems))
    return (today.weekday() - number) % 7
