"""Judging an article against the posts it may come from."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from bot.matching.background import article_text
from bot.matching.evidence import find, gather, lag_of
from bot.matching.features import elsewhere, measure
from bot.matching.fidelity import check, settle, whole_sentences
from bot.matching.quotes import quotes
from bot.matching.rarity import Rarity, rarity_of
from bot.matching.reading import ArticleReading, Reading, read_article, read_post
from bot.matching.rivals import rivals
from bot.matching.rulings import Compared, Measured, Ruling, rule
from bot.matching.score import Model, shipped
from bot.matching.wordings import as_read_by
from storage.records import (
    Article,
    Band,
    Channel,
    Evidence,
    Fidelity,
    Post,
    PostId,
    Quotation,
    Relation,
    Verdict,
)

Candidate = tuple[Post, Channel]

_COUNTS = "dt"  # what keys of numbers and dates begin with
_KEPT = 64
"""Articles: the second pass has in hand what the first one left in doubt a moment ago, with the same candidates."""


def _rarity_among(article: Article, candidates: Sequence[Candidate]) -> Rarity:
    """Weights of terms from the article's candidates and its own news."""
    posts: list[Reading] = [read_post(post.text, post.language) for post, _ in candidates]
    return rarity_of(reading.keys for reading in (*posts, read_article(article).news))


def compare(article: Article, candidates: Sequence[Candidate], *, about: PostId | None = None) -> Compared:
    """The candidates worth exact work with all that was measured, likest first; see `judge` for `about`.

    Each is seen in the wording that the article was written from.
    """
    read = tuple((as_read_by(article, post), channel) for post, channel in candidates)
    return _measured(article, read, about) if about is not None else _compared(article, read)


@lru_cache(maxsize=_KEPT)
def _compared(article: Article, candidates: tuple[Candidate, ...]) -> Compared:
    return _measured(article, candidates, None)


def _measured(article: Article, candidates: Sequence[Candidate], about: PostId | None) -> Compared:
    reading, rarity = read_article(article), _rarity_among(article, candidates)
    found: list[Measured] = []
    for rival in rivals(reading, candidates, rarity, about=about):
        news = find(reading, rival, Relation.REPORTS)
        attributed = news.attributed is not None
        features = measure(reading, rival, attributed=attributed, longest_words=news.longest, rarity=rarity)
        is_worded = any(key[0] not in _COUNTS for key in reading.news.keys & rival.reading.keys)
        other = elsewhere(features, reading, rival, rarity)
        found.append(Measured(rival=rival, news=news, features=features, elsewhere=other, is_worded=is_worded))
    return Compared(article, found, rarity)


def decide(compared: Compared, model: Model) -> list[Verdict]:
    """The verdicts on the rivals, surest first; those of band `none` have no evidence to speak of."""
    rulings = rule(compared.field, model)
    reading = read_article(compared.article)
    silent = [_silent(reading, one) for one in rulings if one.band is Band.NONE]
    said = _said(compared.article, [one for one in rulings if one.band is not Band.NONE], compared.rarity)
    return sorted((*said, *silent), key=lambda verdict: -verdict.score)


def judge(article: Article, candidates: Sequence[Candidate], *, about: PostId | None = None) -> list[Verdict]:
    """What is to be said of an article and each post that may be behind it, surest first, band `none` too.

    Candidates compete, so give all posts of the window that storage finds, not one. An article may report several.
    `about` names the one post that is asked about: where it is not worth exact work, nothing is said of any.
    """
    return decide(compare(article, candidates, about=about), shipped())


def _said(article: Article, rulings: Sequence[Ruling], rarity: Rarity) -> Iterator[Verdict]:
    """What is shown: with evidence, and with what of each post is quoted, and how faithfully."""
    text = article_text(article)
    quoted = quotes(text)
    posts = (one.rival.post for one in rulings)
    settled = settle([check(text, quoted, post.text, language=post.language) for post in posts])
    for one, quotations in zip(rulings, settled, strict=True):
        sentences = whole_sentences(text, quoted, quotations, one.rival.post.text)
        evidence = replace(
            _evidence(article, one, rarity),
            quotations=tuple(quotation for quotation in quotations if _concerns(quotation, one.relation)),
            sentences=sentences,
            superseded=one.rival.post.superseded,
        )
        yield _verdict(article, one, evidence)


def _concerns(quotation: Quotation, relation: Relation) -> bool:
    """Whether a quotation that was not compared may be of a post: of one that is only recalled hardly."""
    return relation is Relation.REPORTS or quotation.fidelity is not Fidelity.UNCOMPARED


def _silent(reading: ArticleReading, one: Ruling) -> Verdict:
    lag = lag_of(reading, one.rival)
    return _verdict(reading.article, one, Evidence(lag_seconds=lag, margin=one.margin, meaning=one.measured.meaning))


def _evidence(article: Article, one: Ruling, rarity: Rarity) -> Evidence:
    reading = read_article(article)
    recalls = one.relation is Relation.BACKGROUND
    found = find(reading, one.rival, one.relation) if recalls else one.measured.news
    evidence = gather(reading, one.rival, one.relation, found, rarity)
    return replace(evidence, margin=one.margin, meaning=one.measured.meaning)


def _verdict(article: Article, one: Ruling, evidence: Evidence) -> Verdict:
    return Verdict(
        post_id=one.rival.post.id,
        article_id=article.id,
        relation=one.relation,
        band=one.band,
        score=one.score,
        evidence=evidence,
    )
