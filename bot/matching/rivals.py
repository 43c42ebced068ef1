"""The posts that compete for an article: which few are worth exact work, and how they stand to each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.matching.places import Place, find_places
from bot.matching.rarity import Rarity
from bot.matching.reading import ArticleReading, Reading, read_post
from bot.matching.standings import Standing, standings
from bot.matching.times import day_key
from bot.matching.weights import likeness, weigh
from storage.records import Channel, Post

KEPT = 12  # exact evidence for fifty took 194 ms; an article reports at most about six posts
KEPT_FOR_BACKGROUND = 6


@dataclass(frozen=True, slots=True)
class Rival:
    """A post that may be behind an article, likest first."""

    post: Post
    channel: Channel
    reading: Reading
    linked: bool
    news: Standing
    place: Place | None


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

    def news(pair: tuple[Post, Channel]) -> float:
        return likeness(read_post(pair[0].text, pair[0].language), article.news.keys, rarity)

    def background(pair: tuple[Post, Channel]) -> float:
        return likeness(read_post(pair[0].text, pair[0].language), article.background.keys, rarity)

    order = sorted(candidates, key=news, reverse=True)
    kept = {pair[0].id for pair in order[:KEPT]}
    if article.background.keys:
        kept |= {pair[0].id for pair in sorted(candidates, key=background, reverse=True)[:KEPT_FOR_BACKGROUND]}
    return [pair for pair in order if pair[0].id in kept or _is_linked(pair[0], links)]


def rivals(article: ArticleReading, candidates: Sequence[tuple[Post, Channel]], rarity: Rarity) -> list[Rival]:
    """The candidates worth exact work, likest the article's news first, each with its standing."""
    unique = list({post.id: (post, channel) for post, channel in candidates}.values())
    short = _shortlist(article, unique, rarity)
    readings = [read_post(post.text, post.language) for post, _ in short]
    links = plain_links(article.article.links)
    news = standings(article.news_passages, article.news.keys, readings, rarity)
    places = find_places(article, readings, [day_key(post.sent_at) for post, _ in short], rarity)
    return [
        Rival(post, channel, readings[at], _is_linked(post, links), news[at], places[at])
        for at, (post, channel) in enumerate(short)
        if weigh(readings[at].keys, rarity) > 0
    ]
