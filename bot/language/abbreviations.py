"""Dots that end no sentence: «Gen. Brady», «м. Суми», «Ю. Зоря»."""

import re

_TITLES = "gen|lt|col|maj|capt|sgt|brig|adm|gov|sen|rep|mr|mrs|ms|dr|prof|st|ген|полк|проф|акад|св"
_PLACES = "ім|смт|вул|просп|пл|им|ул|пос"
_LETTERS = r"(?<!\d)(?<!\d\s)[мс]"  # a town or a village; after a number metres or seconds
_SHORTENED = re.compile(rf"(?<!\w)(?:(?i:{_TITLES}|{_PLACES})|{_LETTERS}|[A-ZА-ЯІЇЄҐ])$")
_LONGEST = 8  # characters looked at


def is_shortened(text: str, dot: int) -> bool:
    """Whether the dot at a place of a text ends a shortened word, after which a name follows."""
    return _SHORTENED.search(text[max(0, dot - _LONGEST) : dot]) is not None
