"""Which part of its own day a passage speaks of: «вранці», «ночью», "by noon", «раніше сьогодні».

«Вранці мер писав про трьох» recalls what the mayor posted that morning, and not what he posted at noon.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.language.normal import lowered

_KYIV = ZoneInfo("Europe/Kyiv")
_NEWS = 1.5  # hours: what was posted less than that ago is the news itself, whatever it says of the time

# From which hour to which, by the clock of Kyiv, a post tells of it; before 0 is the evening before.
_PARTS = {
    "night": (-3, 9),
    "morning": (4, 12),
    "noon": (9, 18),
    "evening": (16, 24),
    "today": (0, 24),
}
_WORDS = {
    "night": (
        r"вночі|уночі|(?:у|в) (?:цю )?ніч|(?:цієї|минулої) ночі|нічн\w+|ночью|в ночь|(?:этой|прошлой) ночью|ночн\w+"
        r"|overnight|(?:in|during) the night"
    ),
    "morning": (
        r"зранку|вранці|уранці|ранков\w+|(?:перед |на )?світанку|цього ранку|утром|утренн\w+|(?:перед |на )?рассвет\w*"
        r"|in the (?:early )?morning|at dawn|before dawn|(?<=\w )morning"
    ),
    "noon": (
        r"вдень|удень|пополудні|(?:до|після) обіду|в обід|опівдні|денн\w+|дн[её]м(?! (?:раніше|ранее|раньше))"
        r"|(?:до|после) обеда|в полдень|дневн\w+|(?<=\w )afternoon|(?:at|by|before|after) (?:midday|noon)"
    ),
    "evening": r"ввечері|увечері|вечірн\w+|надвечір|вечером|вечерн\w+|(?<=\w )evening",
    "today": (
        r"раніше сьогодні|сьогодні раніше|(?:раніше )?(?:того|цього) (?:ж )?дня|ранее сегодня|сегодня ранее"
        r"|ранее в этот день|в (?:тот|этот) же день|годинами раніше|часами (?:ранее|раньше)"
        r"|(?:годин\w*|хвилин\w*) (?:тому|до (?:того|цього))|(?:час\w*|минут\w*) (?:назад|до (?:того|этого))"
        r"|earlier (?:today|in the day)|(?:hours?|minutes) (?:ago|before|earlier)|the same day|earlier on (?=\w+day)"
    ),
}
_NAMED = re.compile(rf"\b(?:{'|'.join(f'(?P<{part}>{words})' for part, words in _WORDS.items())})(?:ʼs)?\b")


def parts_of_day(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Where a stretch of a text names a part of a day, by characters of it, and which."""
    for found in _NAMED.finditer(lowered(text), start, end):
        yield found.start(), found.lastgroup or ""


def is_told_in(part: str, sent_at: datetime, published_at: datetime) -> bool:
    """Whether a post came in a part of the day on which an article was published, and well before it."""
    if published_at - sent_at < timedelta(hours=_NEWS):
        return False
    local, day = sent_at.astimezone(_KYIV), published_at.astimezone(_KYIV)
    midnight = day.replace(hour=0, minute=0, second=0, microsecond=0)
    first, last = _PARTS[part]
    return first <= (local - midnight) / timedelta(hours=1) < last
