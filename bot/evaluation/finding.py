"""Which articles of a set are likest each of its posts, as the bot's own finder says."""

import asyncio
from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING

from bot.evaluation.beside import beside
from bot.evaluation.names import Advance, Key, Names
from bot.finder import Ranker, articles_like
from bot.matching.ranking import rank
from storage.api import Store
from storage.records import PostId

if TYPE_CHECKING:
    from bot.meaning.leads import Leads
    from bot.meaning.meanings import Meanings

ENCODED = 64  # articles at once


async def leads_of(store: Store, names: Names, meanings: "Meanings", advance: Advance) -> "Leads":
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
            await asyncio.gather(*(find_one(post_id, partial(think, rank)) for post_id in some))
    return found
