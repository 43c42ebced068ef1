"""Where below its title and lead an article may recall a post: the few passages that are likest to it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.matching.dates import day_key, local_day
from bot.matching.far import times_of
from bot.matching.hours import is_told_in
from bot.matching.others import best_of_others
from bot.matching.reading import ArticleReading, Part, Reading
from storage.records import Post

_RATE_WEIGHT = 2.5  # beside halves of a cosine
_BACK_BONUS = 0.4
_DAY_BONUS = 1.0  # where it names the post's day
# That are looked at: the likest passage is often the news that a later post told. The second pass has more time.
_PLACES, _PLACES_MEANT = 2, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One passage of the body, seen from one post."""

    part: Part
    rate: float  # the share of the passage that the post explains
    lead: float  # over the likest other post; negative where another is liker
    shared: frozenset[str]
    own: frozenset[str]  # of what is shared, what no liker post has
    named_day: bool  # it names the post's day, and that is not the article's
    spoken_day: bool  # it names a day of which the post speaks, and that is neither's
    other_day: bool  # it names another day, and not the post's
    far: bool  # all times that it names are too far, and the post speaks of none of them
    spoken_far: bool  # the post does
    told_then: bool  # it names the part of the article's day in which the post came
    told_else: bool  # it names another part of that day alone
    late: float  # 0 the first passage, 1 the last


@dataclass(frozen=True, slots=True, kw_only=True)
class _Contest:
    """Posts that compete for the sentences of an article."""

    body: Sequence[Part]
    published_at: datetime
    today: str
    posts: Sequence[Reading]
    told: Sequence[Post]
    days: Sequence[str]
    twins: Sequence[frozenset[int]]
    rates: Sequence[Sequence[float]]  # by sentence, then by post
    near: Sequence[Sequence[float]]  # the same in meaning; none in the first pass
    best_others: dict[int, Sequence[float]] = field(default_factory=dict)  # by sentence, as far as asked

    def names_day(self, sentence: int, at: int) -> bool:
        """Whether a sentence names a post's day and that is not the article's."""
        return self.days[at] != self.today and self.days[at] in self.body[sentence].days

    def names_hour(self, sentence: int, at: int) -> bool | None:
        """Whether a sentence names the part of the article's day in which a post came; None where it names none."""
        part = self.body[sentence]
        if not part.parts or part.far or part.days - {self.today}:
            return None
        return any(is_told_in(one, self.told[at].sent_at, self.published_at) for one in part.parts)

    def shares_time(self, sentence: int, at: int) -> bool:
        """Whether a sentence and a post speak of the same far time: «у березні»."""
        far, post = self.body[sentence].far, self.told[at]
        return bool(far) and bool(far & (self.posts[at].dates | times_of(post.text, local_day(post.sent_at))))

    def points_back(self, sentence: int, at: int) -> bool:
        """Whether a sentence may recall a post."""
        if not self.rates[sentence][at]:
            return False
        says_so = self.body[sentence].says_so or self.names_day(sentence, at) or self.names_hour(sentence, at)
        return bool(says_so or self.shares_time(sentence, at))

    def worth(self, sentence: int, at: int) -> float:
        """How likely a sentence is to be the one that recalls a post."""
        meant = self.near[sentence][at] if self.near else 0.0
        bonus = _DAY_BONUS if self.names_day(sentence, at) else _BACK_BONUS
        return meant + _RATE_WEIGHT * self.rates[sentence][at] + bonus * self.points_back(sentence, at)

    def others(self, sentence: int, at: int) -> list[int]:
        """Whom a post competes with there. Whoever names the day speaks of no post of another day."""
        same_day = self.names_day(sentence, at)
        return [
            other
            for other in range(len(self.posts))
            if other != at and other not in self.twins[at] and not (same_day and self.days[other] != self.days[at])
        ]

    def lead(self, sentence: int, at: int) -> float:
        """How far a post is ahead there of the likest it competes with."""
        rates = self.rates[sentence]
        if self.names_day(sentence, at):
            return rates[at] - max((rates[other] for other in self.others(sentence, at)), default=0.0)
        if sentence not in self.best_others:
            self.best_others[sentence] = best_of_others(rates, self.twins)
        return rates[at] - self.best_others[sentence][at]

    def own(self, sentence: int, at: int) -> frozenset[str]:
        """What a sentence has of a post and of none that is liker."""
        rates = self.rates[sentence]
        shared = self.body[sentence].reading.keys & self.posts[at].keys
        if rates[at] == max(rates):
            return shared
        liker = (self.posts[other].keys for other in self.others(sentence, at) if rates[other] > rates[at])
        return shared.difference(*liker)

    def shared(self, best: int, at: int) -> frozenset[str]:
        """What a sentence, and those beside it that point back too, have of a post."""
        near = (beside for beside in (best - 1, best + 1) if 0 <= beside < len(self.body))
        recalling = [best, *(beside for beside in near if self.points_back(best, at) and self.points_back(beside, at))]
        return frozenset().union(*(self.body[sentence].reading.keys & self.posts[at].keys for sentence in recalling))


def find_places(  # noqa: PLR0917 - what a contest is made of, in its order
    article: ArticleReading,
    posts: Sequence[Reading],
    told: Sequence[Post],
    twins: Sequence[frozenset[int]],
    rates: Sequence[Sequence[float]],
    near: Sequence[Sequence[float]] = (),
) -> list[tuple[Place, ...]]:
    """The passages in which each of a field of rivals may be recalled, likeliest first; none where it is in no passage.

    `rates` say how like each sentence of the body is to each post in words, `near` how near in meaning.
    Where nobody says the latter those come first that point back, by a word, by the post's day or by its part of this
    one, and the likest among them.
    """
    contest = _Contest(
        body=article.body,
        published_at=article.article.published_at,
        today=day_key(article.article.published_at),
        posts=posts,
        told=told,
        days=[day_key(post.sent_at) for post in told],
        twins=twins,
        rates=rates,
        near=near,
    )
    return [tuple(_place(contest, at, sentence) for sentence in _likeliest(contest, at)) for at in range(len(posts))]


def _likeliest(contest: _Contest, at: int) -> list[int]:
    """The sentences in which a post may be recalled, the likeliest first."""
    rates = contest.rates
    if contest.near:
        worth = {sentence: contest.worth(sentence, at) for sentence in range(len(contest.body))}
        found = [sentence for sentence in worth if worth[sentence]]
        return sorted(found, key=lambda sentence: -worth[sentence])[:_PLACES_MEANT]
    found = [sentence for sentence in range(len(contest.body)) if rates[sentence][at]]
    return sorted(found, key=lambda sentence: (not contest.points_back(sentence, at), -rates[sentence][at]))[:_PLACES]


def _place(contest: _Contest, at: int, best: int) -> Place:
    body, rates = contest.body, contest.rates
    named, hour = contest.names_day(best, at), contest.names_hour(best, at)
    shares_time = contest.shares_time(best, at)
    spoken_of = body[best].days | body[best].reading.dates  # of any year
    spoken = bool((spoken_of - {contest.today}) & contest.posts[at].dates)
    known = {contest.today, contest.days[at], *contest.posts[at].dates}
    return Place(
        part=body[best],
        rate=rates[best][at],
        lead=contest.lead(best, at),
        shared=contest.shared(best, at),
        own=contest.own(best, at),
        named_day=named,
        spoken_day=spoken and not named,
        other_day=not named and bool(body[best].days - known),
        far=bool(body[best].far) and not shares_time,
        spoken_far=shares_time,
        told_then=hour is True,
        told_else=hour is False,
        late=best / (len(body) - 1) if len(body) > 1 else 0.0,
    )
