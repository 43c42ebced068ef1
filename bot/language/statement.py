"""Whether two posts say the same words: a digest of them, without what a channel adds to whatever it copies."""

import re
from hashlib import sha256

FEWEST_WORDS = 12
"""Shorter ones are formulas: «Відбій повітряної тривоги» of two regions is two statements."""

_ADDED = re.compile(r"https?://\S+|\b(?:www\.|t\.me/)\S+|[@#]\w+")
_SIGNATURE = re.compile(r"підпи[сш]|подпи[сш]|subscribe|follow us|надісла\w+ новин|прислать новост", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def statement_of(text: str) -> str | None:
    """The digest of a normalised text; None where it is too short to tell.

    All words must be the same, in the same order: numbers, names and places among them. Capitals, punctuation, emoji,
    links, hashtags and a channel's last lines about itself do not count.
    """
    lines = text.splitlines()
    while lines and _is_signature(lines[-1]):
        lines.pop()
    words = _WORD.findall(_ADDED.sub(" ", " ".join(lines)).casefold())
    if len(words) < FEWEST_WORDS:
        return None
    return sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _is_signature(line: str) -> bool:
    return not _WORD.search(_ADDED.sub("", line)) or _SIGNATURE.search(line) is not None
