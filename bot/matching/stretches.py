"""The pieces of a quotation: cut at its gaps («…») and where it breaks off for who says it («, – сказав мер. –»)."""

import re

from bot.matching.quotes import FEWEST_WORDS
from bot.matching.rewording import stands
from bot.matching.wording import spellings

_GAP = re.compile(r"[\[(<‹]?(?:\.{3,}|…+)[\])>›]?|[\[(][^\])]{0,60}\b(?:ред|прим|ed)\b\.?[\])]", re.IGNORECASE)
_SAYING = (
    r"каж(?:е|уть)|сказа\w+|зазнач\w+|дода(?:в|ла|ли|є|ють)|повідом\w+|заяв\w+|наголо\w+|[ій]деться|йшлося|пиш(?:е|уть|ет)",
    r"на?писа(?:в|ла|ли)|поясн\w+|уточн\w+|підкресл\w+|розпов\w+|перекона\w+|вважа\w+|запевн\w+|відпов[іи]\w+|зізна\w+",
    r"говор\w+|сообщ\w+|отме[тч]\w+|подчерк\w+|добавил\w*|рассказ\w+|написал\w*|счита[ею]т|уверен\w*",
    r"sa(?:ys?|id)|told|add(?:s|ed)|wrote|writes",
)
_SPEAKER = re.compile(
    rf"(?<=[,!?…])\s*[–—-]\s+(?=(?:[^\W\d_]+\s+){{0,3}}?(?:{'|'.join(_SAYING)})\b)"
    r"(?P<speaker>[^–—«»\n\d]{2,120}?)(?:[.,]\s*[–—-]\s+|[.,]?\s*$)",
    re.IGNORECASE,
)


def pieces_of(quote: str) -> list[str]:
    """The pieces between the gaps of a quotation."""
    return [piece for piece in _GAP.split(quote) if spellings(piece)]


def without_speaker(quote: str, post: str) -> list[str]:
    """The pieces of a quotation without who says it, unless the post itself has that.

    Where no piece is long enough to be told from others, they are one.
    """
    found, start = [], 0
    for speaker in _SPEAKER.finditer(quote):
        if not stands(speaker["speaker"], post):
            found.append(quote[start : speaker.start()])
            start = speaker.end()
    found = [piece for piece in (*found, quote[start:]) if spellings(piece)]
    return found if any(map(is_long, found)) else [" ".join(found)]


def is_long(piece: str) -> bool:
    """Whether a piece of a quotation is long enough to be told from others."""
    return len(spellings(piece)) >= FEWEST_WORDS
