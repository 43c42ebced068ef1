"""Whether a quotation in another language denies what its post says, or leaves out that the post denies it.

Languages deny in different ways («не менше» is "at least", «не прибираємо» is "stays"), so it is told only where what
one side denies stands undenied on the other, or may stand there as a word that is not known in both languages. Never
where anything there may say «не» in another way.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.language import detect, fold
from bot.language.terms import Kind, Term, read_terms
from bot.language.wordlists import WordList, word_list
from bot.language.words import WORDS_KEPT
from bot.matching.clauses import Clauses
from bot.matching.negating import are_alike, is_denied
from bot.matching.wording import Word, read_words
from storage.records import Change

_CLAUSE_END = re.compile(r"[.,;:!?()—–]")
_ROOT = 6  # of the key of a word by its sound, by which it is known in another language
_SHORTEST_ROOT = 5
_AGREE = 0.4  # of the other words, where the denied one is not known in both languages
# «Не лише» is "also", «не менше» is a bound.
_WEAK_AFTER = re.compile(r"лише|тільки|только|просто|раз|only|just")
_BOUNDS = re.compile(
    r"менш\w*|меньше|менее|більш\w*|больше|более|less|more|fewer"
    r"|later|пізніше|позже|позднее|earlier|раніше|ранее|раньше"
)
_WEAK_BEFORE = re.compile(
    r"якби|майже|почти|almost|nearly|ледь|мало|ледве|чуть|едва|поки|доки|пока|доти|чи|ли|if|until|unless"
)
_BEGINS_WITH_NOT = re.compile(r"не(?!діл|дел|хай|фт|рв|б[аеои])\w{3,}")
_LIKE_WITHOUT = re.compile(r"бе[зс]\w{2,}|un(?!der|i[tvoqf])\w{3,}|\w{3,}less")
_HINTS = frozenset(("not", "turned", "without", "contrary"))  # Ukrainian and Russian deny word for word
_ENGLISH_HINTS = _HINTS | {"hint"}
_TURNING = frozenset(("turned", "contrary"))  # «не припиняє», «не виключає», «не проти» are no denials elsewhere
_DENYING = frozenset(("не", "not"))  # of these a word is denied; «ніхто» and «жоден» stand with one of their own
_UNTIL, _AFTER = frozenset(("до", "until", "till", "before")), frozenset(("після", "после", "after"))
# «Не будемо зачиняти», "does not have to close": what is denied is the word behind.
_HELPING = re.compile(
    r"буд(?:у|е|емо|еш|ете|уть|ем|ешь|ет|ут)|був|бул[аои]|был[аои]?|бути|быть|є|есть|мо[жг]\w*|міг|зміг|[зс]мо[жг]\w*"
    r"|треба|потрібно|нужно|надо|можна|можно|мусить|дол[жг]\w+"
    r"|will|would|be|been|do(?:es)?|did|is|are|was|were|has|have|had|can|could|may|might|must|should|going|to"
)


@lru_cache(maxsize=1)
def _listed() -> WordList:
    return word_list("denials.txt")


@lru_cache(maxsize=WORDS_KEPT)
def _kind(key: str) -> str | None:
    if found := _listed().find(key):
        return found
    return "turned" if _BEGINS_WITH_NOT.fullmatch(key) else "hint" if _LIKE_WITHOUT.fullmatch(key) else None


class Denied(NamedTuple):
    """A negation with what it denies, in words, and the word that is denied; of «ніхто» it is said with a «не»."""

    text: str
    word: str
    term: Term | None
    is_sure: bool


def denials(text: str, language: str | None = None) -> list[Denied]:
    """What is surely denied in a text."""
    words, terms = read_words(text), read_terms(text, language)
    return [_denied(text, words, terms, at) for at in range(len(words)) if _denies(words, at)]


def _denied(text: str, words: Sequence[Word], terms: Sequence[Term], at: int) -> Denied:
    """«Не будемо зачиняти»: words that say little by themselves may stand between."""
    end, is_sure = words[at].end, words[at].key in _DENYING
    after = words[min(at + 1, len(words) - 1)].end
    term = next((term for term in terms if term.start >= end and not _is_helping(text, term)), None)
    if term is None or term.kind is Kind.NUMBER or _CLAUSE_END.search(text, end, term.start):
        said = text[words[at].start : end if _CLAUSE_END.search(text, end, after) else after]
        return Denied(said, "", None, is_sure)
    return Denied(text[words[at].start : term.end], fold(text[term.start : term.end]), term, is_sure)


def _is_helping(text: str, term: Term) -> bool:
    return _HELPING.fullmatch(fold(text[term.start : term.end])) is not None


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
    if ours and not theirs and (told := _told(ours, one, two, _Side(clauses.sentence, language), hints)):
        return Change(post=two.counterpart(told) or "", article=told.text, telling=True)
    if theirs and not ours and (told := _told(theirs, two, one, one, hints)):
        return Change(post=told.text, article=one.counterpart(told) or sentence, telling=True)
    return None


class _Side(NamedTuple):
    """A text and its language."""

    text: str
    language: str | None

    @property
    def terms(self) -> Sequence[Term]:
        return read_terms(self.text, self.language)

    def word(self, term: Term) -> str:
        return self.text[term.start : term.end]

    def has(self, keys: frozenset[str]) -> bool:
        return any(word.key in keys for word in read_words(self.text))

    def counterpart(self, denied: Denied) -> str | None:
        """The word that is denied on the other side."""
        found = (self.word(term) for term in self.terms if self._is_twin(term, denied))
        return next(found, None)

    def _is_twin(self, term: Term, denied: Denied) -> bool:
        return denied.term is not None and (
            _are_one(term, denied.term) or are_alike(fold(self.word(term)), denied.word)
        )

    def agreeing(self, other: "_Side", but: Sequence[Term]) -> float:
        """The share of its words, but some of them, that the other side has."""
        own = [term for term in self.terms if term not in but and not _is_helping(self.text, term)]
        own = [term for term in own if term.kind is not Kind.NUMBER and _kind(fold(self.word(term))) != "not"]
        return sum(any(_are_one(term, each) for each in other.terms) for term in own) / (len(own) or 1)


def _are_one(one: Term, two: Term) -> bool:
    """Whether words of two languages are one, by what they mean or by how they sound."""
    if one.key[0] != "x" or two.key[0] != "x":
        return one.key == two.key
    short = min(len(one.key), len(two.key), _ROOT)
    return one.key == two.key or (short >= _SHORTEST_ROOT and one.key[:short] == two.key[:short])


def _told(found: Sequence[Denied], denying: _Side, other: _Side, around: _Side, hints: frozenset[str]) -> Denied | None:
    """Which of the denials of one side the other surely lacks."""
    if _may_deny(around, denying, hints) or any(_has_contrary(around, one) for one in found):
        return None
    if denying.has(_UNTIL) and other.has(_AFTER) and not denying.has(_AFTER):  # «не відкриють до травня»
        return None
    sure = [one for one in found if one.is_sure] or found
    if twin := next((one for one in sure if other.counterpart(one)), None):
        return twin
    if any(_kind(one.word) in _TURNING or _has_concept(one) for one in sure):
        return None
    terms = [one.term for one in found if one.term]
    return found[0] if denying.agreeing(other, terms) >= _AGREE else None


def _has_concept(denied: Denied) -> bool:
    """Whether what is denied is known in all languages: where it stood undenied it would be found."""
    return denied.term is not None and denied.term.key[0] != "x"


def _has_contrary(side: _Side, denied: Denied) -> bool:
    """Whether a side says the contrary of what is denied: «закрито» for «не відкриють»."""
    return any(is_denied(denied.word, fold(other.text)) for other in read_words(side.text))


def _may_deny(side: _Side, other: _Side, hints: frozenset[str]) -> bool:
    """Whether anything on a side may say that something is not so.

    Not what stands on the other side too: a "without", and "disconnect" where that is what is denied there.
    """
    keys, there = {term.key for term in other.terms}, [fold(other.word(term)) for term in other.terms]
    known = {side.word(term) for term in side.terms if term.key in keys}
    unknown = [word for word in read_words(side.text) if word.text not in known and _kind(word.key)]
    kinds = {_kind(word.key) for word in unknown if not any(are_alike(word.key, one) for one in there)}
    without = {_kind(word.key) for word in read_words(other.text)} & {"without"}
    return bool((kinds & hints) - without)
