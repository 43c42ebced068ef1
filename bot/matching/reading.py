"""A post and an article as the matcher sees them: read once, compared often."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TypeVar

from bot.language import Token, tokens
from bot.language.sentences import sentence_ends
from bot.language.terms import Kind, Term, read_terms
from bot.matching.background import Passage, Role, article_text, passages
from bot.matching.dates import day_key
from bot.matching.digests import has_labels, is_digest
from bot.matching.quotes import FEWEST_WORDS, quotes
from bot.matching.sources import other_sources
from bot.matching.times import pointing, times
from storage.records import Article

NEWS = frozenset({Role.HEAD, Role.NEWS})
P = TypeVar("P", Term, Token)
_CLAUSE_END = re.compile(r"[,;:()«»“”„\"]|\s[–—-]\s")
_OPENING = 3  # characters: «В прошлом году»
_QUOTATIONS = 40  # of an article; a few that are missing are enough
_UNIT_WORDS = 3  # «97 ворожих ударних БпЛА»: so far from a number stands what is counted


def is_telling(term: Term) -> bool:
    """Whether a number is large enough to tell two reports apart; a two or a five stands everywhere."""
    return term.kind == Kind.NUMBER and len(term.key) > len("d:9")


def counted(terms: Iterable[Term]) -> Mapping[str, frozenset[str]]:
    """For each thing that is counted, its numbers: {"k:drone": {"d:97", "d:118"}}."""
    found: dict[str, set[str]] = {}
    number, left = "", 0
    for term in terms:
        if is_telling(term):
            number, left = term.key, _UNIT_WORDS
        elif term.kind == Kind.WORD and left:
            left -= 1
            found.setdefault(term.key, set()).add(number)
        else:
            left = 0
    return {unit: frozenset(numbers) for unit, numbers in found.items()}


def titled(terms: Iterable[Term]) -> Mapping[str, frozenset[str]]:
    """For each word that stands right before a name, the names: {"k:general": {"x:hrhrv"}}."""
    found: dict[str, set[str]] = {}
    before = ""
    for term in terms:
        if term.kind == Kind.NAME and before:
            found.setdefault(before, set()).add(term.key)
        before = term.key if term.key.startswith("k:") else ""
    return {title: frozenset(names) for title, names in found.items()}


@dataclass(frozen=True, slots=True)
class Reading:
    """A text or a part of one: its terms and what follows from them. Offsets are characters of the whole text."""

    terms: tuple[Term, ...]
    words: tuple[Token, ...]
    keys: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str]
    dates: frozenset[str]
    counted: Mapping[str, frozenset[str]]
    titled: Mapping[str, frozenset[str]]


def _reading(terms: tuple[Term, ...], words: tuple[Token, ...]) -> Reading:
    special = [term for term in terms if term.kind is not Kind.WORD]  # few: an article has half a hundred readings
    numbers = frozenset(term.key for term in special if is_telling(term))
    names = frozenset(term.key for term in special if term.kind is Kind.NAME)
    return Reading(
        terms=terms,
        words=words,
        keys=frozenset([term.key for term in terms]),
        numbers=numbers,
        names=names,
        dates=frozenset(term.key for term in special if term.kind is Kind.DATE),
        counted=counted(terms) if numbers else {},
        titled=titled(terms) if names else {},
    )


@lru_cache(maxsize=4096)
def read_post(text: str, language: str | None) -> Reading:
    """A post; kept, because each post of a window is compared with many articles."""
    return _reading(tuple(read_terms(text, language)), tokens(text))


def _shifted(term: Term, by: int) -> Term:
    return Term(term.start + by, term.end + by, term.key, term.kind)


def _read_passage(text: str, passage: Passage, language: str | None) -> Reading:
    piece = text[passage.start : passage.end]
    if not passage.start:
        return _reading(tuple(read_terms(piece, language)), tokens(piece))
    terms = tuple(_shifted(term, passage.start) for term in read_terms(piece, language))
    words = tuple(Token(word.start + passage.start, word.end + passage.start, word.text) for word in tokens(piece))
    return _reading(terms, words)


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence below title and lead: one paragraph often recalls several posts."""

    reading: Reading
    marked: bool  # it begins with «Нагадаємо» or another word that recalls
    past: bool  # it has a word that points back
    far: frozenset[str]  # the times that it names, where all of them are too far for a post that is still held
    parts: frozenset[str]  # of the day that it names, as in `hours.py`
    days: frozenset[str]  # it speaks of, by date or weekday
    clauses: tuple[frozenset[str], ...]  # the keys of each

    @property
    def says_so(self) -> bool:
        """Whether a word of it says that it recalls, and no time that this is of long ago."""
        return (self.marked or self.past) and not self.far

    def points_back(self, today: str) -> bool:
        """Whether it may recall older news; what is far may be recalled from a post that speaks of it too."""
        return self.says_so or bool(self.far or self.days - {today})


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """An article in its passages, its news as a whole, and all that points back as a whole."""

    article: Article
    text: str
    head: Reading
    news_passages: tuple[Reading, ...]
    body: tuple[Part, ...]
    news: Reading
    background: Reading
    quoted: tuple[frozenset[str], ...]  # what each of its first quotations speaks of
    other_sources: float  # that its news names
    is_digest: bool  # its title or its form says that it tells of several things


def _joined(parts: Iterable[Reading]) -> Reading:
    parts = tuple(parts)
    if len(parts) == 1:
        return parts[0]
    return _reading(
        tuple(term for part in parts for term in part.terms), tuple(word for part in parts for word in part.words)
    )


def _sentences(article: Article, text: str, role: Role, passage: Reading) -> Iterator[Part]:
    """The sentences of a passage that have terms."""
    start, last = passage.words[0].start, passage.words[-1].end
    ends = (*sentence_ends(text, start, last), last)
    terms, words = _by_sentence(passage.terms, ends), _by_sentence(passage.words, ends)
    points = pointing(text, start, last, article.published_at)
    # «Торік місто купило три автобуси»: it recalls, but nothing that a post of these days told, nor does what follows.
    is_far = any(place - start <= _OPENING for place, _ in points.far)
    for number, end in enumerate(ends):
        if number in terms:
            reading, at = _reading(terms[number], words[number]), points.within(start, end)
            days, far = times(text, terms[number], at, article.published_at)
            yield Part(
                reading=reading,
                marked=role == Role.BACKGROUND and not is_far,
                past=bool(at.past),
                far=far,
                parts=frozenset(part for _, part in at.parts),
                days=days,
                clauses=tuple(_clauses(text, start, end, terms[number])),
            )
        start = end


def _by_sentence(placed: Sequence[P], ends: Sequence[int]) -> dict[int, tuple[P, ...]]:
    """What begins in each sentence, by the number of the sentence."""
    return {number: tuple(of) for number, of in groupby(placed, key=lambda each: bisect_right(ends, each.start))}


def _clauses(text: str, start: int, end: int, terms: Sequence[Term]) -> Iterator[frozenset[str]]:
    """What stands between commas and the like: half a sentence often recalls what the other half has nothing of."""
    ends = [found.start() for found in _CLAUSE_END.finditer(text, start, end)]
    for _, clause in groupby(terms, key=lambda term: bisect_right(ends, term.start)):
        yield frozenset(term.key for term in clause)


def _quoted(text: str, parts: Sequence[Reading]) -> Iterator[frozenset[str]]:
    words = sorted(word.start for part in parts for word in part.words)
    terms = sorted((term.start, term.key) for part in parts for term in part.terms)
    for start, end in quotes(text)[:_QUOTATIONS]:
        if bisect_left(words, end) - bisect_left(words, start) >= FEWEST_WORDS:
            yield frozenset(key for _, key in terms[bisect_left(terms, (start, "")) : bisect_left(terms, (end, ""))])


def _news_text(text: str, cut: Sequence[Passage]) -> str:
    """Without what recalls, and without furniture: «Читайте також: інтерв'ю»."""
    return "\n".join(text[one.start : one.end] for one in cut if one.role in NEWS)


@lru_cache(maxsize=64)
def read_article(article: Article) -> ArticleReading:
    """An article, cut into news and background."""
    text, cut = article_text(article), passages(article)
    parts = [(passage.role, _read_passage(text, passage, article.language)) for passage in cut]
    news = tuple(reading for role, reading in parts if role in NEWS and reading.terms)
    body = tuple(
        part
        for role, reading in parts
        if role in (Role.NEWS, Role.BACKGROUND) and reading.terms
        for part in _sentences(article, text, role, reading)
    )
    today = day_key(article.published_at)
    head = _joined(reading for role, reading in parts if role == Role.HEAD)
    return ArticleReading(
        article=article,
        text=text,
        head=head,
        news_passages=news,
        body=body,
        news=_joined(news),
        background=_joined(part.reading for part in body if part.points_back(today)),
        quoted=tuple(_quoted(text, (head, *(part.reading for part in body)))),
        other_sources=other_sources(_news_text(text, cut)),
        is_digest=is_digest(article.title) or has_labels(article.text),
    )
