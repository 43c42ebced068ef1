"""Days that a text names from its own: «сьогодні», «завтра», "the day before yesterday"."""

import re

from bot.language.normal import lowered

_NAMES = {
    -2: r"(?:поза|перед)[ву]чора(?:шн\w+)?|позавчера(?:шн\w+)?|day before yesterday",
    -1: r"[ву]чора(?:шн\w+)?|вчера(?:шн\w+)?|yesterday",
    0: r"сьогодні(?:шн\w+)?|сегодня(?:шн\w+)?|today",
    2: r"(?:після|поза)завтра(?:шн\w+)?|послезавтра(?:шн\w+)?|day after tomorrow",
    1: r"завтра(?:шн\w+)?|tomorrow",
}
_DAY = re.compile(rf"(?<!\w)(?:{'|'.join(f'({names})' for names in _NAMES.values())})(?!\w)")
_OFFSETS = tuple(_NAMES)


def days_from_today(text: str) -> dict[int, str]:
    """The days that a normalised text names so, in order: how many days ahead, and in what words."""
    return {
        _OFFSETS[found.lastindex - 1]: text[found.start() : found.end()]
        for found in _DAY.finditer(lowered(text))
        if found.lastindex
    }


def are_other_days(one: str, other: str) -> bool:
    """Whether both texts name days so, and not the same ones."""
    ours, theirs = days_from_today(one), days_from_today(other)
    return bool(ours and theirs) and ours.keys() != theirs.keys()
