"""Which of many articles are likest a post: for finding, where no threshold has a say.

A sum of named likenesses, their weights learned by `python -m bot train --ranking` and kept in ranking.json.
"""

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from sys import intern
from typing import NamedTuple

from bot.language import search_keys, spelled_out
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
MEANINGS = ("title_meaning", "lead_meaning")  # cosines of an encoder's vectors, where there is one
ENGLISH = ("title_english", "lead_english")  # the same of a second encoder, which knows English alone
KINDS = {
    "lexical": LIKENESSES,
    "with_meaning": (*LIKENESSES, *MEANINGS),
    "with_english": (*LIKENESSES, *MEANINGS, *ENGLISH),
}
"""What is added up, by what there is to add: each kind has weights of its own."""
Weights = Mapping[str, float]

_PRIOR = 8.0  # of weight: what is short explains little
_PIECE = 4  # letters; with three and five as well it took thrice the time and told no more
_WORD = re.compile(r"\w+")
_HUMP = re.compile(r"(?<=[a-zа-яіїєґ])(?=[A-ZА-ЯІЇЄҐ])")  # #AustralianFires
_PASSAGES = 12  # of an article: what it is written from stands early


class Near(NamedTuple):
    """How near an article is to a post in meaning, as cosines; the last two where both are English."""

    title: float
    lead: float
    english_title: float | None = None
    english_lead: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An article that may be like a post, with what is known of the pair already."""

    article: Article
    said: float = 0.0  # the score of its verdict, 0 where it has none
    near: Near | None = None  # where there is an encoder


Keys = frozenset[str]


@dataclass(frozen=True, slots=True)
class Read:
    """The search keys of an article's parts, and the pieces of its head's words."""

    title: Keys
    head: Keys  # title and lead
    numbers: Keys  # of the head
    pieces: Keys
    passages: tuple[Keys, ...]
    whole: Keys


def pieces_of(text: str) -> Keys:
    """The pieces of a text's words: case forms, compounds and misspellings have most of them in common."""
    return frozenset[str]().union(*map(_pieces_of_word, set(_WORD.findall(_HUMP.sub(" ", text).lower()))))


@lru_cache(maxsize=16384)
def _pieces_of_word(word: str) -> tuple[str, ...]:
    word = f"_{word}_"
    return tuple(intern(word[at : at + _PIECE]) for at in range(max(1, len(word) + 1 - _PIECE)))


@lru_cache(maxsize=8192)
def _keys(text: str, language: str | None) -> Keys:
    return frozenset(map(intern, search_keys(text, language).split()))


def read_article(article: Article) -> Read:
    """What of an article is compared."""
    title, lead = _keys(article.title, article.language), _keys(article.lead, article.language)
    head = title | lead
    texts = [text for text in dict.fromkeys((article.lead, *article.text.split("\n\n"))) if text][:_PASSAGES]
    return Read(
        title=title,
        head=head,
        numbers=frozenset(key for key in head if key.startswith("d:") and len(key) > len("d:9")),
        pieces=pieces_of(f"{article.title}\n{article.lead}"),
        passages=tuple(_keys(text, article.language) for text in texts),
        whole=frozenset(article.keys.split()),
    )


Reader = Callable[[Article], Read]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A part of a post with its weight, which all articles are compared with."""

    keys: Keys
    rarity: Rarity
    weight: float

    @classmethod
    def of(cls, keys: Keys, rarity: Rarity) -> "_Asked":
        return cls(keys, rarity, weigh(keys, rarity))

    def beside(self, keys: Keys) -> tuple[float, float]:
        """What a part of an article shares with it, and that part itself, in weights."""
        return weigh(self.keys & keys, self.rarity), weigh(keys, self.rarity)

    def cosine(self, shared: float, own: float) -> float:
        """Of binary vectors, weighed by rarity."""
        whole = self.weight * own
        return shared / math.sqrt(whole) if whole else 0.0


def _explained(shared: float, own: float) -> float:
    """The share of a part that the post has."""
    return shared / (own + _PRIOR)


def measure(post: Post, field: Sequence[Seen], *, read: Reader = read_article) -> list[dict[str, float]]:
    """The likenesses of a post and each of a field of articles; of meaning only where all have one.

    Rarity is told from the field: a word that all its articles share tells none of them from the others.
    """
    articles = [read(seen.article) for seen in field]
    rarity = rarity_of(one.whole for one in articles)
    text = spelled_out(post.text)
    keys = _Asked.of(_keys(text, post.language), rarity)
    pieces = _Asked.of(pieces_of(text), rarity_of(one.pieces for one in articles))
    found = [_words(one, keys, pieces) | {"said": seen.said} for seen, one in zip(field, articles, strict=True)]
    return [one | more for one, more in zip(found, _meanings(field), strict=True)]


def _words(article: Read, keys: _Asked, pieces: _Asked) -> dict[str, float]:
    """The likenesses of words, and of pieces of words."""
    head = keys.beside(article.head)
    return {
        "cover": weigh(keys.keys & article.whole, keys.rarity) / (keys.weight or 1.0),
        "cosine": keys.cosine(*head),
        "explained": _explained(*head),
        "headline": _explained(*keys.beside(article.title)),
        "passage": max((_explained(*keys.beside(one)) for one in article.passages), default=0.0),
        "letters": pieces.cosine(*pieces.beside(article.pieces)),
        "numbers_missing": weigh(article.numbers - keys.keys, keys.rarity) / 10,
        "length": math.log1p(len(article.head)),
    }


def _meanings(field: Sequence[Seen]) -> list[dict[str, float]]:
    """Of each article the cosines that all have: those that some lack tell nothing of these."""
    named = (*MEANINGS, *ENGLISH)
    cosines = [dict(zip(named, seen.near or (), strict=False)) for seen in field]
    known = [name for name in named if all(one.get(name) is not None for one in cosines)]
    return [{name: one[name] or 0.0 for name in known} for one in cosines]


def kind_of(measured: Sequence[Mapping[str, float]]) -> str:
    """The richest kind whose likenesses all were measured, and for which weights were learned."""
    known = set(measured[0] if measured else LIKENESSES)
    return [kind for kind, names in KINDS.items() if known.issuperset(names) and kind in _shipped()][-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """An article beside a post: how like it is among others, and the share of the post that it covers."""

    article: Article
    likeness: float
    cover: float


def rank(post: Post, field: Sequence[Seen], *, read: Reader = read_article) -> list[Alike]:
    """Articles with their likeness, likest first; of those with the same words the first to publish.

    Copies are equally like the post, whatever marks they have around what is quoted: as like as the likest of them.
    """
    measured = measure(post, field, read=read)
    weights = shipped(kind_of(measured))
    best: dict[str, float] = {}
    for seen, one in zip(field, measured, strict=True):
        words = seen.article.keys
        best[words] = max(likeness(one, weights), best.get(words, -math.inf))
    rated = [
        Alike(article=seen.article, likeness=best[seen.article.keys], cover=one["cover"])
        for seen, one in zip(field, measured, strict=True)
    ]
    return sorted(rated, key=lambda alike: (-alike.likeness, alike.article.published_at, alike.article.id))


def likeness(measured: Mapping[str, float], weights: Weights) -> float:
    """The sum."""
    return sum(weight * measured[name] for name, weight in weights.items())


@lru_cache(maxsize=1)
def _shipped() -> Mapping[str, Weights]:
    values = json.loads(files("bot.matching").joinpath("ranking.json").read_text(encoding="utf-8"))
    return {kind: values[kind] for kind in KINDS if kind in values}


def shipped(kind: str) -> Weights:
    """The weights of a kind that come with the application."""
    return _shipped()[kind]
