"""At which other times a passage points: days, parts of a day, words of the past, and times too far to be recalled."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter

from bot.language.terms import Kind, Term
from bot.matching.dates import in_another_year, is_far_day, key_of_day, local_day
from bot.matching.days import named_days
from bot.matching.far import Far, far_times
from bot.matching.hours import parts_of_day
from bot.matching.past import past_words

_PLACE = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Pointing:
    """Where a text points at other times, by characters of it and in its order; dates are terms already."""

    past: Sequence[int]  # a word points back
    recent: Sequence[int]  # and that to these days
    parts: Sequence[tuple[int, str]]  # a part of the day is named: perhaps it speaks of what was told hours ago
    days: Sequence[tuple[int, str]]  # a day is named, by its key
    far: Sequence[tuple[int, str]]  # a time is named that no post of these days told of

    def within(self, start: int, end: int) -> "Pointing":
        """The same of a part of it, the end excluded."""
        past, recent = (each[bisect_left(each, start) : bisect_left(each, end)] for each in (self.past, self.recent))
        parts, days, far = (
            named[bisect_left(named, start, key=_PLACE) : bisect_left(named, end, key=_PLACE)]
            for named in (self.parts, self.days, self.far)
        )
        return Pointing(past, recent, parts, days, far)


def pointing(text: str, start: int, end: int, published_at: datetime) -> Pointing:
    """What a stretch of a text points at, its days seen from the day of publication."""
    today = local_day(published_at)
    far = sorted(far_times(text, start, end, today))
    # «Минулого року» and "two years earlier" have words that point back as well.
    words = [word for word in past_words(text, start, end) if not _is_within(word.at, far)]
    return Pointing(
        past=[word.at for word in words],
        recent=[word.at for word in words if word.is_recent],
        parts=list(parts_of_day(text, start, end)),
        days=[(at, key_of_day(today - timedelta(days=ago))) for at, ago in sorted(named_days(text, start, end, today))],
        far=[(time.start, time.key) for time in far if time.is_told],
    )


def _is_within(place: int, far: Sequence[Far]) -> bool:
    before = bisect_right(far, place, key=_PLACE)
    return before > 0 and place < far[before - 1].end


def times(
    text: str, terms: Sequence[Term], at: Pointing, published_at: datetime
) -> tuple[frozenset[str], frozenset[str]]:
    """The days of which a sentence speaks, and the times too far to be recalled, where it names no others."""
    dates = [
        term for term in terms if term.kind is Kind.DATE and not in_another_year(text, term.end, term.key, published_at)
    ]
    days = frozenset(term.key for term in dates).union(day for _, day in at.days)
    far_days = frozenset(term.key for term in dates if is_far_day(term.key, published_at, text, term.end)).union(
        day for _, day in at.days if is_far_day(day, published_at)
    )
    if at.recent or days - far_days:
        return days, frozenset()
    named = frozenset(key for _, key in at.far)
    # «У березні 2024 року» is not the March of which a post speaks.
    return days, frozenset(key for key in named if key.startswith("y:")) or named | far_days
