"""The posts that compete for an article: which few are worth exact work, and how they stand to each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from operator import attrgetter
from typing import NamedTuple

from bot.matching.aliases import names_of
from bot.matching.dates import day_key
from bot.matching.places import Place, find_places
from bot.matching.rarity import Rarity
from bot.matching.reading import ArticleReading, Reading, read_post
from bot.matching.shares import Share, share_out
from bot.matching.standings import Standing, rate_passages, standings
from bot.matching.stories import Statement, is_same_statement
from bot.matching.weights import likeness, passage_likenesses, weigh
from storage.records import Channel, Post, PostId

KEPT = 12  # exact evidence for fifty took 194 ms; an article reports at most about six posts
KEPT_OF_A_DIGEST = 24  # which reports a dozen, each in a sentence
KEPT_FOR_BACKGROUND = 6
_SHARE_BAR = 0.22  # of a sentence's weight: what shares less is explained by no post
_SHARE_SHARPNESS = 14.0

_Twins = Sequence[frozenset[int]]


@dataclass(frozen=True, slots=True)
class Rival:
    """A post that may be behind an article, likest first."""

    post: Post
    channel: Channel
    reading: Reading
    told: Reading  # with the names of its author, as a sentence that recalls it has: «Сазонов вийшов із фракції»
    linked: bool
    announces: bool  # it names the article's day, which is not its own
    news: Standing
    places: tuple[Place, ...]  # in which it may be recalled, likeliest first
    whole: float  # the weight of all its terms
    share: Share  # of the article's sentences, by words
    head_share: float  # of title and lead
    twins: frozenset[PostId]  # the rivals that are the same statement in other channels

    @property
    def place(self) -> Place | None:
        """The likeliest of its places."""
        return self.places[0] if self.places else None

    @property
    def names(self) -> tuple[str, ...]:
        """Under which articles cite the source."""
        return _names(self.channel)


def _names(channel: Channel) -> tuple[str, ...]:
    return (*channel.spec.aliases, channel.title)


def _is_linked(post: Post, links: frozenset[str]) -> bool:
    return post.link.casefold().rstrip("/") in links


def plain_links(links: Sequence[str]) -> frozenset[str]:
    """Addresses as they are compared: t.me/s/name/1?single and https://T.me/name/1 are one."""
    found = (link.casefold().split("?")[0].rstrip("/").replace("//t.me/s/", "//t.me/") for link in links)
    return frozenset(link.replace("http://", "https://").replace("//telegram.me/", "//t.me/") for link in found)


class _Listed(NamedTuple):
    """A candidate as far as it takes to choose the few that are worth more."""

    post: Post
    channel: Channel
    reading: Reading
    whole: float  # the weight of its terms
    like: float  # the article's news


def _listed(article: ArticleReading, candidates: Sequence[tuple[Post, Channel]], rarity: Rarity) -> Iterator[_Listed]:
    for post, channel in candidates:
        reading = read_post(post.text, post.language)
        whole = weigh(reading.keys, rarity)
        yield _Listed(post, channel, reading, whole, likeness(reading, article.news.keys, rarity, whole=whole))


def _shortlist(article: ArticleReading, candidates: Sequence[tuple[Post, Channel]], rarity: Rarity) -> list[_Listed]:
    links = plain_links(article.article.links)

    def background(one: _Listed) -> float:
        return likeness(one.reading, article.background.keys, rarity, whole=one.whole)

    listed = list(_listed(article, candidates, rarity))
    order = sorted(listed, key=attrgetter("like"), reverse=True)
    kept = {one.post.id for one in order[: KEPT_OF_A_DIGEST if article.is_digest else KEPT]}
    if article.background.keys:
        kept |= {one.post.id for one in sorted(listed, key=background, reverse=True)[:KEPT_FOR_BACKGROUND]}
    return [one for one in order if one.post.id in kept or _is_linked(one.post, links)]


def rivals(
    article: ArticleReading,
    candidates: Sequence[tuple[Post, Channel]],
    rarity: Rarity,
    *,
    about: PostId | None = None,
) -> list[Rival]:
    """The candidates worth exact work, likest the article's news first, each with its standing.

    None where the one post that is asked about is not worth it.
    """
    unique = list({post.id: (post, channel) for post, channel in candidates}.values())
    short = _shortlist(article, unique, rarity)
    if about is not None and all(one.post.id != about for one in short):
        return []
    return _beside_each_other(article, short, rarity)


def _beside_each_other(article: ArticleReading, short: Sequence[_Listed], rarity: Rarity) -> list[Rival]:
    """Posts with how each stands to the article and to the others."""
    told = [replace(one.reading, keys=one.reading.keys | names_of(_names(one.channel))) for one in short]
    links, today = plain_links(article.article.links), day_key(article.article.published_at)
    twins = _twins([Statement(one.post, one.reading) for one in short], rarity)
    news = _standings(article, short, twins, rarity)
    rates = [passage_likenesses(part.reading, told, rarity) for part in article.body]
    places = find_places(article, told, [one.post for one in short], twins, rates)
    shares = _shared_out(rates, twins, [part.says_so for part in article.body])
    heads = _shared_out([passage_likenesses(article.head, [one.reading for one in short], rarity)], twins, [False])
    return [
        Rival(
            post=one.post,
            channel=one.channel,
            reading=one.reading,
            told=told[at],
            linked=_is_linked(one.post, links),
            announces=today in one.reading.dates and day_key(one.post.sent_at) != today,
            news=news[at],
            places=places[at],
            whole=one.whole,
            share=shares[at],
            head_share=heads[at].own,
            twins=frozenset(short[twin].post.id for twin in twins[at]),
        )
        for at, one in enumerate(short)
        if one.whole > 0
    ]


def _standings(article: ArticleReading, short: Sequence[_Listed], twins: _Twins, rarity: Rarity) -> list[Standing]:
    """How each post stands in the article's news."""
    rated = rate_passages(article.news_passages, [one.reading for one in short], twins, rarity)
    shared = [article.news.keys & one.reading.keys for one in short]
    return standings(rated, shared, [one.like for one in short], twins)


def _shared_out(rates: Sequence[Sequence[float]], twins: _Twins, back: Sequence[bool]) -> list[Share]:
    return share_out(rates, twins, back, bar=_SHARE_BAR, sharpness=_SHARE_SHARPNESS)


def _twins(statements: Sequence[Statement], rarity: Rarity) -> list[frozenset[int]]:
    """For each the places of those that say the same in another channel: they do not compete."""
    found: list[set[int]] = [set() for _ in statements]
    for (first, one), (second, two) in combinations(enumerate(statements), 2):
        if is_same_statement(one, two, rarity):
            found[first].add(second)
            found[second].add(first)
    return [frozenset(each) for each in found]
