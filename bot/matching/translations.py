"""A quotation in another language beside its post: its numbers and dates are compared, and sometimes what it denies."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.language.sentences import sentences
from bot.language.terms import Kind, Term, read_terms
from bot.matching.negating import NEGATIONS
from bot.matching.quotes import FEWEST_WORDS, quotes
from bot.matching.wording import Word, are_other, read_words, spellings
from storage.records import Change

_SHARE = 0.18  # of a translated quotation's terms in the post
_TERMS = 3
_LEFT_TO_WORDS = frozenset(("1", "1000", "1000000", "1000000000"))  # «one of them», "1 million" for «мільйон»
_CLOCK = re.compile(r"\b(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))? ?([ap])\.? ?m\b\.?", re.IGNORECASE)
_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b(?! of )")  # «Третя бригада» has no number, "the 24th of May" has
_LENGTHS = (0.55, 1.8)  # of a translation beside what it translates
_LENGTHS_DENYING = (0.75, 1.5)  # narrower, so that no clause is left out that has the negation
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
    is_known, own = share >= _SHARE and shared >= _TERMS, _own_quotation(quote, post, language)
    if not is_known and own is None:
        return None
    changes = [change for one in sentences(quote) for change in _other_figures(one, quote, own or post, language)]
    if is_known and any(term.kind is Kind.DATE for term in theirs):  # else the day is what the post calls today
        days = (quote[term.start : term.end] for term in ours if term.kind is Kind.DATE and term.key not in there)
        changes += (Change(post="", article=day, telling=True) for day in days)
    if own is not None:
        pairs = zip(sentences(quote), sentences(own), strict=True)
        changes += (
            change
            for one, other in pairs
            for change in (*_other_negation(one, other), *_other_member(one, other, language))
        )
    return Translated(share, tuple(changes))


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
    return ones.union(map(_digits, read_terms(text, language)))


def _other_negation(sentence: str, own: str) -> Iterator[Change]:
    """Where a sentence denies what one of like length does not.

    The other way round translators say it otherwise: «не прибираємо» is "stays".
    """
    ours = _denials(sentence)
    is_alike = _LENGTHS_DENYING[0] <= len(sentence) / len(own) <= _LENGTHS_DENYING[1]
    if is_alike and len(ours) > len(_denials(own)):
        yield Change(post="", article=ours[-1], telling=True)


def _other_member(sentence: str, own: str, language: str) -> Iterator[Change]:
    """Weeks for days: each has a thing of one kind that the other lacks. «Добу» and 24 hours are one."""
    ours, theirs = _concepts(sentence, None), _concepts(own, language)
    for kind in _EITHER:
        here, there = ([key for key in each if key in kind] for each in (ours, theirs))
        pairs = zip(_lacking(here, there), _lacking(there, here), strict=False)
        for one, other in pairs:
            yield Change(post=theirs[other], article=ours[one], telling=True)


def _lacking(keys: Sequence[str], other: Sequence[str]) -> list[str]:
    """The keys that the other lacks, in the order of the text; a day has hours."""
    known = {*other, *(_ONE_DAY if _ONE_DAY & {*other} else ())}
    return [key for key in keys if key not in known]


def _concepts(text: str, language: str | None) -> dict[str, str]:
    """The words of a text that mean the same in other languages, by key."""
    return {term.key: text[term.start : term.end] for term in read_terms(text, language) if term.key[0] == "k"}


def _denials(text: str) -> list[str]:
    """What is denied, each with its negation."""
    words = read_words(text)
    pairs = ((word, words[min(at + 1, len(words) - 1)]) for at, word in enumerate(words) if word.key in NEGATIONS)
    return [text[one.start : two.end] for one, two in pairs]


def _of_day(found: re.Match[str]) -> str:
    """3 p.m. is 15:00."""
    hour = int(found[1]) % 12 + (12 if found[3].lower() == "p" else 0)
    return f"{hour:02}:{found[2] or '00'}"


def _digits(term: Term) -> str:
    """A number without its scale: whoever writes a billion for a million translates the same sentence."""
    return term.key.replace(".", "").rstrip("0") if term.kind is Kind.NUMBER else term.key


def _other_figures(sentence: str, quote: str, post: str, language: str) -> Iterator[Change]:
    """Numbers of a sentence that the post lacks or has of other things, each beside one that the quotation lacks.

    Where the sentence of the post has none to spare, a translator wrote in figures what it has in words: «добу». Not so
    where it counts the same thing: «місяця» are not three months.
    """
    there, said = _figures(post), _figures(quote)
    strange = [word for word in _figures(sentence) if not any(_is_same(word, other) for other in there)]
    if not strange:
        return
    ours = read_terms(sentence)
    near = _nearest(post, {term.key for term in ours}, language)
    theirs = {term.key for term in read_terms(near, language)}
    spare = [word for word in _figures(near) if not any(_is_same(word, other) for other in said)]
    for one in strange:
        other = next((word for word in spare if (":" in word.key) == (":" in one.key)), None)
        if other:
            spare.remove(other)
        if other or _counted(one, ours) in theirs:
            yield Change(post=_shown(near, other) if other else "", article=_shown(sentence, one), telling=True)


def _counted(figure: Word, terms: Sequence[Term]) -> str | None:
    """What stands right after a number."""
    return next((term.key for term in terms if term.start >= figure.end), None)


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
