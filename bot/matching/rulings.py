"""What is ruled of each post of a field: what relation an article has to it, and how surely."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.matching.evidence import Found
from bot.matching.features import Features
from bot.matching.rarity import Rarity
from bot.matching.rivals import Rival
from bot.matching.score import Model
from bot.matching.together import are_recalled_together
from storage.records import Article, Band, Relation

_OWN_WORDS = 5  # in a row
_FAR = 0.4  # of a score
_LIKELY = 0.15  # a score: below it a post has little of what the article tells of the one that says the same
_THINKABLE = 0.05  # a score: below it a post is not recalled, whoever tells of the same
_SAME_PASSAGE = 0.4  # of the likeness that the other post has to its passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A rival with all that was measured of it: what a model learns from."""

    rival: Rival
    news: Found
    features: Features
    elsewhere: tuple[Features, ...] = ()  # with the rival's other places
    meaning: float | None = None  # how near it is to an encoder at any of its places, where one was asked
    is_worded: bool = True  # the news shares more with it than numbers and dates


@dataclass(frozen=True, slots=True)
class Compared:
    """An article beside its rivals, likest first, with how much each term says among them."""

    article: Article
    field: Sequence[Measured]
    rarity: Rarity


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What is said of a rival; the margin is over the next one in the same relation."""

    measured: Measured
    relation: Relation
    band: Band
    score: float
    margin: float | None

    @property
    def rival(self) -> Rival:
        """Whom it is about."""
        return self.measured.rival


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """A rival with its scores."""

    measured: Measured
    reports: float
    background: float

    @property
    def rival(self) -> Rival:
        return self.measured.rival

    @property
    def recalls(self) -> float:
        """How sure it is that it is recalled: less so where it may as well be reported."""
        return self.background * (1 - self.reports)


class _Scores(NamedTuple):
    """Those of a field, in its order."""

    reports: Sequence[float]
    recalls: Sequence[float]


def rule(field: Sequence[Measured], model: Model) -> list[Ruling]:
    """The rulings on a field of rivals, in its order."""
    scored = [_scored(one, model) for one in field]
    sure = [one for one in scored if _is_sure(one, model)]
    judged = [_joined(_shared(one, sure), sure) for one in scored] if sure else scored
    reported = [one for one in judged if one.reports >= model.reports.matched]
    scores = _Scores([one.reports for one in judged], [one.recalls for one in judged])
    return [_ruling(at, one, judged, scores, reported, model) for at, one in enumerate(judged)]


def _scored(one: Measured, model: Model) -> _Judged:
    """Where it would be recalled is where it is likeliest to be."""
    reports, background, best = model.scores(one.features, *one.elsewhere)
    if best:
        rival = replace(one.rival, places=(one.rival.places[best],))
        one = replace(one, rival=rival, features=one.elsewhere[best - 1], elsewhere=())
    return _Judged(measured=one, reports=reports, background=background)


def _is_sure(one: _Judged, model: Model) -> bool:
    """Whether what says the same in another channel may have a part in its score: not if it came after the article."""
    is_matched = one.reports >= model.reports.matched or one.recalls >= model.background.matched
    return is_matched and not one.measured.features.early


def _shared(one: _Judged, sure: Sequence[_Judged]) -> _Judged:
    """Raised to the score of the surest rival that says the same in another channel.

    A post that came after the article shares nothing: clocks err, but not where an earlier post explains all. Nor does
    one of which the article hardly has anything.
    """
    twins = one.rival.twins
    same = [other for other in sure if other.rival.post.id in twins and other is not one and _is_in_both(one, other)]
    if not same:
        return one
    if one.measured.features.early:
        return replace(one, reports=0.0)
    return replace(
        one,
        reports=_raised(one.reports, [other.reports for other in same]),
        background=_raised(one.background, [other.background for other in same]),
    )


def _joined(one: _Judged, sure: Sequence[_Judged]) -> _Judged:
    """Raised to the chance of the surest rival that is recalled in a sentence which tells of this one as well.

    What is likelier reported stays so.
    """
    if one.recalls < _THINKABLE or one.reports >= one.background or one.measured.features.early:
        return one
    others = (
        other.background
        for other in sure
        if other.background > max(other.reports, one.background) and are_recalled_together(one.rival, other.rival)
    )
    return replace(one, background=max(others, default=one.background))


def _is_in_both(one: _Judged, other: _Judged) -> bool:
    """Whether a post may have what the article has of the other: a repost says more, and it may be about that."""
    return one.measured.features.passage >= _SAME_PASSAGE * other.measured.features.passage


def _raised(own: float, others: Sequence[float]) -> float:
    return max((own, *others)) if own >= _LIKELY else own


def _is_outdone(one: _Judged, reported: Sequence[_Judged]) -> bool:
    """Whether the article surely reports another post of the same channel, and has nothing of this one's own.

    Whoever names a speaker would else seem to report whatever the speaker posted that day.
    """
    own = one.measured.features.link or one.measured.features.numbers or one.measured.news.longest >= _OWN_WORDS
    surer = (
        other.rival.channel.id == one.rival.channel.id and other.reports > one.reports + _FAR
        for other in reported
        if other is not one
    )
    return not own and any(surer)


def _only_counts(one: _Judged) -> bool:
    """Whether nothing but numbers speaks for it: «долар подешевшав на 7 копійок, євро – на 13» has those of many."""
    return not one.measured.is_worded and one.measured.meaning is None and not one.measured.features.link


def _is_explained(one: _Judged, field: Sequence[_Judged], model: Model) -> bool:
    """Whether the sentence that would recall a post surely recalls another one, and has nothing of this one's own."""
    place = one.rival.place
    return place is not None and any(
        other.rival.place is not None
        and other.rival.post.id not in one.rival.twins
        and other.recalls >= max(model.background.matched, one.recalls)
        and other.rival.place.part is place.part
        and place.shared <= other.rival.place.shared
        and not are_recalled_together(one.rival, other.rival)
        for other in field
        if other is not one
    )


def _is_retold(one: _Judged, reported: Sequence[_Judged]) -> bool:
    """Whether a later post that the article surely reports has all that the sentence shares with this one.

    Who tells of a talk about last night's 34 missiles names their number, and the article has it from there.
    """
    place = one.rival.place
    if place is None or place.part.marked:
        return False
    named = one.measured.features.place_source
    return any(
        not (named and other.rival.channel.id != one.rival.channel.id)
        and other.rival.post.sent_at > one.rival.post.sent_at
        and other.rival.post.id not in one.rival.twins
        and place.shared <= place.part.reading.keys & other.rival.told.keys
        for other in reported
        if other is not one
    )


def _margin(own: float, others: Sequence[float]) -> float | None:
    return round(own - max(others), 4) if others else None


def _ruling(  # noqa: PLR0917 - one of a field, and what is asked of the field for each
    at: int, one: _Judged, field: Sequence[_Judged], scores: _Scores, reported: Sequence[_Judged], model: Model
) -> Ruling:
    recalls = one.background > one.reports
    relation, scale = (Relation.BACKGROUND, model.background) if recalls else (Relation.REPORTS, model.reports)
    score = one.recalls if recalls else one.reports
    of_all = scores.recalls if recalls else scores.reports
    if recalls:
        outdone = _is_explained(one, field, model) or _is_retold(one, reported)
    else:
        outdone = _only_counts(one) or _is_outdone(one, reported)
    return Ruling(
        measured=one.measured,
        relation=relation,
        band=Band.NONE if outdone else scale.band(score),
        score=round(score, 4),
        margin=_margin(score, [*of_all[:at], *of_all[at + 1 :]]),
    )
