"""Where sentences end: before a capital or a figure, and not at the dots of «м. Суми», «ст. 5» or "Gen. Brady"."""

import re

# A row of dots would be read from each of them; looking back before the first one would take time at every letter.
_END = re.compile(r"[.!?…](?<![.!?…].)[.!?…]*[»”\")]*\s+(?=[«“„\"(–—\s-]*[A-ZА-ЯІЇЄҐ\d])|\n+")

_TITLES = "gen|lt|col|maj|capt|sgt|brig|adm|gov|sen|rep|mr|mrs|ms|dr|prof|st|ген|полк|проф|акад|св"
_PLACES = "ім|смт|вул|просп|пл|им|ул|пос"
_LETTERS = r"(?<!\d)(?<!\d\s)[мсро]"  # a town, a village, a river, an island; after a number metres, seconds, a year
_BEFORE_NAMES = re.compile(rf"(?<!\w)(?:(?i:{_TITLES}|{_PLACES})|{_LETTERS}|[A-ZА-ЯІЇЄҐ])$")
_BEFORE_FIGURES = re.compile(
    r"(?<!\w)(?i:ст|ч|п|пп|буд|кв|тел|рис|no|art|sec|fig|vol|p|pp|jan|feb|mar|apr|aug|sept?|oct|nov|dec)$"
)
_REGION = re.compile(r"(?<!\w)(?i:обл)$")  # it ends sentences too, but none before its country
_COUNTRY = re.compile(r"\.\s*(?:Росі|Росс|РФ|Укра|Білорус|Беларус)")
_LONGEST = 8  # characters looked at


def is_shortened(text: str, dot: int) -> bool:
    """Whether the dot at a place of a text ends a shortened word, after which a name follows."""
    before = text[max(0, dot - _LONGEST) : dot]
    if _REGION.search(before):
        return _COUNTRY.match(text, dot) is not None
    return _BEFORE_NAMES.search(before) is not None


def sentence_ends(text: str, start: int = 0, end: int | None = None) -> list[int]:
    """Where sentences of a text or a stretch of it end, with the space that follows; the end itself is not among them.

    A line ends a sentence too.
    """
    found = _END.finditer(text, start, len(text) if end is None else end)
    return [one.end() for one in found if not _is_inside(text, one)]


def sentences(text: str) -> list[str]:
    """A text in its sentences; what is empty is left out."""
    ends = (*sentence_ends(text), len(text))
    pieces = (text[start:end].strip() for start, end in zip((0, *ends), ends, strict=False))
    return [piece for piece in pieces if piece]


def _is_inside(text: str, found: re.Match[str]) -> bool:
    dot = found.start()
    if found[0].strip(" ") != ".":
        return False
    if text[found.end() : found.end() + 1].isdecimal():
        return _BEFORE_FIGURES.search(text[max(0, dot - _LONGEST) : dot]) is not None
    return is_shortened(text, dot)
