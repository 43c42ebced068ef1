"""Which articles of a set are likest each of its posts, as the bot's own finder says."""

import asyncio
from collections.abc import Collection, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from bot.evaluation.beside import Think, beside
from bot.evaluation.labelled import LabelledSet
from bot.evaluation.names import Advance, Key, Names
from bot.evaluation.texts import page_of
from bot.finder import Ranker, articles_like
from bot.matching.ranking import Alike, Seen, rank, read_article
from storage.api import Store
from storage.records import Post, PostId

if TYPE_CHECKING:
    from bot.meaning.leads import Leads
    from bot.meaning.meanings import Meanings

ENCODED = 64  # articles at once

_read = lru_cache(maxsize=16384)(read_article)  # many posts of a set have an article in common


async def encode_heads(labelled: LabelledSet, meanings: "Meanings", advance: Advance) -> None:
    """Make the vectors of all titles and leads: many at once keep all processes of an encoder busy."""
    from bot.meaning.meanings import headed  # noqa: PLC0415 - numpy comes with an encoder

    for at in range(0, len(labelled.articles), ENCODED):
        some = labelled.articles[at : at + ENCODED]
        pages = await asyncio.to_thread(list, map(page_of, some))
        await meanings.of_passages([text for page in pages for text in headed(page)])
        advance(len(some))


async def leads_of(store: Store, names: Names, meanings: "Meanings", advance: Advance = lambda _: None) -> "Leads":
    """What the articles of a set mean."""
    from bot.meaning.leads import Leads  # noqa: PLC0415 - numpy comes with an encoder

    leads, ids = Leads(meanings), list(names.articles)
    for at in range(0, len(ids), ENCODED):
        found = await asyncio.gather(*(store.articles.get(each) for each in ids[at : at + ENCODED]))
        await leads.add([article for article in found if article])
        advance(len(found))
    return leads


async def find(
    store: Store, names: Names, sought: Collection[str], advance: Advance, leads: "Leads | None"
) -> dict[Key, float]:
    """For each post that has something to be found, how like it articles are, the likest first."""
    found: dict[Key, float] = {}
    posts = [post_id for post_id, name in names.posts.items() if name in sought]

    async def find_one(post_id: PostId, ranker: Ranker) -> None:
        post = await store.posts.get(post_id)
        for alike in await articles_like(store, post, leads, ranker=ranker) if post else ():
            found[names.posts[post_id], names.articles[alike.article.id]] = alike.likeness
        advance(1)

    async with beside(len(posts)) as (think, at_once):
        for at in range(0, len(posts), at_once):
            some = posts[at : at + at_once]
            await asyncio.gather(*(find_one(post_id, partial(_rank, think)) for post_id in some))
    return found


async def _rank(think: Think, post: Post, field: Sequence[Seen]) -> list[Alike]:
    places = await think(_placed, post, field)
    return [Alike(article=field[place].article, likeness=likeness, cover=cover) for place, likeness, cover in places]


def _placed(post: Post, field: Sequence[Seen]) -> list[tuple[int, float, float]]:
    """An order without the articles themselves, which would take longer to come back than to be put in order."""
    place = {seen.article.id: at for at, seen in enumerate(field)}
    return [(place[alike.article.id], alike.likeness, alike.cover) for alike in rank(post, field, read=_read)]
