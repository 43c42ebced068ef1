"""Hours, stretches of time and time zones as people write them."""

import re
from datetime import timedelta
from functools import lru_cache
from zoneinfo import available_timezones

from babel import Locale
from babel.dates import get_timezone_location
from rapidfuzz import fuzz, process, utils

from bot.texts.catalogues import LANGUAGES
from storage.records import MINUTES

_HOUR = r"([01]?\d|2[0-3])(?:[:.]([0-5]\d))?"
_HOURS = re.compile(rf"{_HOUR}(?:\s*[-–—]\s*|\s+(?:до|to)\s+){_HOUR}")
_DURATION = re.compile(r"(?:^|\s)(\d{1,4})\s*([^\W\d_]+)\.?$")
_UNITS = {
    **dict.fromkeys(("m", "min", "minutes", "хв", "хвилин", "хвилини", "м"), timedelta(minutes=1)),
    **dict.fromkeys(("h", "hour", "hours", "год", "година", "години", "годин", "г"), timedelta(hours=1)),
    **dict.fromkeys(("d", "day", "days", "день", "дні", "днів", "доба", "дн", "д"), timedelta(days=1)),
}
LONGEST = timedelta(days=30)
ALIKE = 70  # of 100
OLD = {"Europe/Kyiv": "Europe/Kiev"}  # Babel looks for translations under the new name, and has them under the old one


def read_range(text: str) -> tuple[int, int] | None:
    """«22:30–6:45» as minutes from midnight; None where it is none, or lasts no time at all."""
    found = _HOURS.fullmatch(text.strip())
    if found is None:
        return None
    begins, ends = _minutes(found[1], found[2]), _minutes(found[3], found[4])
    return None if begins == ends else (begins, ends)


def read_hours(text: str) -> tuple[int, ...] | None:
    """«9 13:30 18» as minutes from midnight, in order; None where it is something else."""
    found = [re.fullmatch(_HOUR, part) for part in re.split(r"[\s,;]+", text.strip()) if part]
    if not found or not all(found):
        return None
    return tuple(sorted({_minutes(one[1], one[2]) for one in found if one}))


def read_duration(text: str) -> tuple[str, timedelta | None]:
    """«@channel 8 год» as what stands before the time, and the time; None where there is none, or none that fits."""
    found = _DURATION.search(text.strip())
    unit = _UNITS.get(found[2].lower()) if found else None
    if found is None or unit is None or not timedelta() < int(found[1]) * unit <= LONGEST:
        return text.strip(), None
    return text.strip()[: found.start()].strip(), int(found[1]) * unit


def shown(minutes: int) -> str:
    """«07:00»."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def range_number(hours: tuple[int, int] | None) -> int:
    """Hours as one number, for a button; 0: none."""
    return 0 if hours is None else hours[0] * MINUTES + hours[1] + 1


def range_of(number: int) -> tuple[int, int] | None:
    """The hours of such a number; None where it is none."""
    begins, ends = divmod(number - 1, MINUTES)
    return (begins, ends) if number > 0 and begins < MINUTES and begins != ends else None


def city(zone: str, language: str) -> str:
    """The place that a time zone is named after."""
    if "/" not in zone:
        return zone
    translated = Locale.parse(language).time_zones.get(OLD.get(zone, zone), {})
    return str(translated.get("city") or get_timezone_location(zone, locale=language, return_city=True))


def read_zone(text: str) -> str | None:
    """A time zone by its own name, or by that of its city in one of our languages."""
    return _zones().get(text.strip().lower().replace(" ", "_")) or _zones().get(text.strip().lower())


def like_zones(text: str) -> list[str]:
    """The time zones that somebody may have meant."""
    found = process.extract(
        text, list(_zones()), scorer=fuzz.WRatio, processor=utils.default_process, limit=6, score_cutoff=ALIKE
    )
    return list(dict.fromkeys(_zones()[name] for name, _, _ in found))[:3]


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    known = sorted(zone for zone in available_timezones() if "/" in zone and zone not in OLD.values())
    cities = {city(zone, language).lower(): zone for zone in reversed(known) for language in LANGUAGES}
    return cities | {zone.lower(): zone for zone in known} | {"utc": "UTC"}


def _minutes(hours: str, minutes: str | None) -> int:
    return int(hours) * 60 + int(minutes or 0)
