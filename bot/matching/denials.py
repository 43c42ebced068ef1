"""Whether a quotation in another language denies what its post says, or leaves out that the post denies it.

Languages deny in different ways («не менше» is "at least", «не прибираємо» is "stays"), so a sentence is only told that
has nothing of it beside one that surely denies.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.language import detect
from bot.language.terms import Term, read_terms
from bot.language.wordlists import WordList, word_list
from bot.language.words import WORDS_KEPT
from bot.matching.clauses import Clauses
from bot.matching.wording import Word, read_words
from storage.records import Change

_CLAUSE_END = re.compile(r"[.,;:!?()—–]")
_ROOT = 5  # of the key of a word by its sound, by which it is known in another language
# «Не лише» is "also", «не менше» is a bound.
_WEAK_AFTER = re.compile(r"лише|тільки|только|просто|раз|only|just")
_BOUNDS = re.compile(r"менш\w*|меньше|менее|більш\w*|больше|более|less|more|fewer|later|раніше|ранее|earlier")
_WEAK_BEFORE = re.compile(r"якби|ледь|мало|ледве|чуть|едва|поки|доки|пока|доти|чи|ли|if|until|unless")
_BEGINS_WITH_NOT = re.compile(r"не(?!діл|дел|хай|фт|рв|б[аеои])\w{3,}")
_LIKE_WITHOUT = re.compile(r"бе[зс]\w{2,}|un(?!der|i[tvoqf])\w{3,}|\w{3,}less")
_HINTS = frozenset(("not", "turned"))  # Ukrainian and Russian deny word for word
_ENGLISH_HINTS = frozenset(("not", "turned", "without", "hint"))


@lru_cache(maxsize=1)
def _listed() -> WordList:
    return word_list("denials.txt")


@lru_cache(maxsize=WORDS_KEPT)
def _kind(key: str) -> str | None:
    if found := _listed().find(key):
        return found
    return "turned" if _BEGINS_WITH_NOT.fullmatch(key) else "hint" if _LIKE_WITHOUT.fullmatch(key) else None


class Denied(NamedTuple):
    """A negation with what it denies, in words, and the word that is denied."""

    text: str
    term: Term | None


def denials(text: str, language: str | None = None) -> list[Denied]:
    """What is surely denied in a text."""
    words, terms = read_words(text), read_terms(text, language)
    return [_denied(text, words, terms, at) for at in range(len(words)) if _denies(words, at)]


def _denied(text: str, words: Sequence[Word], terms: Sequence[Term], at: int) -> Denied:
    """«Не будемо зачиняти»: words that say little by themselves may stand between."""
    after = words[min(at + 1, len(words) - 1)]
    term = next((term for term in terms if term.start >= after.start), None)
    if term is None or _CLAUSE_END.search(text, after.end, term.start):
        return Denied(text[words[at].start : after.end], None)
    return Denied(text[words[at].start : term.end], term)


def _denies(words: Sequence[Word], at: int) -> bool:
    """Whether a word surely denies; «ніхто» and «жоден» do with the «не» that they stand with."""
    if _kind(words[at].key) != "not":
        return False
    before, after = (words[place].key if 0 <= place < len(words) else "" for place in (at - 1, at + 1))
    return not (_WEAK_AFTER.fullmatch(after) or _BOUNDS.fullmatch(after) or _WEAK_BEFORE.fullmatch(before))


def other_denial(sentence: str, clauses: Clauses, language: str) -> Change | None:
    """Where only one of a sentence and the clauses of a post that it translates denies.

    What the post says around these may be what the sentence denies with.
    """
    one, two = _Side(sentence, None), _Side(clauses.text, language)
    ours, theirs = denials(sentence), denials(clauses.text, language)
    hints = _ENGLISH_HINTS if "en" in (language, detect(sentence)) else _HINTS
    if ours and not theirs and not _may_deny(_Side(clauses.sentence, language), one, hints):
        return Change(post=two.counterpart(ours[0]) or "", article=ours[0].text, telling=True)
    if theirs and not ours and not _may_deny(one, two, hints):
        return Change(post=theirs[0].text, article=one.counterpart(theirs[0]) or sentence, telling=True)
    return None


class _Side(NamedTuple):
    """A text and its language."""

    text: str
    language: str | None

    @property
    def terms(self) -> Sequence[Term]:
        return read_terms(self.text, self.language)

    def counterpart(self, denied: Denied) -> str | None:
        """The word that is denied on the other side."""
        if denied.term is None:
            return None
        wanted = denied.term.key[:_ROOT] if denied.term.key[0] == "x" else denied.term.key
        found = next((term for term in self.terms if term.key[: len(wanted)] == wanted), None)
        return found and self.text[found.start : found.end]


def _may_deny(side: _Side, other: _Side, hints: frozenset[str]) -> bool:
    """Whether anything on a side may say that something is not so.

    Not what stands on the other side too: a "without", and "disconnect" where that is what is denied there.
    """
    there = {term.key for term in other.terms}
    known = {side.text[term.start : term.end] for term in side.terms if term.key in there}
    kinds = {_kind(word.key) for word in read_words(side.text) if word.text not in known}
    without = {_kind(word.key) for word in read_words(other.text)} & {"without"}
    return bool((kinds & hints) - without)
