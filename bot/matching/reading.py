"""A post and an article as the matcher sees them: read once, compared often."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.language import Token, tokens
from bot.language.terms import Kind, Term, read_terms
from bot.matching.background import Passage, Role, article_text, passages
from storage.records import Article

NEWS = frozenset({Role.HEAD, Role.NEWS})
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
    return Reading(
        terms=terms,
        words=words,
        keys=frozenset(term.key for term in terms),
        numbers=frozenset(term.key for term in terms if is_telling(term)),
        names=frozenset(term.key for term in terms if term.kind == Kind.NAME),
        dates=frozenset(term.key for term in terms if term.kind == Kind.DATE),
        counted=counted(terms),
        titled=titled(terms),
    )


@lru_cache(maxsize=4096)
def read_post(text: str, language: str | None) -> Reading:
    """A post; kept, because each post of a window is compared with many articles."""
    return _reading(tuple(read_terms(text, language)), tuple(tokens(text)))


def _shifted(term: Term, by: int) -> Term:
    return Term(term.start + by, term.end + by, term.key, term.kind)


def _read_passage(text: str, passage: Passage, language: str | None) -> Reading:
    piece = text[passage.start : passage.end]
    terms = tuple(_shifted(term, passage.start) for term in read_terms(piece, language))
    words = tuple(Token(word.start + passage.start, word.end + passage.start, word.text) for word in tokens(piece))
    return _reading(terms, words)


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """An article in its passages, and its news and its background as wholes."""

    article: Article
    text: str
    head: Reading
    news_passages: tuple[Reading, ...]
    background_passages: tuple[Reading, ...]
    news: Reading
    background: Reading


def _joined(parts: Iterable[Reading]) -> Reading:
    parts = tuple(parts)
    return _reading(
        tuple(term for part in parts for term in part.terms), tuple(word for part in parts for word in part.words)
    )


@lru_cache(maxsize=64)
def read_article(article: Article) -> ArticleReading:
    """An article, cut into news and background."""
    text = article_text(article)
    parts = [(passage.role, _read_passage(text, passage, article.language)) for passage in passages(article)]
    news = tuple(reading for role, reading in parts if role in NEWS and reading.terms)
    background = tuple(reading for role, reading in parts if role == Role.BACKGROUND and reading.terms)
    return ArticleReading(
        article=article,
        text=text,
        head=_joined(reading for role, reading in parts if role == Role.HEAD),
        news_passages=news,
        background_passages=background,
        news=_joined(news),
        background=_joined(background),
    )
