"""A quotation in another language beside its post: only its numbers and dates can be compared."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.language.sentences import sentences
from bot.language.terms import Kind, Term, read_terms
from bot.matching.wording import Word, are_other, read_words
from storage.records import Change

_SHARE = 0.18  # of a translated quotation's terms in the post
_TERMS = 3
_LEFT_TO_WORDS = frozenset(("1", "1000", "1000000", "1000000000"))  # «one of them», "1 million" for «мільйон»
_CLOCK = re.compile(r"\b(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))? ?([ap])\.? ?m\b\.?", re.IGNORECASE)
_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b(?! of )")  # «Третя бригада» has no number, "the 24th of May" has
_LAST_DIGITS = 2  # "2025-26" for 2025–2026, «90-ті» for the 1990s


class Translated(NamedTuple):
    """What of a quotation's numbers and dates is another in the post, and what share of its terms stands there."""

    share: float
    changes: tuple[Change, ...]


def beside_translation(quote: str, post: str, language: str) -> Translated | None:
    """A quotation in another language than the post's; nothing where too little of it can be compared."""
    quote = _ORDINAL.sub(" ", _CLOCK.sub(_of_day, quote))
    ours, theirs = read_terms(quote), read_terms(post, language)
    there = {term.key for term in theirs}
    digits = set(map(_digits, theirs))
    shared = sum(term.key in there or _digits(term) in digits for term in ours)
    share = shared / (len(ours) or 1)
    if share < _SHARE or shared < _TERMS:
        return None
    changes = [change for one in sentences(quote) for change in _other_figures(one, quote, post, language)]
    if any(term.kind is Kind.DATE for term in theirs):  # else the day is what the post calls today
        days = (quote[term.start : term.end] for term in ours if term.kind is Kind.DATE and term.key not in there)
        changes += (Change(post="", article=day, telling=True) for day in days)
    return Translated(share, tuple(changes))


def _of_day(found: re.Match[str]) -> str:
    """3 p.m. is 15:00."""
    hour = int(found[1]) % 12 + (12 if found[3].lower() == "p" else 0)
    return f"{hour:02}:{found[2] or '00'}"


def _digits(term: Term) -> str:
    """A number without its scale: whoever writes a billion for a million translates the same sentence."""
    return term.key.replace(".", "").rstrip("0") if term.kind is Kind.NUMBER else term.key


def _other_figures(sentence: str, quote: str, post: str, language: str) -> Iterator[Change]:
    """Numbers of a sentence that the post lacks or has of other things, each beside one that the quotation lacks.

    Where the sentence of the post has none to spare, a translator wrote in figures what it has in words: «добу».
    """
    there, said = _figures(post), _figures(quote)
    strange = [word for word in _figures(sentence) if not any(_is_same(word, other) for other in there)]
    if not strange:
        return
    near = _nearest(post, {term.key for term in read_terms(sentence)}, language)
    spare = [word for word in _figures(near) if not any(_is_same(word, other) for other in said)]
    for one, other in zip(strange, spare, strict=False):
        yield Change(post=_shown(near, other), article=_shown(sentence, one), telling=True)


def _figures(text: str) -> list[Word]:
    return [word for word in read_words(text) if word.measure and word.key not in _LEFT_TO_WORDS]


def _shown(text: str, word: Word) -> str:
    return text[word.start : word.end]


def _is_same(one: Word, other: Word) -> bool:
    if _hour(one) == _hour(other):
        return not are_other(one, other)
    short, long = sorted((one.key, other.key), key=len)
    return len(short) == _LAST_DIGITS < len(long) and short.isdecimal() and long.endswith(short)


def _hour(word: Word) -> str:
    """«о 9 ранку» and 09:00 are one."""
    return word.key.removesuffix(":00").lstrip("0") if word.key.endswith(":00") else word.key


def _nearest(post: str, keys: set[str], language: str) -> str:
    """The sentence of the post that has most in common with a quotation."""
    found = sentences(post)
    return max(found, key=lambda one: len({term.key for term in read_terms(one, language)} & keys), default="")
