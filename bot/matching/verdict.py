"""Judging an article against the posts it may come from."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.matching.background import article_text
from bot.matching.evidence import find, gather, lag_of
from bot.matching.features import measure
from bot.matching.fidelity import check, settle, whole_sentences
from bot.matching.quotes import quotes
from bot.matching.rarity import Rarity, rarity_of
from bot.matching.reading import Reading, read_article, read_post
from bot.matching.rivals import rivals
from bot.matching.rulings import Measured, Ruling, rule
from bot.matching.score import Model, shipped
from storage.records import Article, Band, Channel, Evidence, Post, PostId, Relation, Verdict


def rarity_among(article: Article, candidates: Sequence[tuple[Post, Channel]]) -> Rarity:
    """Weights of terms from the article's candidates and its own news."""
    posts: list[Reading] = [read_post(post.text, post.language) for post, _ in candidates]
    return rarity_of(reading.keys for reading in (*posts, read_article(article).news))


def compare(
    article: Article, candidates: Sequence[tuple[Post, Channel]], *, rarity: Rarity, about: PostId | None = None
) -> list[Measured]:
    """The candidates worth exact work with all that was measured, likest first; see `judge` for `about`."""
    reading = read_article(article)
    found: list[Measured] = []
    for rival in rivals(reading, candidates, rarity, about=about):
        news = find(reading, rival, Relation.REPORTS)
        attributed = news.attributed is not None
        features = measure(reading, rival, attributed=attributed, longest_words=news.longest, rarity=rarity)
        found.append(Measured(rival=rival, news=news, features=features))
    return found


def decide(article: Article, field: Sequence[Measured], *, rarity: Rarity, model: Model) -> list[Verdict]:
    """The verdicts on a field of rivals, surest first; those of band `none` have no evidence to speak of."""
    rulings = rule(field, model)
    silent = [_silent(article, one) for one in rulings if one.band is Band.NONE]
    said = _said(article, [one for one in rulings if one.band is not Band.NONE], rarity)
    return sorted((*said, *silent), key=lambda verdict: -verdict.score)


def judge(
    article: Article,
    candidates: Sequence[tuple[Post, Channel]],
    *,
    rarity: Rarity | None = None,
    about: PostId | None = None,
) -> list[Verdict]:
    """What is to be said of an article and each post that may be behind it, surest first, band `none` too.

    Candidates compete, so give all posts of the window that storage finds, not one. An article may report several.
    `about` names the one post that is asked about: where it is not worth exact work, nothing is said of any.
    """
    rarity = rarity or rarity_among(article, candidates)
    return decide(article, compare(article, candidates, rarity=rarity, about=about), rarity=rarity, model=shipped())


def _said(article: Article, rulings: Sequence[Ruling], rarity: Rarity) -> Iterator[Verdict]:
    """What is shown: with evidence, and with what of each post is quoted, and how faithfully."""
    text = article_text(article)
    quoted = quotes(text)
    posts = (one.rival.post for one in rulings)
    settled = settle([check(text, quoted, post.text, language=post.language) for post in posts])
    for one, quotations in zip(rulings, settled, strict=True):
        sentences = whole_sentences(text, quoted, quotations)
        evidence = replace(_evidence(article, one, rarity), quotations=quotations, sentences=sentences)
        yield _verdict(article, one, evidence)


def _silent(article: Article, one: Ruling) -> Verdict:
    lag = lag_of(read_article(article), one.rival)
    return _verdict(article, one, Evidence(lag_seconds=lag, margin=one.margin, meaning=one.measured.meaning))


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
