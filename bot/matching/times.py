"""Which days a passage speaks of, and whether it speaks of them as past: «у понеділок», «2 березня», "earlier"."""

import re
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


def is_past(text: str) -> bool:
    """Whether a passage has a word that points back."""
    return _PAST.search(text) is not None


def is_earlier_today(text: str) -> bool:
    """Whether a passage names a part of a day: perhaps it speaks of what was told hours ago."""
    return _EARLIER_TODAY.search(text) is not None


def named_days(text: str, published_at: datetime) -> frozenset[str]:
    """The days that words of a passage point at, seen from the day of publication; dates are terms already."""
    today = published_at.astimezone(_KYIV).date()
    found = {_key(today - timedelta(days=1))} if _YESTERDAY.search(text) else set()
    for match in _DAYS_AGO.finditer(text):
        if count := _COUNTS.get(match[1].casefold()):
            found.add(_key(today - timedelta(days=count)))
    if _TWO_DAYS_AGO.search(text):
        found.add(_key(today - timedelta(days=2)))
    for match in _WEEKDAY.finditer(text):
        word = (match[1] or match[2]).casefold()
        number = next(at for at, stems in enumerate(_WEEKDAYS) if word.startswith(stems))
        found.add(_key(today - timedelta(days=(today.weekday() - number) % 7)))
    return frozenset(found)
