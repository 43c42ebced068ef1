"""What can be measured of an article and a post: numbers with names, from which a score is made."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.matching.rarity import Rarity
from bot.matching.reading import ArticleReading, Reading

_PASSAGE_PRIOR = 8.0  # weight that a passage must outgrow before its likeness counts in full
_SHORT_PRIOR = 4.0
_SAME_DAY_HOURS = 14.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """One article and one post. Shares lie between 0 and 1 and are weighted by rarity."""

    coverage: float  # of the post by the article's news
    headline: float  # of title and lead by the post
    passage: float  # of the news passage that is likest the post
    passage_lead: float  # that passage's likeness over the next post's; negative where another post is liker
    unshared: float  # weight of what no liker post explains, 1 at 20
    relative: float  # likeness over that of the likeliest post
    link: float  # 1 where the article links the post
    attribution: float  # 1 where it names the source
    longest_span: float  # words of the longest run, 1 at 12
    numbers: float  # weight of agreeing numbers, 1 at 10
    numbers_missing: float  # share of the post's numbers that the article lacks
    numbers_clash: float  # things counted with other numbers, 1 at 3
    names_missing: float  # share of the post's names that the article lacks
    names_clash: float  # 1 where one title goes with different names
    dates_clash: float  # 1 where both have dates and share none
    lag_hours_log: float  # log(1 + hours after the post)
    other_day: float  # 1 where it came more than 14 hours after the post
    early: float  # 1 where it came before the post


def weigh(keys: Iterable[str], rarity: Rarity) -> float:
    """The joint weight of terms."""
    return sum(map(rarity, keys))


def likeness(post: Reading, keys: frozenset[str], rarity: Rarity) -> float:
    """How much a text has of a post, long posts being no better off than short ones."""
    whole = weigh(post.keys, rarity)
    return weigh(post.keys & keys, rarity) / math.sqrt(whole) if whole else 0.0


def passage_likeness(passage: Reading, post: Reading, rarity: Rarity) -> float:
    """The share of a passage that a post explains; short passages count less."""
    return weigh(passage.keys & post.keys, rarity) / (weigh(passage.keys, rarity) + _PASSAGE_PRIOR)


@dataclass(frozen=True, slots=True)
class Passages:
    """For each post of a field of rivals: its best passage, and its lead there over the others."""

    best: tuple[float, ...]
    lead: tuple[float, ...]


def rate_passages(passages: Sequence[Reading], posts: Sequence[Reading], rarity: Rarity) -> Passages:
    """Let posts compete for each passage: a roundup gives each of its posts one."""
    best, lead = [0.0] * len(posts), [-1.0] * len(posts)
    for passage in passages:
        rates = [passage_likeness(passage, post, rarity) for post in posts]
        order = sorted(rates, reverse=True)
        for at, rate in enumerate(rates):
            rival = order[0] if rate < order[0] else (order[1] if len(order) > 1 else 0.0)
            best[at], lead[at] = max(best[at], rate), max(lead[at], rate - rival)
    return Passages(tuple(best), tuple(lead))


def clashing(one: Reading, two: Reading) -> tuple[frozenset[str], frozenset[str]]:
    """Numbers and names of the second text where the first has others for the same thing or title."""
    numbers = {
        number
        for unit, values in two.counted.items()
        if unit in one.counted and not values & one.counted[unit]
        for number in values - one.numbers
    }
    names = {
        name
        for title, values in two.titled.items()
        if title in one.titled and not values & one.titled[title]
        for name in values - one.keys
    }
    return frozenset(numbers), frozenset(names)


def _missing(wanted: frozenset[str], there: frozenset[str], rarity: Rarity) -> float:
    return weigh(wanted - there, rarity) / (weigh(wanted, rarity) + _SHORT_PRIOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a post stands among its rivals for one article."""

    passage: float
    passage_lead: float
    unshared: frozenset[str]
    relative: float


def measure(
    article: ArticleReading,
    post: Reading,
    standing: Standing,
    *,
    link: bool,
    attributed: bool,
    longest_words: int,
    lag_seconds: float | None,
    rarity: Rarity,
) -> Features:
    """All features of a pair. Without times the lag is taken for two hours, the usual one."""
    news = article.news
    hours = 2.0 if lag_seconds is None else lag_seconds / 3600
    numbers_clash, names_clash = clashing(post, news)
    return Features(
        coverage=weigh(news.keys & post.keys, rarity) / (weigh(post.keys, rarity) or 1.0),
        headline=weigh(article.head.keys & post.keys, rarity) / (weigh(article.head.keys, rarity) + _SHORT_PRIOR),
        passage=standing.passage,
        passage_lead=max(standing.passage_lead, -0.3),
        unshared=min(weigh(standing.unshared, rarity) / 20, 1.0),
        relative=standing.relative,
        link=float(link),
        attribution=float(attributed),
        longest_span=min(longest_words / 12, 1.0),
        numbers=min(weigh(news.numbers & post.numbers, rarity) / 10, 1.5),
        numbers_missing=_missing(post.numbers, news.keys, rarity),
        numbers_clash=min(len(numbers_clash) / 3, 1.0),
        names_missing=_missing(post.names, news.keys, rarity),
        names_clash=float(bool(names_clash)),
        dates_clash=float(bool(post.dates and news.dates and not post.dates & news.dates)),
        lag_hours_log=math.log1p(max(hours, 0.0)),
        other_day=float(hours > _SAME_DAY_HOURS),
        early=float(hours < 0),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundFeatures:
    """An article's background and a post, measured as in `Features`."""

    passage: float
    passage_lead: float
    coverage: float
    numbers: float
    names: float  # weight of agreeing names, 1 at 10
    attribution: float
    longest_span: float
    link: float
    news: float  # likeness of the article's news, over that of the likeliest post
    lag_hours_log: float


def measure_background(
    article: ArticleReading,
    post: Reading,
    news: Standing,
    standing: Standing,
    *,
    link: bool,
    attributed: bool,
    longest_words: int,
    lag_seconds: float | None,
    rarity: Rarity,
) -> BackgroundFeatures:
    """All features of an article's background and a post."""
    recalled = article.background
    hours = 24.0 if lag_seconds is None else lag_seconds / 3600
    return BackgroundFeatures(
        passage=standing.passage,
        passage_lead=max(standing.passage_lead, -0.3),
        coverage=weigh(recalled.keys & post.keys, rarity) / (weigh(post.keys, rarity) or 1.0),
        numbers=min(weigh(recalled.numbers & post.numbers, rarity) / 10, 1.5),
        names=min(weigh(recalled.keys & post.names, rarity) / 10, 1.5),
        attribution=float(attributed),
        longest_span=min(longest_words / 12, 1.0),
        link=float(link),
        news=news.relative,
        lag_hours_log=math.log1p(max(hours, 0.0)),
    )
