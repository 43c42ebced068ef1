"""Which of many articles are likest a post: for finding, where no threshold has a say.

A sum of named likenesses, their weights learned by `python -m bot train --ranking` and kept in ranking.json.
"""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from bot.language import search_keys
from bot.matching.rarity import Rarity, rarity_of
from bot.matching.weights import weigh
from storage.records import Article, Post

LIKENESSES = (
    "cover",  # of the post by the article
    "cosine",  # of the post and the article's head
    "explained",  # of the article's head by the post
    "headline",  # of its title
    "passage",  # of its likest passage
    "letters",  # cosine as above, of pieces of words
    "numbers_missing",  # weight of numbers in the head that the post lacks, 1 at 10
    "length",  # log of the head's keys
)
MEANING = "meaning"  # the cosine of an encoder's vectors, where there is one
Weights = Mapping[str, float]

_PRIOR = 8.0  # of weight: what is short explains little
_PIECES = (3, 4, 5)  # letters
_WORD = re.compile(r"\w+")
_HUMP = re.compile(r"(?<=[a-zа-яіїєґ])(?=[A-ZА-ЯІЇЄҐ])")  # #AustralianFires
_PASSAGES = 12  # of an article: what it is written from stands early


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An article that may be like a post, with what is known of the pair already."""

    article: Article
    said: float = 0.0  # the score of its verdict, 0 where it has none
    meaning: float | None = None  # the cosine of its likest passage, where there is an encoder


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text: its search keys, and the pieces of its words."""

    keys: frozenset[str]
    pieces: frozenset[str]

    def __or__(self, other: "Passage") -> "Passage":
        return Passage(self.keys | other.keys, self.pieces | other.pieces)


@dataclass(frozen=True, slots=True)
class _Read:
    title: Passage
    head: Passage  # title and lead
    passages: tuple[Passage, ...]
    whole: frozenset[str]


def pieces_of(text: str) -> frozenset[str]:
    """The pieces of a text's words: case forms, compounds and misspellings have most of them in common."""
    words = {f"_{word}_" for word in _WORD.findall(_HUMP.sub(" ", text).lower())}
    return frozenset(word[at : at + size] for word in words for size in _PIECES for at in range(len(word) + 1 - size))


@lru_cache(maxsize=4096)
def _read(text: str, language: str | None) -> Passage:
    return Passage(frozenset(search_keys(text, language).split()), pieces_of(text))


@lru_cache(maxsize=4096)
def _keys(text: str, language: str | None) -> frozenset[str]:
    return frozenset(search_keys(text, language).split())


def _read_article(article: Article) -> _Read:
    title, lead = _read(article.title, article.language), _read(article.lead, article.language)
    texts = [text for text in dict.fromkeys((article.lead, *article.text.split("\n\n"))) if text][:_PASSAGES]
    passages = tuple(Passage(_keys(text, article.language), frozenset()) for text in texts)
    return _Read(title, title | lead, passages, frozenset(article.keys.split()))


def _share(common: float, whole: float) -> float:
    return common / (whole + _PRIOR)


def _cosine(one: frozenset[str], two: frozenset[str], rarity: Rarity) -> float:
    whole = weigh(one, rarity) * weigh(two, rarity)
    return weigh(one & two, rarity) / math.sqrt(whole) if whole else 0.0


def _explained(passage: Passage, post: Passage, rarity: Rarity) -> float:
    return _share(weigh(passage.keys & post.keys, rarity), weigh(passage.keys, rarity))


def _numbers(keys: frozenset[str]) -> frozenset[str]:
    return frozenset(key for key in keys if key.startswith("d:") and len(key) > len("d:9"))


def measure(post: Post, field: Sequence[Seen]) -> list[dict[str, float]]:
    """The likenesses of a post and each of a field of articles; of meaning only where all have one.

    Rarity is told from the field: a word that all its articles share tells none of them from the others.
    """
    reading = _read(post.text, post.language)
    articles = [_read_article(seen.article) for seen in field]
    keys, pieces = rarity_of(one.whole for one in articles), rarity_of(one.head.pieces for one in articles)
    whole = weigh(reading.keys, keys) or 1.0
    found = [
        {
            "cover": weigh(reading.keys & one.whole, keys) / whole,
            "cosine": _cosine(reading.keys, one.head.keys, keys),
            "explained": _explained(one.head, reading, keys),
            "headline": _explained(one.title, reading, keys),
            "passage": max((_explained(passage, reading, keys) for passage in one.passages), default=0.0),
            "letters": _cosine(reading.pieces, one.head.pieces, pieces),
            "numbers_missing": weigh(_numbers(one.head.keys) - reading.keys, keys) / 10,
            "length": math.log1p(len(one.head.keys)),
            "said": seen.said,
        }
        for seen, one in zip(field, articles, strict=True)
    ]
    return [one | more for one, more in zip(found, _meanings(field), strict=True)]


def _meanings(field: Sequence[Seen]) -> list[dict[str, float]]:
    cosines = [seen.meaning for seen in field if seen.meaning is not None]
    if len(cosines) < len(field):
        return [{} for _ in field]
    return [{MEANING: one} for one in cosines]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """An article beside a post: how like it is among others, and the share of the post that it covers."""

    article: Article
    likeness: float
    cover: float


def rank(post: Post, field: Sequence[Seen]) -> list[Alike]:
    """Articles with their likeness, likest first."""
    measured = measure(post, field)
    weights = shipped("with_meaning" if measured and MEANING in measured[0] else "lexical")
    rated = [
        Alike(article=seen.article, likeness=likeness(one, weights), cover=one["cover"])
        for seen, one in zip(field, measured, strict=True)
    ]
    return sorted(rated, key=lambda alike: -alike.likeness)


def likeness(measured: Mapping[str, float], weights: Weights) -> float:
    """The sum."""
    return sum(weight * measured[name] for name, weight in weights.items())


@lru_cache(maxsize=2)
def shipped(kind: str) -> Weights:
    """The weights that come with the application: `lexical` or `with_meaning`."""
    weights: Weights = json.loads(files("bot.matching").joinpath("ranking.json").read_text(encoding="utf-8"))[kind]
    return weights
