"""Which part of its own day a passage speaks of: «вранці», «ночью», "by noon", «раніше сьогодні».

«Вранці мер писав про трьох» recalls what the mayor posted that morning, and not what he posted at noon.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.language.normal import lowered
from bot.matching.dates import KYIV

_NEWS = 1.5  # hours: what was posted less than that ago is the news itself, whatever it says of the time

_LATE = 4  # hours after midnight, which are of the day before: «ввечері» at half past twelve

# From which hour to which, by the clock of Kyiv, a post tells of it; before 0 is the evening before.
_PARTS = {
    "night": ((-3, 9), (21, 28)),
    "morning": ((4, 12),),
    "noon": ((9, 18),),
    "evening": ((16, 24),),
    "today": ((0, 28),),
}
_WORDS = {
    "night": (
        r"вночі|уночі|(?:у|в) (?:цю )?ніч|(?:цієї|минулої) ночі|нічн\w+(?! клуб)"
        r"|ночью|в ночь|(?:этой|прошлой) ночью|ночн\w+(?! клуб)|overnight|(?:in|during) the night"
    ),
    "morning": (
        r"зранку|вранці|уранці|ранков\w+|(?:перед |на )?світанку|цього ранку|утром|утренн\w+|(?:перед |на )?рассвет\w*"
        r"|in the (?:early )?morning|at dawn|before dawn|(?<=\w )(?<!good )morning"
    ),
    "noon": (
        r"вдень|удень|пополудні|(?:до|після) обіду|в обід|опівдні"
        r"|(?<!з )(?<!с )дн[её]м(?! (?:раніше|ранее|раньше|народж|рожд|пам|незалеж|міст))"
        r"|(?:до|после) обеда|в полдень|(?<=\w )afternoon|(?:at|by|before|after) (?:midday|noon)"
    ),
    "evening": r"ввечері|увечері|вечірн\w+(?! київ)|надвечір|вечером|вечерн\w+|(?<=\w )evening",
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
    local, day = sent_at.astimezone(KYIV), (published_at - timedelta(hours=_LATE)).astimezone(KYIV)
    midnight = day.replace(hour=0, minute=0, second=0, microsecond=0)
    hour = (local - midnight) / timedelta(hours=1)
    return any(first <= hour < last for first, last in _PARTS[part])
