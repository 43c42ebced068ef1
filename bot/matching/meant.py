"""What an encoder adds to what is measured: how near posts are to an article in meaning, and how far ahead of others.

Pure: whoever has an encoder says how near the pieces of posts are to the pieces of the article that `pieces_of` names,
seen from the middle of their languages: there, what has nothing in common is about 0.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.matching.background import Role, passages
from bot.matching.features import Features, hours_between
from bot.matching.lines import lines_of
from bot.matching.placed import of_place
from bot.matching.places import Place, find_places
from bot.matching.rarity import Rarity
from bot.matching.reading import ArticleReading, read_article
from bot.matching.rivals import Rival
from bot.matching.rulings import Compared, Measured
from bot.matching.shares import Share, share_out
from bot.matching.weights import passage_likenesses
from storage.records import Article, Post

FAR = 0.0
"""What is farther has nothing in common either."""
HALF = 0.5  # features are counted in halves of a cosine, as those of words and of meaning are then of one size
_MOST_LEAD = 1.5
_PASSAGES = 12  # of the news: what it is written from stands early
_FIRST, _LAST = 40, 20  # sentences of a live report, which has hundreds
_RATE_WEIGHT = 1.5  # of shared words, beside halves of a cosine, where sentences are shared out
_SHARE_BAR = 1.0
_SHARE_SHARPNESS = 6.0
_RATIO_PRIOR = 0.05

_MARKS = re.compile(r"^\W+|\W+$")


class Piece(NamedTuple):
    """A text that has a meaning of its own, with the language of what it is a piece of, if that is known."""

    text: str
    language: str | None


Nearness = Mapping[str, Mapping[str, float]]
"""By text of a piece of the article, then of a post: their cosine, seen from the middle of their languages."""
Rows = Sequence[Sequence[float]]
"""By text of the article, then by post: a cosine."""


def pieces_of(compared: Compared) -> tuple[list[Piece], list[Piece]]:
    """The pieces of posts and of the article that are to be compared, each text once."""
    asked = (piece for one in compared.field for piece in pieces_of_post(one.rival.post))
    return list({piece.text: piece for piece in asked}.values()), pieces_of_article(compared.article)


def pieces_of_post(post: Post) -> list[Piece]:
    """The whole, and its lines."""
    return [Piece(text, post.language) for text in dict.fromkeys((post.text, *lines_of(post.text)))]


def pieces_of_article(article: Article) -> list[Piece]:
    """Title, lead, paragraphs of the news, and the sentences of the body, as one clause may recall a post.

    Of a very long article those in the middle are left out: they count as far.
    """
    reading = read_article(article)
    body = _sentences(reading)
    sentences = body if len(body) <= _FIRST + _LAST else (*body[:_FIRST], *body[-_LAST:])
    return [Piece(text, article.language) for text in dict.fromkeys((*_news(reading), *sentences))]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meaning:
    """An article beside a field in meaning: posts whole, and by their nearest line."""

    news: Rows  # whole posts by title, lead and paragraphs
    news_lines: Rows
    head_lines: Rows
    body: Rows
    body_lines: Rows


def add_meaning(compared: Compared, near: Nearness) -> Compared:
    """The field with what its posts mean beside the article; `near` has the pieces of `pieces_of`."""
    article, field, rarity = compared.article, compared.field, compared.rarity
    reading = read_article(article)
    meaning = _meaning(reading, field, near)
    twins = _twins(field)
    told = [one.rival.told for one in field]
    rates = [passage_likenesses(part.reading, told, rarity) for part in reading.body]
    lines = [[_halves(cosine) for cosine in row] for row in meaning.body_lines]
    shares = _shares(reading, rates, lines, twins)
    places = find_places(reading, told, [one.rival.post for one in field], twins, rates, lines)
    rivals = [replace(one.rival, places=of_one) for one, of_one in zip(field, places, strict=True)]
    found = []
    for at, (one, rival) in enumerate(zip(field, rivals, strict=True)):
        meant = _Meant(at, _others(at, field), shares[at])
        features, *elsewhere = _features(meaning, meant, one.features, rival, reading, rarity)
        nearest = round(
            max(_nearest(meaning, meant, _sentence(reading, place)) for place in rival.places or (None,)), 3
        )
        found.append(replace(one, rival=rival, features=features, elsewhere=tuple(elsewhere), meaning=nearest))
    return replace(compared, field=found)


@dataclass(frozen=True, slots=True)
class _Meant:
    """One post of a field."""

    at: int
    others: Sequence[int]
    share: Share


def _shares(reading: ArticleReading, rates: Rows, lines: Rows, twins: Sequence[frozenset[int]]) -> Sequence[Share]:
    """Of the article's sentences, by words and by meaning."""
    worth = [
        [line + _RATE_WEIGHT * rate for line, rate in zip(row, of_words, strict=True)]
        for row, of_words in zip(lines, rates, strict=True)
    ]
    back = [part.says_so for part in reading.body]
    return share_out(worth, twins, back, bar=_SHARE_BAR, sharpness=_SHARE_SHARPNESS)


def _features(  # noqa: PLR0917 - what is known of one of a field, and of the article
    meaning: _Meaning, meant: _Meant, words: Features, rival: Rival, reading: ArticleReading, rarity: Rarity
) -> Iterator[Features]:
    """Of a rival, with each of its places, of which it may have none."""
    hours = hours_between(reading.article, rival.post)
    same = _of_news(meaning, meant) | _of_body(meaning, meant)
    for place in rival.places or (None,):
        sentence = _sentence(reading, place)
        yield replace(
            words,
            **of_place(rival, place, rarity, hours=hours, digest=words.digest),
            **same,
            **_of_sentence(meaning, meant, sentence, words),
        )


def _of_news(meaning: _Meaning, one: _Meant) -> dict[str, float]:
    best = [max(column, default=FAR) for column in zip(*meaning.news, strict=True)]
    return {
        "near": _halves(best[one.at]) if best else 0.0,
        "near_lead": _lead([best] if best else (), one),
        "near_passage_lead": _lead(meaning.news, one),
        "near_line": _halves(_most(meaning.news_lines, one)),
        "near_head_lead": _lead(meaning.head_lines, one),
        "near_share": one.share.own / (one.share.own + one.share.following + _RATIO_PRIOR),
    }


def _of_body(meaning: _Meaning, one: _Meant) -> dict[str, float]:
    every = [_halves(row[one.at]) for row in meaning.body_lines]
    return {
        "near_sentence": _halves(_most(meaning.body, one)),
        "near_lines": math.fsum(every) / len(every) if every else 0.0,
        "near_back_share": one.share.back,
        "near_part": max(one.share.parts, default=0.0),
    }


def _of_sentence(meaning: _Meaning, one: _Meant, sentence: int | None, words: Features) -> dict[str, float]:
    place = [meaning.body[sentence]] if sentence is not None else ()
    lines = [meaning.body_lines[sentence]] if sentence is not None else ()
    lead, line = _lead(lines, one), _halves(_most(lines, one))
    return {
        "near_any": _halves(_nearest(meaning, one, sentence)),
        "near_place_part": 0.0 if sentence is None else one.share.parts[sentence],
        "near_place_lead": _lead(place, one),
        "near_place_line": line,
        "near_place_line_lead": lead,
        "near_place_line_ahead": max(lead, 0.0),
        "near_place_line_late": words.lag_hours_log * lead,
        "near_digest_line": words.digest * line,
        "near_digest_lead": words.digest * lead,
    }


def _nearest(meaning: _Meaning, one: _Meant, sentence: int | None) -> float:
    place = meaning.body[sentence][one.at] if sentence is not None else FAR
    return max(_most(meaning.news, one), place)


def _most(rows: Rows, one: _Meant) -> float:
    return max((row[one.at] for row in rows), default=FAR)


def _meaning(reading: ArticleReading, field: Sequence[Measured], near: Nearness) -> _Meaning:
    posts = [one.rival.post.text for one in field]
    news, body = _news(reading), _sentences(reading)
    head = [text for text in dict.fromkeys((reading.article.title, reading.article.lead)) if text]

    def nearest(texts: Sequence[str], pieces: Sequence[Sequence[str]]) -> Rows:
        far = [FAR] * len(posts)
        return [[max(near[text][one] for one in each) for each in pieces] if text in near else far for text in texts]

    whole, lines = [(post,) for post in posts], [lines_of(post) for post in posts]
    return _Meaning(
        news=nearest(news, whole),
        news_lines=nearest(news, lines),
        head_lines=nearest(head, lines),
        body=nearest(body, whole),
        body_lines=nearest(body, lines),
    )


def _halves(cosine: float) -> float:
    return max(cosine - FAR, 0.0) / HALF


def _twins(field: Sequence[Measured]) -> list[frozenset[int]]:
    places = {one.rival.post.id: at for at, one in enumerate(field)}
    return [frozenset(places[twin] for twin in one.rival.twins if twin in places) for one in field]


def _others(at: int, field: Sequence[Measured]) -> list[int]:
    """Whom a post competes with: not with what says the same in another channel."""
    same = {field[at].rival.post.id, *field[at].rival.twins}
    return [other for other, one in enumerate(field) if one.rival.post.id not in same]


def _lead(rows: Rows, one: _Meant) -> float:
    """How much nearer a post is than the nearest other, in the text where that is most."""
    leads = (row[one.at] - max((row[other] for other in one.others), default=FAR) for row in rows)
    return min(max(max(leads, default=-math.inf) / HALF, -_MOST_LEAD), _MOST_LEAD)


def _news(reading: ArticleReading) -> list[str]:
    article = reading.article
    news = (reading.text[one.start : one.end].strip() for one in passages(article) if one.role is Role.NEWS)
    texts = (text for text in (article.title, article.lead, *news) if text)
    return list(dict.fromkeys(texts))[:_PASSAGES]


def _sentences(reading: ArticleReading) -> list[str]:
    """The sentences of the body; one that is a paragraph is that paragraph's text, and needs no vector of its own."""
    paragraphs = {_MARKS.sub("", text): text for text in _news(reading)}
    found = (reading.text[part.reading.words[0].start : part.reading.words[-1].end] for part in reading.body)
    return [paragraphs.get(sentence, sentence) for sentence in found]


def _sentence(reading: ArticleReading, place: Place | None) -> int | None:
    return None if place is None else next(at for at, part in enumerate(reading.body) if part is place.part)
