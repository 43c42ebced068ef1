"""Which days a passage names in words: «напередодні», «двома днями раніше», "a week ago", «у понеділок»."""

import re
from collections.abc import Iterator
from datetime import date

from bot.language.normal import lowered
from bot.matching.counts import count
from bot.matching.dates import NEAR_DAYS, written_days
from bot.matching.eves import EVE, is_yesterday
from bot.matching.weekdays import weekdays

# "The day before the talks", "two days before Easter": before something else.
_OF_ANOTHER = r"(?! (?:yesterday|the|an?|his|her|my|our|their|its|this|that|these|those|\w+ing)\b)"
_OF_A_NAME = re.compile(r" [A-Z]\w+\b")
_YESTERDAY = re.compile(
    rf"\b(?:(?P<eve>{EVE})|[ву]чора(?:шн\w+)?|вчера(?:шн\w+)?|минувшим дн[её]м"
    rf"|(?<!the day before )yesterday|the evening before{_OF_ANOTHER}"
    r"|(?<!over )(?<!in )(?<!for )(?<!during )the previous day)(?:ʼs)?\b"
)
_TWO_DAYS_AGO = re.compile(
    r"\b(?:(?:поза|перед|до)[ву]чора(?:шн\w+)?|позавчера(?:шн\w+)?|the day before yesterday)(?:ʼs)?\b"
)
_AGO = re.compile(
    r"\b(?:(?P<week>тиждень|тижнем|неделю|неделей|week)|(?P<weeks>тижн\w+|недел\w+|weeks)"
    r"|(?P<day>день|дн[её]м|доб[уа]|добою|сутки|сутками|day)|дні|днів|днями|дня|дней|днями|доби|діб|суток|days)"
    r" (?P<then>тому|назад|ago|раніше|ранее|раньше|earlier"
    rf"|before{_OF_ANOTHER}"
    r"|(?:до|перед) (?:того|цього|этого|тим|цим|тем|этим)(?!(?: ж\b|,? (?:як|коли|как|когда)\b)))\b"
)
_LEAD = 24  # characters before, in which two words may say how many
_MOVED, _SOONER = "на", frozenset(("раніше", "ранее", "раньше"))  # «на день раніше» is a term that was moved
_AGO_ALONE = frozenset(("тому", "назад", "ago"))
_UNCOUNTED = frozenset(
    (
        *("понад", "близько", "майже", "пів", "більше", "менше", "более", "менее", "почти", "около"),
        *("about", "almost", "over", "nearly", "half", "цей", "этот", "кожен", "каждый"),
    )
)
_THAN = frozenset(("than", "ніж", "як", "чем"))  # "less than a week ago", but "more than a week earlier"


def named_days(text: str, start: int, end: int, today: date) -> Iterator[tuple[int, int]]:
    """Where a stretch of a text names days that were, and how many days ago."""
    small = lowered(text)
    for one in _YESTERDAY.finditer(small, start, end):
        if not _is_before_a_name(text, one) and (not one["eve"] or is_yesterday(text, one.end())):
            yield one.start(), 1
    yield from ((one.start(), 2) for one in _TWO_DAYS_AGO.finditer(small, start, end))
    for one in _AGO.finditer(small, start, end):
        if not _is_before_a_name(text, one) and 0 < (days := _days_ago(one)) <= NEAR_DAYS:
            yield one.start(), days
    yield from weekdays(text, start, end, today)
    yield from ((place, days) for place, days in written_days(text, start, end, today) if days is not None)


def _is_before_a_name(text: str, found: re.Match[str]) -> bool:
    return found[0].endswith("before") and _OF_A_NAME.match(text, found.end()) is not None


def _days_ago(ago: re.Match[str]) -> int:
    """Days of «три дні тому», «добою раніше», "a week before"; 0 where they are not counted."""
    lead = ago.string[max(0, ago.start() - _LEAD) : ago.start()].split()
    before = ["", "", *(word for word in lead if word != "a")][-2:]
    if _MOVED in before and ago["then"] in _SOONER:
        return 0
    uncounted = _UNCOUNTED | _THAN if ago["then"] in _AGO_ALONE else _UNCOUNTED
    is_one = bool(ago["week"] or ago["day"]) and before[1] not in uncounted
    return (count(before[1]) or is_one) * (7 if ago["week"] or ago["weeks"] else 1)
