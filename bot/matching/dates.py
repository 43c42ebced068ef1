"""Days that are written in figures, and how far they are: 2026-04-12, "the 24th", «13 квітня 1965 року».

Other dates are terms of a text.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

KYIV = ZoneInfo("Europe/Kyiv")  # newsrooms date what happens by the clock of the country
_EN_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_FIGURES = re.compile(r"\d(?:/\d|-\d\d-|(?:st|nd|rd|th)\b)")  # rare, so it is asked first
_SLASHED = re.compile(r"\b(\d\d?)/(\d\d?)/(\d{4})\b")
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_ORDINAL = re.compile(
    rf"\b(\d\d?)(?:st|nd|rd|th)(?: of)? ({'|'.join(_EN_MONTHS)})[a-z]*(?:,? (\d{{4}}))?\b", re.IGNORECASE
)
_YEAR = re.compile(r",? ((?:19|20)\d\d)(?: ?(?:рок|р\.|год|г\.)|\b(?! [а-яіїєґ]))|(?<=\.((?:19|20)\d\d))")
RECALL_WINDOW = timedelta(days=14)
"""So long ago may a post have come that is recalled."""
_HALF_A_YEAR = 183  # days; what is farther back is rather still to come
NEAR_DAYS = 300
"""What is farther away is of another year."""


def local_day(at: datetime) -> date:
    """The day of a moment."""
    return at.astimezone(KYIV).date()


def key_of_day(day: date) -> str:
    """A day as the key of a date's term."""
    return f"t:{day.month:02}-{day.day:02}"


@lru_cache(maxsize=1024)  # of each post of a field it is asked, with each article
def day_key(at: datetime) -> str:
    """The day of a moment as the key of a date's term."""
    return key_of_day(local_day(at))


def is_far_day(key: str, at: datetime, text: str = "", end: int = 0) -> bool:
    """Whether a post of a day cannot be held any more at a moment.

    A date's term that ends there may have a year; else the nearest such day is meant.
    """
    month, day = key.removeprefix("t:").split("-")
    today, year = local_day(at), _YEAR.match(text, end)
    years = (year[1] or year[2],) if year else (str(today.year), str(today.year - 1))
    ago = (_since(today, one, int(month), day) for one in years)
    return any(days is not None and RECALL_WINDOW.days < days < _HALF_A_YEAR for days in ago)


def written_days(text: str, start: int, end: int, today: date) -> Iterator[tuple[int, int | None]]:
    """Where a stretch of a text writes days in figures, and how many days ago they were."""
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
    return days if abs(days) <= NEAR_DAYS else None


def in_another_year(text: str, end: int, key: str, published_at: datetime) -> bool:
    """Whether a date's term that ends there has a year, and a far one: «13 квітня 1965 року»."""
    year = _YEAR.match(text, end)
    month, day = key.removeprefix("t:").split("-")
    return year is not None and _since(local_day(published_at), year[1] or year[2], int(month), day) is None
