"""The posts that compete for an article: which few are worth exact work, and how they stand to each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from bot.matching.aliases import names_of
from bot.matching.places import Place, find_places
from bot.matching.rarity import Rarity
from bot.matching.reading import ArticleReading, Reading, read_post
from bot.matching.shares import Share, share_out
from bot.matching.standings import Standing, standings
from bot.matching.stories import Statement, is_same_statement
from bot.matching.weights import likeness, passage_likenesses, weigh
from storage.records import Channel, Post, PostId

KEPT = 12  # exact evidence for fifty took 194 ms; an article reports at most about six posts
KEPT_FOR_BACKGROUND = 6
_SHARE_BAR = 0.22  # of a sentence's weight: what shares less is explained by no post
_SHARE_SHARPNESS = 14.0


@dataclass(frozen=True, slots=True)
class Rival:
    """A post that may be behind an article, likest first."""

    post: Post
    channel: Channel
    reading: Reading
    told: Reading  # with the names of its author, as a sentence that recalls it has: «Сазонов вийшов із фракції»
    linked: bool
    news: Standing
    place: Place | None
    share: Share  # of the article's sentences, by words
    head_share: float  # of title and lead
    twins: frozenset[PostId]  # the rivals that are the same statement in other channels

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


def _shortlist(
    article: ArticleReading, candidates: Sequence[tuple[Post, Channel]], rarity: Rarity
) -> list[tuple[Post, Channel]]:
    links = plain_links(article.article.links)

    readings = {post.id: read_post(post.text, post.language) for post, _ in candidates}
    wholes = {post_id: weigh(reading.keys, rarity) for post_id, reading in readings.items()}

    def news(pair: tuple[Post, Channel]) -> float:
        number = pair[0].id
        return likeness(readings[number], article.news.keys, rarity, whole=wholes[number])

    def background(pair: tuple[Post, Channel]) -> float:
        number = pair[0].id
        return likeness(readings[number], article.background.keys, rarity, whole=wholes[number])

    order = sorted(candidates, key=news, reverse=True)
    kept = {pair[0].id for pair in order[:KEPT]}
    if article.background.keys:
        kept |= {pair[0].id for pair in sorted(candidates, key=background, reverse=True)[:KEPT_FOR_BACKGROUND]}
    return [pair for pair in order if pair[0].id in kept or _is_linked(pair[0], links)]


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
    if about is not None and all(post.id != about for post, _ in short):
        return []
    readings = [read_post(post.text, post.language) for post, _ in short]
    told = [
        replace(reading, keys=reading.keys | names_of(_names(channel)))
        for reading, (_, channel) in zip(readings, short, strict=True)
    ]
    links = plain_links(article.article.links)
    twins = _twins([Statement(post, reading) for (post, _), reading in zip(short, readings, strict=True)], rarity)
    news = standings(article.news_passages, article.news.keys, readings, twins, rarity)
    rates = [passage_likenesses(part.reading, told, rarity) for part in article.body]
    places = find_places(article, told, [post.sent_at for post, _ in short], twins, rates)
    back = [part.says_so for part in article.body]
    shares = share_out(rates, twins, back, bar=_SHARE_BAR, sharpness=_SHARE_SHARPNESS)
    head = [passage_likenesses(article.head, readings, rarity)]
    heads = share_out(head, twins, [False], bar=_SHARE_BAR, sharpness=_SHARE_SHARPNESS)
    return [
        Rival(
            post=post,
            channel=channel,
            reading=readings[at],
            told=told[at],
            linked=_is_linked(post, links),
            news=news[at],
            place=places[at],
            share=shares[at],
            head_share=heads[at].own,
            twins=frozenset(short[twin][0].id for twin in twins[at]),
        )
        for at, (post, channel) in enumerate(short)
        if weigh(readings[at].keys, rarity) > 0
    ]


def _twins(statements: Sequence[Statement], rarity: Rarity) -> list[frozenset[int]]:
    """For each the places of those that say the same in another channel: they do not compete."""
    found: list[set[int]] = [set() for _ in statements]
    for (first, one), (second, two) in combinations(enumerate(statements), 2):
        if is_same_statement(one, two, rarity):
            found[first].add(second)
            found[second].add(first)
    return [frozenset(each) for each in found]
