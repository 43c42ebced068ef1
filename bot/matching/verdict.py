"""Judging an article against the posts it may come from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.matching.background import article_text
from bot.matching.evidence import Found, find, gather
from bot.matching.features import Features, measure
from bot.matching.fidelity import check, settle, whole_sentences
from bot.matching.quotes import quotes
from bot.matching.rarity import Rarity, rarity_of
from bot.matching.reading import Reading, read_article, read_post
from bot.matching.rivals import Rival, rivals
from bot.matching.score import Model, shipped
from bot.matching.stories import is_same_statement
from storage.records import Article, Band, Channel, Post, PostId, Relation, Verdict

_OWN_WORDS = 5  # in a row
_FAR = 0.4  # of a score


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A rival with all that was measured of it: what a model learns from."""

    rival: Rival
    news: Found
    features: Features


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """A rival with its scores."""

    measured: Measured
    reports: float
    background: float

    @property
    def rival(self) -> Rival:
        return self.measured.rival


def rarity_among(article: Article, candidates: Sequence[tuple[Post, Channel]]) -> Rarity:
    """Weights of terms from the article's candidates and its own news."""
    posts: list[Reading] = [read_post(post.text, post.language) for post, _ in candidates]
    return rarity_of(reading.keys for reading in (*posts, read_article(article).news))


def compare(article: Article, candidates: Sequence[tuple[Post, Channel]], *, rarity: Rarity) -> list[Measured]:
    """The candidates worth exact work with all that was measured, likest first."""
    reading = read_article(article)
    found: list[Measured] = []
    for rival in rivals(reading, candidates, rarity):
        news = find(reading, rival, Relation.REPORTS)
        attributed = news.attributed is not None
        features = measure(reading, rival, attributed=attributed, longest_words=news.longest, rarity=rarity)
        found.append(Measured(rival=rival, news=news, features=features))
    return found


def decide(article: Article, field: Sequence[Measured], *, rarity: Rarity, model: Model) -> list[Verdict]:
    """The verdicts on a field of rivals, surest first."""
    scored = [
        _Judged(
            measured=one, reports=model.reports.score(one.features), background=model.background.score(one.features)
        )
        for one in field
    ]
    judged = [_shared(one, scored, rarity, model) for one in scored]
    verdicts = [_verdict(article, one, judged, rarity, model) for one in judged]
    posts = {one.rival.post.id: one.rival.post for one in field}
    return sorted(_with_quotations(article, verdicts, posts), key=lambda verdict: -verdict.score)


def judge(
    article: Article, candidates: Sequence[tuple[Post, Channel]], *, rarity: Rarity | None = None
) -> list[Verdict]:
    """What is to be said of an article and each post that may be behind it, surest first, band `none` too.

    Candidates compete, so give all posts of the window that storage finds, not one. An article may report several.
    """
    rarity = rarity or rarity_among(article, candidates)
    return decide(article, compare(article, candidates, rarity=rarity), rarity=rarity, model=shipped())


def _with_quotations(article: Article, verdicts: Sequence[Verdict], posts: Mapping[PostId, Post]) -> Iterator[Verdict]:
    """With what of the posts that will be shown is quoted, and how faithfully."""
    text = article_text(article)
    quoted = quotes(text)
    shown = [one for one in verdicts if one.band is not Band.NONE]
    of_them = (posts[one.post_id] for one in shown)
    settled = settle([check(text, quoted, post.text, language=post.language) for post in of_them])
    yield from (one for one in verdicts if one.band is Band.NONE)
    for one, quotations in zip(shown, settled, strict=True):
        sentences = whole_sentences(text, quoted, quotations)
        yield replace(one, evidence=replace(one.evidence, quotations=quotations, sentences=sentences))


def _scored(one: Measured, model: Model) -> _Judged:
    reports, background = model.reports.score(one.features), model.background.score(one.features)
    return _Judged(measured=one, reports=reports, background=background)


def _shared(one: _Judged, field: Sequence[_Judged], rarity: Rarity, model: Model) -> _Judged:
    """Raised to the score of the surest rival that says the same in another channel.

    A post that came after the article shares nothing: clocks err, but not where an earlier post explains all.
    """
    sure = (
        other
        for other in field
        if other is not one
        and not other.measured.features.early
        and (other.reports >= model.reports.matched or other.background >= model.background.matched)
    )
    same = [other for other in sure if is_same_statement(one.rival, other.rival, rarity)]
    if one.measured.features.early:
        return replace(one, reports=one.reports / 2 if same else one.reports)
    return replace(
        one,
        reports=max((one.reports, *(other.reports for other in same))),
        background=max((one.background, *(other.background for other in same))),
    )


def _is_outdone(one: _Judged, field: Sequence[_Judged], model: Model) -> bool:
    """Whether the article surely reports another post of the same channel, and has nothing of this one's own.

    Whoever names a speaker would else seem to report whatever the speaker posted that day.
    """
    own = one.measured.features.link or one.measured.features.numbers or one.measured.news.longest >= _OWN_WORDS
    surer = (
        other.rival.channel.id == one.rival.channel.id
        and other.reports >= model.reports.matched
        and other.reports > one.reports + _FAR
        for other in field
        if other is not one
    )
    return not own and any(surer)


def _margin(own: float, others: Sequence[float]) -> float | None:
    return round(own - max(others), 4) if others else None


def _verdict(article: Article, one: _Judged, field: Sequence[_Judged], rarity: Rarity, model: Model) -> Verdict:
    recalls = one.reports < model.reports.matched and one.background > one.reports
    relation, scale = (Relation.BACKGROUND, model.background) if recalls else (Relation.REPORTS, model.reports)
    score = one.background if recalls else one.reports
    reading = read_article(article)
    found = find(reading, one.rival, relation) if recalls else one.measured.news
    others = [other.background if recalls else other.reports for other in field if other is not one]
    evidence = gather(reading, one.rival, relation, found, rarity)
    return Verdict(
        post_id=one.rival.post.id,
        article_id=article.id,
        relation=relation,
        band=Band.NONE if not recalls and _is_outdone(one, field, model) else scale.band(score),
        score=round(score, 4),
        evidence=replace(evidence, margin=_margin(score, others)),
    )
