"""Which days a passage speaks of, and whether it speaks of them as past: «у понеділок», «2 березня», "earlier"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import cast
from zoneinfo import ZoneInfo

from bot.matching.tenses import Tongue, tense

_KYIV = ZoneInfo("Europe/Kyiv")  # newsrooms date what happens by the clock of the country
_OCCASIONS = (
    r"свят|свята|великодня|пасх[иі]|різдва|(?:нового )?року|дня|праздник(?:а|ов)|рождества|(?:нового )?года"
    r"|виборів|сам?міту|зустрічі|засідання|візиту|переговорів|матчу|параду|річниці|сезону|зими|голосування|форуму|суду"
    r"|выборов|саммита|встречи|заседания|визита|переговоров|матча|парада|годовщины|зимы|голосования|суда|вторгнення"
    r"|вторжения|конференції|конференции"
)
YESTERDAY = rf"(?:напередодні|накануне)(?! (?:\w+ої|(?:\w+(?:ого|ої|[иы]х|ой) ){{0,2}}(?:{_OCCASIONS}))\b)"
"""«Напередодні» alone; «напередодні Великодня» is an eve, perhaps one to come."""
UNTIL_NOW = (
    r"перед (?:цим|этим)(?! \w+[оеє]м\b)"
    r"|до цього(?! (?!йому\b)(?:\w{3,}[ую]|дня|тижня|місяця|міста|місця|числа|рівня)\b)"
    r"|до этого(?! (?:времени|часа|дня|момента|списка|перечня|года|месяца|города|места|числа|уровня|возраста|срока)\b)"
)
"""«До цього» alone; «до цього переліку» is of no time."""
AS_REPORTED = r"as (?:we )?(?:(?:previously|earlier|already) reported|reported(?! (?:by|in|on)\b))"
"""In "as reported by the police" the news is told."""
_PAST = re.compile(
    rf"\b(?:{YESTERDAY}|{UNTIL_NOW}|{AS_REPORTED}"
    r"|раніше(?! за графік\b)|нагада\w+|нагаду\w+|(?:поза)?[ву]чора(?:шн\w+)?|минул\w+|торік|доти|донедавна"
    r"|попередн\w+(?! (?:дан|оцін|підрах|інформ|виснов|версі|змов))|вже тоді|тоді(?! як\b)"
    r"|(?<!цілими )(?<!робочими )(?<!вихідними )днями|перед тим|до того(?! ж\b)|цього (?:тижня|місяця)"
    r"|(?:того|цього) ж (?:дня|ранку|вечора)|день до|спершу|спочатку"
    r"|за (?:\w+ )?(?:доб[уи]|день|дні|днів|тиждень|годин\w*) до|після (?:того|цього)|відтоді"
    r"|на початку (?:тижня|місяця)|(?:того|цього) ранку|тієї ночі|(?:годин\w*|хвилин\w*|дн(?:і|ів)) (?:тому|до того)"
    r"|ранее|напомн\w+|напомин\w+|(?:поза)?вчера(?:шн\w+)?|прошл\w+|предыдущ\w+|тогда(?! как\b)|недавно|прежде"
    r"|перед тем|(?:на этой неделе|в этом месяце)|в (?:тот|этот) же день|день до|сначала|поначалу"
    r"|в начале (?:недели|месяца)|(?:того|этого) утра|той ночью|(?:час\w*|минут\w*|дн(?:я|ей)) (?:назад|до того)"
    r"|за (?:\w+ )?(?:сут\w+|день|дня|дней|неделю|час\w*) до|после (?:того|этого)|с тех пор"
    r"|earlier|previous\w*|yesterday|last (?:week|month|year|night)|this week|the day before|recently"
    r"|the same (?:day|morning|evening)|that (?:same )?(?:day|morning|afternoon|evening)"
    r"|at first|initially|(?:hours?|days?|weeks?) (?:ago|before|after|earlier)"
    r"|had (?:already |also |once )?(?:said|told|announced|promised|reported|called|ordered|signed|warned|confirmed"
    r"|visited|spoken|met|pledged|written|posted|put|asked|described|named|killed|wounded|injured|hit|struck))\b",
    re.IGNORECASE,
)
_EARLIER_TODAY = re.compile(
    r"\b(?:зранку|вранці|уранці|вдень|удень|вночі|уночі|(?:у|в) (?:цю )?ніч|цієї ночі|пополудні|до обіду|в обід|опівдні"
    r"|утром|дн[её]м|ночью|в ночь|этой ночью|до обеда|в полдень|overnight|this morning|earlier today|in the morning"
    r"|in the afternoon|(?:at|by) (?:midday|noon)|earlier in the day)\b",
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
    r"\b(?:(?:у|в|во|минул\w+|прошл\w+|ц(?:ієї|ю|ього)|эт(?:ой|у|от)|з|із|с|після|после|до|,) )"
    r"(понеділ\w+|понедельник\w*|вівтор\w+|вторник\w*|серед[уи]|сред[уы]|четвер|четверг\w*"
    r"|пʼятниц[юі]|пятниц[уы]|субот[уи]|суббот[уы]|неділ[юі]|воскресень\w+)\b"
    r"|\b((?:понеділков|вівторков|вівторніш|четвергов|четвершн|пʼятничн|суботн|недільн|понедельничн|вторничн"
    r"|пятничн|субботн|воскресн)\w+|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:ʼs|'s|’s)?)(?!\w)",
    re.IGNORECASE,
)
_YESTERDAY = re.compile(
    rf"\b(?:{YESTERDAY}|[ву]чора(?:шн\w+)?|вчера(?:шн\w+)?|дн[её]м (?:раніше|ранее)"
    r"|a day (?:earlier|before|ago)|(?<!the day before )yesterday"
    r"|the day before(?! (?:yesterday|the|an?|his|her|their|its|christmas|easter)\b))\b",
    re.IGNORECASE,
)
_TWO_DAYS_AGO = re.compile(r"\b(?:позав(?:чора|чера)(?:шн\w+)?|the day before yesterday)\b", re.IGNORECASE)
_AGO = re.compile(
    r"\b(?:(тиждень|неделю|week)|(тижн\w+|недел\w+|weeks)|дні|днів|дня|дней|day|days) (?:тому|назад|ago|earlier)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(\w+) (?:a )?$", re.IGNORECASE)
_ROUGHLY = ("than", "ніж", "як", "понад", "близько", "майже", "чем", "более", "почти", "about", "almost", "over")
_NUMERALS = (
    *("один one", "два дві две two", "три three", "чотири четыре four", "пʼять пять five", "шість шесть six"),
    *("сім семь seven", "вісім восемь eight", "девʼять девять nine", "десять ten"),
)
_COUNTS = {form: number for number, forms in enumerate(_NUMERALS, start=1) for form in (str(number), *forms.split())}
_UNTIL = re.compile(r"(?:\bдо|\bby|\buntil|\btill) ?$", re.IGNORECASE)
_NEXT = re.compile(r"\b(?:next|coming) $", re.IGNORECASE)
_LEAD = 12  # characters before, in which a word or two may say more
_EN_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Other dates are terms. These are rare, so it is asked first whether there is any.
_IN_FIGURES = re.compile(r"\d(?:/\d|-\d\d-|(?:st|nd|rd|th)\b)")
_SLASHED = re.compile(r"\b(\d\d?)/(\d\d?)/(\d{4})\b")
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_ORDINAL = re.compile(
    rf"\b(\d\d?)(?:st|nd|rd|th)(?: of)? ({'|'.join(_EN_MONTHS)})[a-z]*(?:,? (\d{{4}}))?\b", re.IGNORECASE
)
_YEAR = re.compile(r",? ((?:19|20)\d\d)(?: ?(?:рок|р\.|год|г\.)|\b(?! [а-яіїєґ]))|(?<=\.((?:19|20)\d\d))")
_NEAR_DAYS = 300  # what is farther away is of another year


@lru_cache(maxsize=1024)  # of each post of a field it is asked, with each article
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
        *((one.start(), _days_ago(one)) for one in _AGO.finditer(text, start, end)),
        *((one.start(), 2) for one in _TWO_DAYS_AGO.finditer(text, start, end)),
        *((one.start(), _days_since(one, today)) for one in _WEEKDAY.finditer(text, start, end)),
        *_written(text, start, end, today),
    ]
    return Pointing(
        [one.start() for one in _PAST.finditer(text, start, end)],
        [one.start() for one in _EARLIER_TODAY.finditer(text, start, end)],
        [(place, _key(today - timedelta(days=days))) for place, days in ago if days is not None],
    )


def _days_ago(ago: re.Match[str]) -> int | None:
    """Days of «три дні тому», «тиждень тому»; None where they are not counted."""
    found = _BEFORE.search(ago.string[max(0, ago.start() - _LEAD) : ago.start()])
    word = found[1].casefold() if found else ""
    count = _COUNTS.get(word, 1 if ago[1] and word not in _ROUGHLY else 0)
    return count * (7 if ago[1] or ago[2] else 1) or None


def _days_since(weekday: re.Match[str], today: date) -> int | None:
    """Days since the last such weekday; None where one that is to come is meant."""
    word = (weekday[1] or weekday[2]).casefold()
    number, tongue = max(
        (
            (at, tongue)
            for at, stems in enumerate(_WEEKDAYS)
            for tongue, stem in enumerate(stems)
            if word.startswith(stem)
        ),
        key=lambda found: len(_WEEKDAYS[found[0]][found[1]]),
    )
    days = (today.weekday() - number) % 7
    return None if _is_to_come(weekday, cast(Tongue, tongue), is_today=not days) else days


def _is_to_come(weekday: re.Match[str], tongue: Tongue, *, is_today: bool) -> bool:
    text, at = weekday.string, weekday.start(1) if weekday[1] else weekday.start(2)
    lead = text[max(0, at - _LEAD) : at]
    if _NEXT.search(lead):
        return True
    coming = tense(text, weekday.start(), weekday.end(), tongue)
    return not is_today and bool(coming or (coming is None and _UNTIL.search(lead)))


def _written(text: str, start: int, end: int, today: date) -> Iterator[tuple[int, int | None]]:
    if not _IN_FIGURES.search(text, start, end):
        return
    for one in _SLASHED.finditer(text, start, end):
        yield one.start(), _since(today, one[3], int(one[2]), one[1])
    for one in _ISO.finditer(text, start, end):
        yield one.start(), _since(today, one[1], int(one[2]), one[3])
    for one in _ORDINAL.finditer(text, start, end):
        yield one.start(), _since(today, one[3] or str(today.year), _EN_MONTHS.index(one[2].casefold()) + 1, one[1])


def _since(today: date, year: str, month: int, day: str) -> int | None:
    """Days since a date; None where there is none such, and where it is of another year."""
    try:
        days = (today - date(int(year), month, int(day))).days
    except ValueError:
        return None
    return days if abs(days) <= _NEAR_DAYS else None


def in_another_year(text: str, end: int, key: str, published_at: datetime) -> bool:
    """Whether a date's term that ends there has a year, and a far one: «13 квітня 1965 року»."""
    year = _YEAR.match(text, end)
    month, day = key.removeprefix("t:").split("-")
    today = published_at.astimezone(_KYIV).date()
    return year is not None and _since(today, year[1] or year[2], int(month), day) is None
