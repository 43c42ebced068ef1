"""At which other times a passage points: days, parts of a day, and words of the past."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.matching.dates import key_of_day, local_day
from bot.matching.days import named_days
from bot.matching.hours import parts_of_day
from bot.matching.past import past_words


@dataclass(frozen=True, slots=True)
class Pointing:
    """Where a text points at other times, by characters of it; dates are terms already."""

    past: Sequence[int]  # a word points back
    parts: Sequence[tuple[int, str]]  # a part of the day is named: perhaps it speaks of what was told hours ago
    days: Sequence[tuple[int, str]]  # a day is named, by its key

    def within(self, start: int, end: int) -> "Pointing":
        """The same of a part of it, the end excluded."""
        parts, days = ([one for one in named if start <= one[0] < end] for named in (self.parts, self.days))
        return Pointing(self.past[bisect_left(self.past, start) : bisect_left(self.past, end)], parts, days)


def pointing(text: str, start: int, end: int, published_at: datetime) -> Pointing:
    """What a stretch of a text points at, its days seen from the day of publication."""
    today = local_day(published_at)
    return Pointing(
        past=[word.at for word in past_words(text, start, end)],
        parts=list(parts_of_day(text, start, end)),
        days=[(at, key_of_day(today - timedelta(days=ago))) for at, ago in named_days(text, start, end, today)],
    )
