"""Whether an article names the channel, its speaker or its office, in any case form and any of three languages."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.language import Token, fold
from bot.language.lemmas import is_common_word
from bot.language.terms import Kind, Term
from bot.matching.abroad import is_abroad, is_of_others
from bot.matching.aliases import Alias, Source, Word, fits, is_of_one_gender, read_source
from bot.matching.reading import Reading

_ADJECTIVES = ("ий", "ій", "ого", "ому", "им", "ої", "ою", "их", "ими", "ый", "ой", "ым", "ых", "ом", "ая", "ую", "al")
_INSERTED = frozenset(("k:city", "k:region", "k:capital", "k:general", "k:admiral", "k:colonel"))  # «мер міста Суми»
_ARTICLES = frozenset(("of", "the"))
_OTHER_POSTS = frozenset(("k:minister", "k:president", "k:mayor", "k:ambassador", "k:lawmaker"))
_POST_BEFORE = 2  # terms: «міністр оборони Гайворон»


class _At(NamedTuple):
    """A place in a passage: the number of a term and of the word it is."""

    passage: Reading
    term: int
    word: int

    def before(self, by: int) -> Term | None:
        """The term so many words before, where nothing but spaces lies between and all of them are terms."""
        terms = self.passage.terms
        near = range(self.term, self.term - by, -1)
        return terms[self.term - by] if all(at and terms[at].start - terms[at - 1].end <= 1 for at in near) else None

    def text_of(self, term: Term) -> str:
        """A term as it is written."""
        words = self.passage.words
        return words[bisect_left(words, term.start, key=_start)].text


def _start(word: Token) -> int:
    return word.start


def speakers(aliases: tuple[str, ...]) -> frozenset[str]:
    """The surnames among aliases, by key."""
    return read_source(aliases).speakers


def attribution(aliases: tuple[str, ...], passages: Sequence[Reading]) -> tuple[int, int] | None:
    """Where passages of an article name the source, in characters; the whole name before the surname alone."""
    source = read_source(aliases)
    for alias in source.aliases:
        for passage in passages:
            if alias.keys <= passage.keys and (found := _whole_alias(alias, source, passage)):
                return found
    return _surname(source, passages)


def _at(passage: Reading, term: int) -> _At:
    return _At(passage, term, bisect_left(passage.words, passage.terms[term].start, key=_start))


# ------------------------------------------------------------------ whole names


def _whole_alias(alias: Alias, source: Source, passage: Reading) -> tuple[int, int] | None:
    leading = next(number for number, word in enumerate(alias.words) if word.key in alias.keys)  # «ПС ЗСУ»: one
    for number, term in enumerate(passage.terms):
        if term.key == alias.words[leading].key:
            at = _at(passage, number)
            first = at.word - leading
            last = _last_word(alias, source, at, first) if first >= 0 else None
            if last is not None and _is_meant(alias, source, at, first, last):
                return passage.words[first].start, passage.words[last].end
    return None


def _from(at: _At, first: int, widest: int) -> Iterator[tuple[int, Token, Term | None]]:
    """The words from one on, with their terms, as far as only spaces lie between."""
    words, terms, number = at.passage.words, at.passage.terms, at.term
    for place in range(first, len(words)):
        if place > first and words[place].start - words[place - 1].end > widest:
            return
        is_term = number < len(terms) and terms[number].start == words[place].start
        yield place, words[place], terms[number] if is_term else None
        number += is_term


def _last_word(alias: Alias, source: Source, at: _At, first: int) -> int | None:
    """Where an alias that begins there ends: its first word comes first, and each is taken once."""
    missing, small, inserted = list(alias.words), alias.small, False
    for place, token, term in _from(at, first, alias.widest):
        among = missing[:1] if place == first else missing
        word = next((one for one in among if _is_word(one, token, term, alias, source)), None)
        if word:
            missing.remove(word)
            if not missing:
                return place
        elif place == first or small < 0 or (term and (inserted or not _may_be_inserted(token, term, missing, source))):
            return None
        elif term:
            inserted = True
        elif token.text not in _ARTICLES and not at.passage.words[place - 1].is_number:
            small -= 1
    return None


def _is_word(word: Word, token: Token, term: Term | None, alias: Alias, source: Source) -> bool:
    if term is None:
        return ":" not in word.key and token.text.isupper() and token.text.casefold() == word.folded
    if not fits(word, token.text, term.key, alone=alias.is_one_concept):
        return False
    is_last_name = word.is_name and word is alias.words[-1]
    is_speaker = is_last_name and word.key in source.speakers
    return (not is_speaker or token.text[0].isupper()) and (not is_last_name or is_of_one_gender(word, token.text))


def _may_be_inserted(token: Token, term: Term, missing: Sequence[Word], source: Source) -> bool:
    """Whether a word may stand inside a name: «начальник Сумської обласної ОВА», «мер міста Суми», a forename."""
    if term.key in _INSERTED:
        return True
    if token.text[0].isupper():
        is_before_surname = len(missing) == 1 and missing[0].is_name
        return is_before_surname and term.key.startswith("x:") and not source.is_other_forename(term.key)
    return token.text.endswith(_ADJECTIVES) and not is_of_others(token.text)


def _is_meant(alias: Alias, source: Source, at: _At, first: int, last: int) -> bool:
    """Whether what is found is no other country's, no other person's, and no number of people."""
    if alias.words[-1].key in source.speakers and alias.words[-1].is_name:
        return True
    words = at.passage.words
    if is_abroad(words, first, last):
        return False
    if len(alias.words) == 1 and (before := at.before(1)) and before.kind is Kind.NUMBER:
        return False  # «38 рятувальників»
    return not (alias.is_post and source.speakers and _other_follows(source, at.passage, last))


def _other_follows(source: Source, passage: Reading, last: int) -> bool:
    """Whether the name of somebody else stands right after a post: «глава держави Анджей Дуда»."""
    following = passage.words[last + 1 : last + 2]
    if not following or following[0].start - passage.words[last].end > 1 or not following[0].text.istitle():
        return False
    number = bisect_left(passage.terms, following[0].start, key=lambda term: term.start)
    key = passage.terms[number].key if number < len(passage.terms) else ""
    return key.startswith("x:") and passage.terms[number].start == following[0].start and key not in source.keys


# ------------------------------------------------------------------ surnames alone


def _surname(source: Source, passages: Sequence[Reading]) -> tuple[int, int] | None:
    """The first place where the surname stands; none where it is said to be somebody else's."""
    found = None
    for passage in passages:
        if passage.keys.isdisjoint(source.surnames):
            continue
        for number, term in enumerate(passage.terms):
            if term.key in source.surnames and _is_surname(source, at := _at(passage, number)):
                if _is_other(source, at):
                    return None
                if found is None and not is_abroad(passage.words, at.word, at.word):
                    found = term.start, term.end
    return found


def _is_surname(source: Source, at: _At) -> bool:
    """Whether a name that is looked for by itself is meant there, and no common word: «Лісова пожежа»."""
    term, text = at.passage.terms[at.term], at.passage.words[at.word].text
    known = source.surnames[term.key]
    is_exact = term.key not in source.speakers and any(fold(text) == word.folded for word in known)  # «Мінфін»
    if not text[0].isupper() or (term.kind is not Kind.NAME and not is_exact and is_common_word(text)):
        return False
    own = [word for word in known if word.folded[0].isascii() == text[0].isascii()]  # they tell the gender best
    return any(fits(word, text, term.key, alone=False) and is_of_one_gender(word, text) for word in own or known)


def _is_other(source: Source, at: _At) -> bool:
    """Whether another forename stands before a surname, or a post that the source does not have."""
    before = at.before(1)
    if before and at.text_of(before).istitle() and source.is_other_forename(before.key):
        return True
    near = (at.before(by) for by in range(1, _POST_BEFORE + 1))
    return any(term.key in _OTHER_POSTS - source.keys for term in near if term)
