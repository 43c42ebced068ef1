"""Judging an article against the posts it may come from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.language import fold
from bot.matching.evidence import Found, find, gather, lag_of
from bot.matching.features import BackgroundFeatures, Features, measure, measure_background, weigh
from bot.matching.rarity import Rarity, rarity_of
from bot.matching.reading import ArticleReading, Reading, read_article, read_post
from bot.matching.rivals import Rival, rivals
from bot.matching.score import MATCHED, band_of, score_background, score_reports
from bot.matching.spans import runs
from storage.records import Article, Band, Channel, Post, Relation, Verdict

_SAME_SECONDS = 24 * 3600
_SAME_WORDS = 0.3  # of the shorter post, in runs of four and more
_OWN_WORDS = 5  # in a row
_FAR = 0.4  # of a score
_SAME_WEIGHT = 0.5  # of the lighter post's terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A rival with all that was measured of it."""

    rival: Rival
    news: Found
    features: Features
    reports: float
    background: float  # 0 where the article recalls nothing
    recalled: Found | None
    background_features: BackgroundFeatures | None


def _judge_rival(article: ArticleReading, rival: Rival, rarity: Rarity) -> Judged:
    news = find(article, rival, Relation.REPORTS)
    features = measure(
        article,
        rival.reading,
        rival.news,
        link=rival.linked,
        attributed=news.attributed is not None,
        longest_words=news.longest,
        lag_seconds=lag_of(article, rival),
        rarity=rarity,
    )
    judged = Judged(
        rival=rival,
        news=news,
        features=features,
        reports=score_reports(features),
        background=0.0,
        recalled=None,
        background_features=None,
    )
    return _recall(article, judged, rarity) if article.background.keys & rival.reading.keys else judged


def _recall(article: ArticleReading, judged: Judged, rarity: Rarity) -> Judged:
    rival = judged.rival
    recalled = find(article, rival, Relation.BACKGROUND)
    features = measure_background(
        article,
        rival.reading,
        rival.news,
        rival.background,
        link=rival.linked,
        attributed=recalled.attributed is not None,
        longest_words=recalled.longest,
        lag_seconds=lag_of(article, rival),
        rarity=rarity,
    )
    return replace(judged, recalled=recalled, background_features=features, background=score_background(features))


@lru_cache(maxsize=1024)
def _shared_words(one: str, two: str) -> float:
    """The share of the shorter of two posts that stands in the other in runs of words."""
    first = [fold(word.text) for word in read_post(one, None).words]
    second = [fold(word.text) for word in read_post(two, None).words]
    shared = sum(length for _, _, length in runs(first, second))
    return shared / (min(len(first), len(second)) or 1)


def _is_same_statement(one: Rival, two: Rival, rarity: Rarity) -> bool:
    """Whether two channels posted one statement with light edits: an article of one is then an article of both."""
    apart = abs((one.post.sent_at - two.post.sent_at).total_seconds())
    if one.channel.id == two.channel.id or apart > _SAME_SECONDS:
        return False
    lighter = min(weigh(one.reading.keys, rarity), weigh(two.reading.keys, rarity)) or 1.0
    if weigh(one.reading.keys & two.reading.keys, rarity) < _SAME_WEIGHT * lighter:
        return False
    return _shared_words(one.post.text, two.post.text) >= _SAME_WORDS


def _shared_score(one: Judged, field: Sequence[Judged], rarity: Rarity) -> float:
    """The score of the surest matched rival that says the same.

    A post that came after the article shares nothing: clocks err, but not where an earlier post explains all.
    """
    matched = [other for other in field if other.reports >= MATCHED and not other.features.early and other is not one]
    same = [other.reports for other in matched if _is_same_statement(one.rival, other.rival, rarity)]
    if one.features.early:
        return one.reports / 2 if same else one.reports
    return max((one.reports, *same))


def _margin(own: float, others: Sequence[float]) -> float | None:
    return round(own - max(others), 4) if others else None


def _is_outdone(one: Judged, field: Sequence[Judged]) -> bool:
    """Whether the article surely reports another post of the same channel, and has nothing of this one's own.

    Whoever names a speaker would else seem to report whatever the speaker posted that day.
    """
    own = one.features.link or one.features.numbers or one.news.longest >= _OWN_WORDS
    surer = (
        other.rival.channel.id == one.rival.channel.id
        and other.reports >= MATCHED
        and other.reports > one.reports + _FAR
        for other in field
        if other is not one
    )
    return not own and any(surer)


def _verdict(article: ArticleReading, one: Judged, field: Sequence[Judged], rarity: Rarity) -> Verdict:
    recalls = one.recalled is not None and one.reports < MATCHED and one.background > one.reports
    relation = Relation.BACKGROUND if recalls else Relation.REPORTS
    score = one.background if recalls else one.reports
    found = one.recalled if recalls and one.recalled else one.news
    others = [other.background if recalls else other.reports for other in field if other is not one]
    evidence = gather(article, one.rival, relation, found, rarity)
    return Verdict(
        post_id=one.rival.post.id,
        article_id=article.article.id,
        relation=relation,
        band=Band.NONE if not recalls and _is_outdone(one, field) else band_of(score),
        score=round(score, 4),
        evidence=replace(evidence, margin=_margin(score, others)),
    )


def rarity_among(article: Article, candidates: Sequence[tuple[Post, Channel]]) -> Rarity:
    """Weights of terms from the article's candidates and its own news."""
    posts: list[Reading] = [read_post(post.text, post.language) for post, _ in candidates]
    return rarity_of(reading.keys for reading in (*posts, read_article(article).news))


def compare(article: Article, candidates: Sequence[tuple[Post, Channel]], *, rarity: Rarity) -> list[Judged]:
    """The candidates worth exact work with all that was measured, surest first: what a model learns from."""
    reading = read_article(article)
    judged = [_judge_rival(reading, rival, rarity) for rival in rivals(reading, candidates, rarity)]
    shared = [replace(one, reports=_shared_score(one, judged, rarity)) for one in judged]
    return sorted(shared, key=lambda one: (-one.reports, -one.features.relative))


def judge(
    article: Article, candidates: Sequence[tuple[Post, Channel]], *, rarity: Rarity | None = None
) -> list[Verdict]:
    """What is to be said of an article and each post that may be behind it, surest first, band `none` too.

    Candidates compete, so give all posts of the window that storage finds, not one. An article may report several.
    """
    rarity = rarity or rarity_among(article, candidates)
    field = compare(article, candidates, rarity=rarity)
    verdicts = [_verdict(read_article(article), one, field, rarity) for one in field]
    return sorted(verdicts, key=lambda verdict: -verdict.score)
