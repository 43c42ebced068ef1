"""The numbers and dates of a quotation in another language beside those of its post."""

from collections.abc import Iterator, Sequence

from bot.language.sentences import sentences
from bot.language.terms import Kind, Term, read_terms
from bot.matching.bounds import are_contrary, bound_of
from bot.matching.negating import NEGATIONS
from bot.matching.wording import Word, are_other, read_words
from storage.records import Change

_LEFT_TO_WORDS = frozenset(("1", "1000", "1000000", "1000000000"))  # «one of them», "1 million" for «мільйон»
_LAST_DIGITS = 2  # "2025-26" for 2025–2026, «90-ті» for the 1990s


def digits_of(term: Term) -> str:
    """A number without its scale: whoever writes a billion for a million translates the same sentence."""
    return term.key.replace(".", "").rstrip("0") if term.kind is Kind.NUMBER else term.key


def other_days(quote: str, post: str, language: str) -> Iterator[Change]:
    """Days that a post does not name, each beside one that the quotation lacks.

    Where the post names none, the day is what it calls today.
    """
    theirs, said = _days(post, language), _days(quote, None)
    for sentence in sentences(quote) if theirs else ():
        near = _days(_nearest(post, sentence, language), language)
        spare = [day for key, day in (near or theirs).items() if key not in said]
        for key, day in _days(sentence, None).items():
            if key not in theirs:
                yield Change(post=spare.pop(0) if spare else "", article=day, telling=True)


def other_bounds(sentence: str, translated: str) -> Iterator[Change]:
    """Numbers and dates that are the least in one of a sentence and what it translates, and the most in the other.

    "Not until May" is after it.
    """
    theirs = _figures(translated) + _dates(translated)
    for one in (*_figures(sentence), *_dates(sentence)):
        same = [other for other in theirs if _is_same(one, other)]
        if len(same) == 1 and are_contrary(bound_of(sentence, one), bound_of(translated, same[0])):
            yield Change(post=_bounded(translated, same[0]), article=_bounded(sentence, one), telling=True)


def _dates(text: str) -> list[Word]:
    words = read_words(text)
    return [] if any(word.key in NEGATIONS for word in words) else [word for word in words if word.is_date]


def _bounded(text: str, word: Word) -> str:
    bound = bound_of(text, word)
    return text[bound.start if bound else word.start : word.span[1]]


def _days(text: str, language: str | None) -> dict[str, str]:
    """The dates of a text, by key."""
    return {term.key: text[term.start : term.end] for term in read_terms(text, language) if term.kind is Kind.DATE}


def other_figures(sentence: str, quote: str, post: str, language: str) -> Iterator[Change]:
    """Numbers of a sentence that the post lacks or has of other things, each beside one that the quotation lacks.

    Where the sentence of the post has none to spare, a translator wrote in figures what it has in words: «добу». Not so
    where it counts the same thing: «місяця» are not three months.
    """
    there, said = _figures(post), _figures(quote)
    strange = [word for word in _figures(sentence) if not any(_is_same(word, other) for other in there)]
    if not strange:
        return
    ours = read_terms(sentence)
    near = _nearest(post, sentence, language)
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
    """A number with what it counts."""
    return text[word.measure.start : word.measure.end] if word.measure else text[word.start : word.end]


def _is_same(one: Word, other: Word) -> bool:
    if _hour(one) == _hour(other):
        return not are_other(one, other)
    short, long = sorted((one.key, other.key), key=len)
    return len(short) == _LAST_DIGITS < len(long) and short.isdecimal() and long.endswith(short)


def _hour(word: Word) -> str:
    """«о 9 ранку» and 09:00 are one."""
    return word.key.removesuffix(":00").lstrip("0") if word.key.endswith(":00") else word.key


def _nearest(post: str, quote: str, language: str) -> str:
    """The sentence of the post that has most in common with a quotation."""
    keys, found = {term.key for term in read_terms(quote)}, sentences(post)
    return max(found, key=lambda one: len({term.key for term in read_terms(one, language)} & keys), default="")
