"""Whether two posts say the same words: a digest of them, without what a channel adds to whatever it copies."""

import re
from hashlib import sha256

FEWEST_WORDS = 12
"""Shorter ones are formulas: «Відбій повітряної тривоги» of two regions is two statements."""

_ADDED = re.compile(r"https?://\S+|\b(?:www\.|t\.me/)\S+|[@#]\w+")
_OF_ADDED = ("://", "www.", "t.me/", "@", "#")  # looked for first: most lines have none, and that is quick to see
_SIGNATURE = re.compile(r"підпи[сш]|подпи[сш]|subscribe|follow us|надісла\w+ новин|прислать новост")
_OF_SIGNATURES = ("підпи", "подпи", "subscribe", "follow us", "надісла", "прислать")
_WORD = re.compile(r"\w+")


def statement_of(text: str) -> str | None:
    """The digest of a normalised text; None where it is too short to tell.

    All words must be the same, in the same order: numbers, names and places among them. Capitals, punctuation, emoji,
    links, hashtags and a channel's last lines about itself do not count.
    """
    words = _words(text)
    if len(words) < FEWEST_WORDS:
        return None
    return sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def is_verbatim(one: str, two: str) -> bool:
    """Whether two normalised texts say the same words, however few."""
    return _words(one) == _words(two)


def _words(text: str) -> list[str]:
    lines = text.casefold().splitlines()
    while lines and _is_signature(lines[-1]):
        lines.pop()
    return _WORD.findall(_without_added(" ".join(lines)))


def _without_added(text: str) -> str:
    return _ADDED.sub(" ", text) if any(part in text for part in _OF_ADDED) else text


def _is_signature(line: str) -> bool:
    if any(part in line for part in _OF_SIGNATURES) and _SIGNATURE.search(line):
        return True
    return not _WORD.search(_without_added(line))
