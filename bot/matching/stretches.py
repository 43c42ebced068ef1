"""The pieces of a quotation: cut at its gaps («…») and where it breaks off for who says it («, – сказав мер. –»)."""

import re
from functools import lru_cache

from bot.matching.quotes import FEWEST_WORDS
from bot.matching.rewording import stands
from bot.matching.speech import SPEAKER
from bot.matching.wording import spellings

_GAP = re.compile(r"[\[(<‹]?(?:\.{3,}|…+)[\])>›]?|[\[(][^\])]{0,60}\b(?:ред|прим|ed)\b\.?[\])]", re.IGNORECASE)


def is_cut(quote: str) -> bool:
    """Whether a quotation begins with a gap."""
    gap = _GAP.search(quote)
    return gap is not None and not spellings(quote[: gap.start()])


@lru_cache(maxsize=256)  # each post of a window asks for those of one article
def pieces_of(quote: str) -> tuple[str, ...]:
    """The pieces between the gaps of a quotation."""
    return tuple(piece for piece in _GAP.split(quote) if spellings(piece))


def without_speaker(quote: str, post: str) -> list[str]:
    """The pieces of a quotation without who says it, unless the post itself has that.

    Where no piece is long enough to be told from others, they are one.
    """
    found, start = [], 0
    for speaker in SPEAKER.finditer(quote):
        if not stands(speaker["speaker"], post):
            found.append(quote[start : speaker.start()])
            start = speaker.end()
    found = [piece for piece in (*found, quote[start:]) if spellings(piece)]
    return found if any(map(is_long, found)) else [" ".join(found)]


def is_long(piece: str) -> bool:
    """Whether a piece of a quotation is long enough to be told from others."""
    return len(spellings(piece)) >= FEWEST_WORDS
