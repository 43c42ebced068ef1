"""Whether an article quotes a post as it was written: word by word, and loudly where a number or a name differs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import LCSseq, Levenshtein, Opcode
from rapidfuzz.fuzz import partial_ratio_alignment

from bot.language import Token, detect, fold, tokens
from bot.language.numerals import value_of
from bot.language.sentences import sentence_ends, sentences
from bot.language.terms import Kind, number_key, read_terms
from bot.language.words import words as words_of
from bot.matching.negating import NEGATIONS, is_denied
from bot.matching.quotes import FEWEST_WORDS
from bot.matching.spans import runs
from storage.records import Change, Fidelity, Quotation

_ALIKE = 0.6  # of its words, in their order, make a quotation one of the post with words altered
_ALIKE_SHORT = 0.7
_SHORT_WORDS = 7
_NEAR = 3  # words on each side of where it seems to stand
_BARE_WORDS = 10  # of a run that needs no quotation marks to be a quotation
_GAP = re.compile(r"[\[(]?(?:\.{3}|…)[\])]?|[\[(][^\])]{0,60}\b(?:ред|прим|ed)\b\.?[\])]", re.IGNORECASE)
_TRANSLATED_SHARE = 0.18  # of a translated quotation's terms in the post
_TRANSLATED_TERMS = 3
_EUPHONIC = {"в": "у", "й": "і", "із": "з", "зі": "з"}
_BRIEF = FEWEST_WORDS - 1  # words: a quotation of so many is one where the post has them all in a row
_ONE = "d:1"  # «one of them»: translators add and drop it
_LETTERS = {"uk": re.compile("[іїєґ]", re.IGNORECASE), "ru": re.compile("[ыэёъ]", re.IGNORECASE)}


@dataclass(frozen=True, slots=True)
class Compared:
    """A quotation beside the post: what share of its words stands there in order, and what differs."""

    share: float
    changes: tuple[Change, ...]


def _key(word: str) -> str:
    return number_key(word) if word[0].isdecimal() else fold(word)


def _is_telling(word: Token, *, first: bool) -> bool:
    folded = fold(word.text)
    is_number = word.is_number or value_of(folded) not in {None, 1}  # «один» is a pronoun as often
    return is_number or (word.text[0].isupper() and not first) or folded in NEGATIONS


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[tuple[Token, ...], tuple[str, ...]]:
    found = tokens(text)
    return found, tuple(_key(word.text) for word in found)


def _window(quote: Sequence[str], post: Sequence[str]) -> tuple[int, int]:
    """Where in the post's words a quotation stands, roughly, with some words around it."""
    found = partial_ratio_alignment(" ".join(quote), " ".join(post))
    if found is None:
        return 0, 0
    start, end, at = len(post), 0, 0
    for place, word in enumerate(post):
        if at < found.dest_end and at + len(word) > found.dest_start:
            start, end = min(start, place), place + 1
        at += len(word) + 1
    return max(0, start - _NEAR), min(len(post), end + _NEAR)


def _fitted(text: str, post: Sequence[Token], keys: Sequence[str], quote: Sequence[str]) -> tuple[int, int]:
    """The post's words that a quotation stands for: from the first common word to the last, and what is reworded there.

    Around them nothing of another sentence counts as reworded.
    """
    low, high = _window(quote, keys)
    same = [block for block in LCSseq.opcodes(keys[low:high], quote) if block.tag == "equal"]
    if not same:
        return low, high
    start, end = low + same[0].src_start, low + same[-1].src_end
    for _ in range(same[0].dest_start):
        if start == 0 or _are_apart(text, post[start - 1], post[start]):
            break
        start -= 1
    for _ in range(len(quote) - same[-1].dest_end):
        if end == len(post) or _are_apart(text, post[end - 1], post[end]):
            break
        end += 1
    return start, end


def _are_apart(text: str, one: Token, two: Token) -> bool:
    """Whether words that follow each other are of two sentences."""
    return bool(sentence_ends(text, one.start, two.end))


def compare(quote: str, post: str) -> Compared:
    """A stretch of a quotation without gaps beside a post of its language."""
    ours, our_keys = _words(quote)
    theirs, their_keys = _words(post)
    if not ours or not theirs:
        return Compared(0.0, ())
    if f" {' '.join(our_keys)} " in f" {' '.join(their_keys)} ":
        return Compared(1.0, ())
    start, end = _fitted(post, theirs, their_keys, our_keys)
    steps = Levenshtein.opcodes(their_keys[start:end], our_keys)
    equal = sum(_alike(step, their_keys[start:end], our_keys) for step in steps)
    changes = []
    for step in steps:
        if step.tag == "equal":
            continue
        was, now = theirs[start + step.src_start : start + step.src_end], ours[step.dest_start : step.dest_end]
        telling = (
            any(_is_telling(word, first=start + step.src_start == 0) for word in was)
            or any(_is_telling(word, first=step.dest_start == 0) for word in now)
            or any(is_denied(*pair) for pair in _pairs(step, their_keys[start:end], our_keys))
        )
        changes.append(Change(post=_said(post, was), article=_said(quote, now), telling=telling))
    return Compared(equal / len(ours), tuple(changes))


def _alike(step: Opcode, post: Sequence[str], quote: Sequence[str]) -> int:
    """How many words of a step are the post's; «в» for «у» is a change, but the same word, and so is its negation."""
    pairs = _pairs(step, post, quote)
    return sum(_EUPHONIC.get(one, one) == _EUPHONIC.get(two, two) or is_denied(one, two) for one, two in pairs)


def _pairs(step: Opcode, post: Sequence[str], quote: Sequence[str]) -> Iterator[tuple[str, str]]:
    return zip(post[step.src_start : step.src_end], quote[step.dest_start : step.dest_end], strict=False)


def _said(text: str, words: Sequence[Token]) -> str:
    return " ".join(text[words[0].start : words[-1].end].split()) if words else ""


def _is_of(share: float, words: int) -> bool:
    return share >= (_ALIKE_SHORT if words < _SHORT_WORDS else _ALIKE)


def _stretches(text: str, start: int, end: int) -> list[str]:
    """A quotation cut at its gaps («…»); what is too short to tell is left out."""
    pieces = _GAP.split(text[start:end])
    return [piece for piece in pieces if len(words_of(piece)) >= FEWEST_WORDS]


Checked = tuple[Quotation, float]
"""A quotation beside a post, and how alike they are."""


def check(text: str, quoted: Sequence[tuple[int, int]], post: str, *, language: str | None = None) -> list[Checked]:
    """The quotations of an article beside one post; `missing` is what is not of it."""
    language = language or detect(post)
    found = [
        _quotation(start, end, stretches, post, language)
        for start, end in quoted
        if (stretches := _stretches(text, start, end))
    ]
    return [*found, *((one, 1.0) for one in (*_brief(text, quoted, post), *_bare(text, quoted, post)))]


def settle(checked: Sequence[Sequence[Checked]]) -> list[tuple[Quotation, ...]]:
    """For each of several posts the quotations that are of it: one that another post has more exactly is not.

    What no post has is noted with each.
    """
    best: dict[tuple[int, int], float] = {}
    for one, share in (each for of_post in checked for each in of_post):
        if one.fidelity is not Fidelity.MISSING:
            best[_place(one)] = max(best.get(_place(one), 0.0), share)
    return [tuple(one for one, share in of_post if _belongs(one, share, best.get(_place(one)))) for of_post in checked]


def whole_sentences(text: str, quoted: Sequence[tuple[int, int]], quotations: Sequence[Quotation]) -> int:
    """How many sentences stand word for word in quotation marks."""
    exact = (_place(one) for one in quotations if one.fidelity is Fidelity.EXACT)
    said = (text[start:end] for start, end in exact if (start, end) in quoted)
    return sum(len(sentences(one)) for one in said if len(words_of(one)) > _BRIEF)


def _place(quotation: Quotation) -> tuple[int, int]:
    return quotation.article_start, quotation.article_end


def _belongs(quotation: Quotation, share: float, best: float | None) -> bool:
    if quotation.fidelity is Fidelity.MISSING:
        return best is None
    return best is None or share >= best


def _quotation(start: int, end: int, stretches: Sequence[str], post: str, language: str | None) -> Checked:
    whole = " ".join(stretches)
    if language and _is_foreign(whole, language):
        return _translated(start, end, whole, post, language)
    compared = [compare(stretch, post) for stretch in stretches]
    words = [len(words_of(stretch)) for stretch in stretches]
    share = sum(one.share * count for one, count in zip(compared, words, strict=True)) / sum(words)
    if not _is_of(share, sum(words)):
        return Quotation(article_start=start, article_end=end, fidelity=Fidelity.MISSING), share
    changes = tuple(change for one in compared for change in one.changes)
    fidelity = Fidelity.ALTERED if changes else Fidelity.EXACT
    return Quotation(article_start=start, article_end=end, fidelity=fidelity, changes=changes), share


def _is_foreign(quote: str, language: str) -> bool:
    """Whether a quotation is in another language; a few Cyrillic words without a telling letter are not."""
    found = detect(quote) or language
    return found != language and ("en" in (found, language) or _LETTERS[found].search(quote) is not None)


def _translated(start: int, end: int, quote: str, post: str, language: str) -> Checked:
    """A quotation in another language: only its numbers can be compared."""
    ours, theirs = read_terms(quote), read_terms(post, language)
    there = {term.key for term in theirs}
    shared = sum(term.key in there for term in ours)
    share = shared / (len(ours) or 1)
    if share < _TRANSLATED_SHARE or shared < _TRANSLATED_TERMS:
        return Quotation(article_start=start, article_end=end, fidelity=Fidelity.MISSING), share
    other = [term for term in ours if term.kind is Kind.NUMBER and term.key not in {_ONE, *there}]
    changes = tuple(Change(post="", article=quote[term.start : term.end], telling=True) for term in other)
    fidelity = Fidelity.ALTERED if changes else Fidelity.TRANSLATED
    return Quotation(article_start=start, article_end=end, fidelity=fidelity, changes=changes), share


def _brief(text: str, quoted: Sequence[tuple[int, int]], post: str) -> Iterator[Quotation]:
    """Quotations too short to be told from others unless they stand in the post word for word."""
    _, theirs = _words(post)
    for start, end in quoted:
        _, ours = _words(text[start:end])
        if len(ours) == _BRIEF and f" {' '.join(ours)} " in f" {' '.join(theirs)} ":
            yield Quotation(article_start=start, article_end=end, fidelity=Fidelity.EXACT)


def _bare(text: str, quoted: Sequence[tuple[int, int]], post: str) -> Iterator[Quotation]:
    """Long runs of the post that stand without quotation marks; where a paragraph words it anew, it quotes nothing."""
    ours, our_keys = _words(text)
    _, their_keys = _words(post)
    for _, at, length in runs(their_keys, our_keys):
        start, end = ours[at].start, ours[at + length - 1].end
        if length >= _BARE_WORDS and not any(begin < end and start < stop for begin, stop in quoted):
            yield Quotation(article_start=start, article_end=end, fidelity=Fidelity.EXACT)
