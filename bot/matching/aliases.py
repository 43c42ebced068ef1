"""The names of a source as they are looked for: aliases in their words, and the surnames among them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from bot.language import fold, normalise, tokens
from bot.language.lemmas import is_common_word
from bot.language.terms import is_forename, read_terms, word_key
from bot.matching.namesakes import are_one_name

_LONGEST_ABBREVIATION = 5
_ADMINISTRATION = re.compile(r"\b(?:ОВА|ОДА)\b")
_WRITTEN_OUT = (  # one is found by what the other is called in three languages
    "обласна військова адміністрація",
    "обласна державна адміністрація",
    "областная военная администрация",
    "Regional Military Administration",
)
_TURNED = (  # «Сумська ОВА», «ОВА Сумщини»; "Ministry of Defence", "Defence Ministry"
    (re.compile(r"(\w+) (ОВА|ОДА)"), r"\2 \1"),
    (re.compile(r"Ministry of (\w+)(?: of (Ukraine))?", re.IGNORECASE), r"\2 \1 Ministry"),
    (re.compile(r"(\w+) Ministry", re.IGNORECASE), r"Ministry of \1"),
    (re.compile(r"(?:Ukrainian|Ukraineʼs) (\w+ \w.*)"), r"\1"),  # English articles say it once
)
_POSTS = "президент голова мер міністр премʼєр головнокомандувач командувач начальник секретар посол"
# Of these the words of another language are as good: of «штаб» or "energy" they are anybody's.
_SAME_ABROAD = frozenset(("k:chief", "k:police", "k:parliament", "k:customs"))


class Word(NamedTuple):
    """A word of an alias."""

    key: str  # that of its term; of an abbreviation too short to have one, itself
    folded: str
    is_abbreviation: bool
    is_name: bool  # capitalised as a name is


class Alias(NamedTuple):
    """An alias in its words, without those that say nothing."""

    words: tuple[Word, ...]
    keys: frozenset[str]
    small: int  # words that say nothing: «Міністерство у справах ветеранів» has one
    widest: int  # characters between two of its words: «НЕК «Укренерго»» has a quotation mark there

    @property
    def is_one_concept(self) -> bool:
        """Whether all that it says is one thing that many words stand for: «ГУР» is not every «розвідка»."""
        return len(self.keys) == 1 and next(iter(self.keys)).startswith("k:")

    @property
    def is_post(self) -> bool:
        """Whether it is what a person is, so that a name may follow."""
        return not _posts().isdisjoint(self.keys)


class Source(NamedTuple):
    """All that a source is called."""

    aliases: tuple[Alias, ...]  # longest first
    surnames: Mapping[str, tuple[Word, ...]]  # that are looked for by themselves, and names of one word; by key
    speakers: frozenset[str]  # the surnames, by key
    keys: frozenset[str]

    def is_other_forename(self, key: str) -> bool:
        """Whether a key is that of a forename, where those of the source are known and this is none of them."""
        return is_forename(key) and key not in self.keys and any(map(is_forename, self.keys))


@lru_cache(maxsize=1)
def _posts() -> frozenset[str]:
    return frozenset(word_key(word, "uk") or "" for word in _POSTS.split())


def _written(alias: str) -> Iterator[str]:
    """An alias in the other forms that newsrooms give it."""
    yield alias
    for form in _WRITTEN_OUT:
        if _ADMINISTRATION.search(alias):
            yield _ADMINISTRATION.sub(form, alias)
    for pattern, turned in _TURNED:
        if found := pattern.fullmatch(alias):
            yield found.expand(turned).strip()


def _read(alias: str) -> Alias:
    terms = {term.start: term for term in read_terms(alias)}
    words: list[Word] = []
    small, widest, end = 0, 1, 0
    for token in tokens(alias):
        widest = max(widest, token.start - end) if words else 1
        is_upper = token.text.isupper() and 1 < len(token.text) <= _LONGEST_ABBREVIATION
        folded, end = fold(token.text), token.end
        if term := terms.get(token.start):
            is_name = token.text[0].isupper() and term.key.startswith("x:") and not is_upper
            words.append(Word(term.key, folded, is_upper, is_name))
        elif is_upper:
            words.append(Word(folded, folded, is_abbreviation=True, is_name=False))
        else:
            small += 1
            words[-1:] = [word._replace(is_name=False) for word in words[-1:]]  # «Верховна Рада» ends in a preposition
    return Alias(tuple(words), frozenset(word.key for word in words if ":" in word.key), small, widest)


def _speakers(aliases: list[Alias]) -> frozenset[str]:
    """What ends at least two aliases, is a name, and is no common word unless a forename or a post stands before it."""
    ends, sure = Counter[str](), set[str]()
    for alias in aliases:
        *before, last = alias.words
        if last.is_name:
            is_person = bool(before) and (is_forename(before[-1].key) or before[-1].key in _posts())
            ends[last.key] += 1
            if is_person or not is_common_word(last.folded):
                sure.add(last.key)
    return frozenset(key for key, times in ends.items() if times > 1 and key in sure)


@lru_cache(maxsize=512)
def read_source(names: tuple[str, ...]) -> Source:
    """The names of a source: its aliases and its title; normalised here, as texts are when they are stored."""
    plain = dict.fromkeys(map(normalise, names))
    own = [alias for alias in map(_read, plain) if alias.keys]
    speakers = _speakers(own)
    surnames: dict[str, list[Word]] = {}
    for alias in own:
        last = alias.words[-1]
        if last.is_name and (len(alias.words) == 1 or last.key in speakers):
            surnames.setdefault(last.key, []).append(last)
    written = dict.fromkeys(_read(form) for name in plain for form in _written(name))
    looked_for = [one for one in written if one.keys and not (len(one.words) == 1 and one.words[0].is_name)]
    return Source(
        aliases=tuple(
            sorted(looked_for, key=lambda one: (len(one.words), one.words[-1].key in speakers), reverse=True)
        ),
        surnames={key: tuple(words) for key, words in surnames.items()},
        speakers=speakers,
        keys=frozenset(key for one in own for key in one.keys),
    )


@lru_cache(maxsize=512)
def names_of(names: tuple[str, ...]) -> frozenset[str]:
    """The keys of the names in what a source is called: «голова Сумської ОВА Гайдабура» has two."""
    return frozenset(word.key for alias in read_source(names).aliases for word in alias.words if word.is_name)


# How a name ends in the nominative, and what it then ends in nowhere: Зеленський is not Зеленська.
_OTHER_GENDER = (
    (re.compile("(?:ий|ый|ой)$"), re.compile("(?:[ауa]|ая|ую|ої|ою|ой|ій)$")),
    (re.compile("[ая]$"), re.compile("(?:ого|ому|ий|ый|им|ым|sky|skyi|skyy|skiy)$")),
    (re.compile("[^аяоіиеуюєїa]$"), re.compile("(?:ої|ою|ой|ая|ую|ій|a)$")),
)


def fits(word: Word, text: str, key: str, *, alone: bool) -> bool:
    """Whether a word of a text with a key can be a word of an alias; `alone` says that the alias has nothing else."""
    if key != word.key:
        return False
    folded, is_concept = fold(text), key.startswith("k:")
    if folded == word.folded:
        return not word.is_abbreviation or text[0].isupper()
    if folded[0].isascii() != word.folded[0].isascii():
        is_written_so = is_concept or not word.is_abbreviation or text[:2].isupper()
        return is_written_so and (not alone or key in _SAME_ABROAD)
    if word.is_abbreviation:
        return text[:2].isupper() and folded.startswith(word.folded)
    return (is_concept and not alone) or _is_form(folded, word.folded, is_concept=is_concept)


def _is_form(one: str, two: str, *, is_concept: bool) -> bool:
    if is_concept and one.isascii():
        return one.removesuffix("s") == two.removesuffix("s")
    return are_one_name(one, two)


def is_of_one_gender(word: Word, text: str) -> bool:
    """Whether a word of a text can be a case form of a name."""
    folded = fold(text)
    return folded == word.folded or not any(
        own.search(word.folded) and other.search(folded) for own, other in _OTHER_GENDER
    )
