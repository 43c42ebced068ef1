"""Times as people say them, in a person's language and time zone."""

from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_date
from babel.numbers import format_decimal

from bot.texts.catalogues import LANGUAGES, words

FALLBACK_ZONE = "Europe/Kyiv"
TENTH, MINUTE = 0.1, 60  # seconds


@lru_cache
def zone(name: str) -> ZoneInfo:
    """A time zone; Kyiv's where the name is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(FALLBACK_ZONE)


def when(at: datetime, *, now: datetime, timezone: str, language: str) -> str:
    """«сьогодні о 14:05», «вчора о 09:10», «2 березня о 14:05», with the year where it is another one."""
    local, today = at.astimezone(zone(timezone)), now.astimezone(zone(timezone)).date()
    texts = words(language)
    hour = f"{local:%H:%M}"
    if local.date() == today:
        return texts.gettext("today at {hour}").format(hour=hour)
    if local.date() == today - timedelta(days=1):
        return texts.gettext("yesterday at {hour}").format(hour=hour)
    return _on_a_day(local, today.year, language)


def clock(at: datetime, *, now: datetime, timezone: str, language: str) -> str:
    """«14:05», or with its day where that is not today: in messages that stand for days, «сьогодні» would age."""
    local, today = at.astimezone(zone(timezone)), now.astimezone(zone(timezone)).date()
    return f"{local:%H:%M}" if local.date() == today else _on_a_day(local, today.year, language)


def stretch(since: datetime, until: datetime, *, now: datetime, timezone: str, language: str) -> str:
    """«14:02–14:09», with the day before it where that is not today, with both where they differ."""
    first = clock(since, now=now, timezone=timezone, language=language)
    here = zone(timezone)
    if since.astimezone(here).date() == until.astimezone(here).date():
        return f"{first}–{until.astimezone(here):%H:%M}"
    return f"{first} – {clock(until, now=now, timezone=timezone, language=language)}"


def _on_a_day(local: datetime, this_year: int, language: str) -> str:
    pattern = "d MMMM" if local.year == this_year else "d MMMM y"
    day = format_date(local, pattern, locale=_locale(language))
    return words(language).gettext("{day} at {hour}").format(day=day, hour=f"{local:%H:%M}")


def _locale(language: str) -> str:
    return language if language in LANGUAGES else LANGUAGES[0]


def tenths(seconds: float, language: str) -> str:
    """«4,2 с»."""
    shown = format_decimal(seconds, format="0.0", locale=_locale(language))
    return words(language).gettext("{count} s").format(count=shown)


def delay(seconds: float, language: str) -> str:
    """«4,2 с», «16 хв»; «менш ніж 0,1 с», where there is as good as none."""
    if seconds >= MINUTE:
        return duration(seconds, language)
    if seconds < TENTH:
        return words(language).gettext("less than {time}").format(time=tenths(TENTH, language))
    return tenths(seconds, language)


def duration(seconds: float, language: str) -> str:
    """«41 хв», «2 год 5 хв», «3 дні 2 год»; the two largest units, rounded down.

    It has no cases: in Ukrainian it fits after «за» and «через», which take these forms («за 3 дні»), never after «до»;
    and what is less than a minute stands alone.
    """
    texts = words(language)
    minutes, hours, days = int(seconds) // 60 % 60, int(seconds) // 3600 % 24, int(seconds) // 86400
    parts = [
        texts.ngettext("{count} day", "{count} days", days).format(count=days) if days else "",
        texts.gettext("{count} h").format(count=hours) if hours else "",
        texts.gettext("{count} min").format(count=minutes) if minutes and not days else "",
    ]
    return " ".join(part for part in parts if part) or texts.gettext("less than a minute")
