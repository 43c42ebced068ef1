"""A quotation in another language beside its post: its numbers and dates, what it denies, and the places it names."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.language.concepts import is_place
from bot.language.sentences import sentences
from bot.language.terms import read_terms
from bot.matching.clauses import Clauses, clauses_of
from bot.matching.denials import other_denial
from bot.matching.figured import digits_of, other_bounds, other_days, other_figures
from bot.matching.quotes import FEWEST_WORDS, quotes
from bot.matching.todays import days_from_today
from bot.matching.wording import read_words, spellings
from storage.records import Change

_SHARE = 0.18  # of a translated quotation's terms in the post
_TERMS = 3
_CLOCK = re.compile(r"\b(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))? ?([ap])\.? ?m\b\.?", re.IGNORECASE)
_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b(?! of )")  # «Третя бригада» has no number, "the 24th of May" has
_LENGTHS = (0.55, 1.8)  # of a translation beside what it translates
_LENGTHS_DENYING = (0.75, 1.5)  # narrower, so that no clause is left out that has the negation
_ROOT = 6  # of the keys of places: «полтавці» are of Poltava and of Poltavka
_BRITAIN = {"k:britain", "k:england"}  # the one is often said for the other
_ONE_DAY = frozenset(("k:day", "k:hour"))
_EITHER = tuple(
    frozenset(f"k:{name}" for name in names.split())
    for names in (
        "hour day minute week month year",
        "january february march april may june july august september october november december",
        "spring summer autumn winter",
        "north south east west",
        "morning evening night",
        "mother son daughter brother sister wife",
    )
)
"""Of each the one is not the other: weeks for days, June for May."""


class Translated(NamedTuple):
    """What of a quotation's numbers and dates is another in the post, and what share of its terms stands there."""

    share: float
    changes: tuple[Change, ...]


def beside_translation(quote: str, post: str, language: str) -> Translated | None:
    """A quotation in another language than the post's; nothing where too little of it can be compared."""
    quote = _ORDINAL.sub(" ", _CLOCK.sub(_of_day, quote))
    ours, theirs = read_terms(quote), read_terms(post, language)
    there = {term.key for term in theirs}
    digits = set(map(digits_of, theirs))
    shared = sum(term.key in there or digits_of(term) in digits for term in ours)
    share = shared / (len(ours) or 1)
    is_known, own = share >= _SHARE and shared >= _TERMS, _own_quotation(quote, post, language)
    if not is_known and own is None:
        return None
    changes = [change for one in sentences(quote) for change in other_figures(one, quote, own or post, language)]
    if is_known:
        changes += other_days(quote, post, language)
    for one, other in _pairs(quote, own, post, language):
        changes += (*other_bounds(one, other.text), *_another_day(one, other))
        if denial := other_denial(one, other, language):
            changes.append(denial)
        changes += (*_other_member(one, other.text, language), *_other_place(one, other, (quote, post), language))
    return Translated(share, tuple(_each_once(changes)))


def _each_once(changes: Sequence[Change]) -> Iterator[Change]:
    """Not again what an earlier one has told of: «три дні → three weeks; дні → weeks»."""
    for at, one in enumerate(changes):
        if not any(one.post in told.post and one.article in told.article for told in changes[:at]):
            yield one


def _pairs(quote: str, own: str | None, post: str, language: str) -> Iterator[tuple[str, Clauses]]:
    """The sentences of a quotation, each with what it translates, where that is sure."""
    said = sentences(own) if own is not None else []
    for at, one in enumerate(sentences(quote)):
        if found := clauses_of(one, post, language):
            yield one, found
        elif said and _LENGTHS_DENYING[0] <= len(one) / len(said[at]) <= _LENGTHS_DENYING[1]:
            yield one, Clauses(said[at], said[at])


def _own_quotation(quote: str, post: str, language: str) -> str | None:
    """One of the post's own quotations that has as many sentences, of like length: it is known by little.

    By a number that both have, or by a word.
    """
    keys, count = _keys(quote, None), len(sentences(quote))
    near = [
        (len(keys & _keys(own, language)), own)
        for own in (post[start:end] for start, end in quotes(post))
        if len(spellings(own)) >= FEWEST_WORDS
        and len(sentences(own)) == count
        and _LENGTHS[0] <= len(quote) / len(own) <= _LENGTHS[1]
    ]
    shared, own = max(near, default=(0, ""))
    return own if shared else None


def _keys(text: str, language: str | None) -> set[str]:
    """What a text speaks of, numbers without their scale, and whether of one thing."""
    ones = {word.key for word in read_words(text) if word.key == "1"}
    return ones.union(map(digits_of, read_terms(text, language)))


def _another_day(sentence: str, clauses: Clauses) -> Iterator[Change]:
    """«Завтра» for "today": each names one day so, and the other does not name it."""
    ours, theirs, around = map(days_from_today, (sentence, clauses.text, clauses.sentence))
    if len(ours) == len(theirs) == 1 and not ours.keys() & around.keys():
        yield Change(post=next(iter(theirs.values())), article=next(iter(ours.values())), telling=True)


def _other_member(sentence: str, own: str, language: str) -> Iterator[Change]:
    """Weeks for days: each has a thing of one kind that the other lacks. «Добу» and 24 hours are one."""
    ours, theirs = _concepts(sentence, None), _concepts(own, language)
    for kind in _EITHER:
        here, there = ([key for key in each if key in kind] for each in (ours, theirs))
        pairs = zip(_lacking(here, there), _lacking(there, here), strict=False)
        for one, other in pairs:
            yield Change(post=theirs[other], article=ours[one], telling=True)


def _other_place(sentence: str, clauses: Clauses, texts: tuple[str, str], language: str) -> Iterator[Change]:
    """A country or a city for another: each of the two stands nowhere in the other text."""
    quote, post = texts
    ours, theirs = _places(sentence, None), _places(clauses.sentence, language)
    here = [key for key in ours if key not in _places(post, language)]
    there = [key for key in theirs if key not in _places(quote, None)]
    for one, other in zip(here, there, strict=False):
        if one[:_ROOT] != other[:_ROOT] and {one, other} != _BRITAIN:
            yield Change(post=theirs[other], article=ours[one], telling=True)


def _places(text: str, language: str | None) -> dict[str, str]:
    """The countries and well-known cities of a text, by key."""
    return {key: word for key, word in _concepts(text, language).items() if is_place(key[2:])}


def _lacking(keys: Sequence[str], other: Sequence[str]) -> list[str]:
    """The keys that the other lacks, in the order of the text; a day has hours."""
    known = {*other, *(_ONE_DAY if _ONE_DAY & {*other} else ())}
    return [key for key in keys if key not in known]


def _concepts(text: str, language: str | None) -> dict[str, str]:
    """The words of a text that mean the same in other languages, by key."""
    return {term.key: text[term.start : term.end] for term in read_terms(text, language) if term.key[0] == "k"}


def _of_day(found: re.Match[str]) -> str:
    """3 p.m. is 15:00."""
    hour = int(found[1]) % 12 + (12 if found[3].lower() == "p" else 0)
    return f"{hour:02}:{found[2] or '00'}"
