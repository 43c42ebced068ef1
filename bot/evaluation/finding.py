"""Which articles of a set are likest each of its posts, as the bot's own finder says."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Collection, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING

from bot.evaluation.names import Advance, Key, Names
from bot.finder import Ranker, articles_like, in_thread
from bot.matching.ranking import Alike, Seen, rank
from storage.api import Store
from storage.records import Post, PostId

if TYPE_CHECKING:
    from bot.meaning.leads import Leads
    from bot.meaning.meanings import Meanings

ENCODED = 64  # articles at once
_MANY = 200  # posts for which processes are worth their start


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

    async with _ranking(len(posts)) as (ranker, at_once):
        for at in range(0, len(posts), at_once):
            await asyncio.gather(*(find_one(post_id, ranker) for post_id in posts[at : at + at_once]))
    return found


@asynccontextmanager
async def _ranking(posts: int) -> AsyncIterator[tuple[Ranker, int]]:
    """How fields are ranked, and how many at once: for many posts beside this process, which looks for fields."""
    count = (os.cpu_count() or 1) - 1
    if posts < _MANY or count < 1:
        yield in_thread, 1
        return
    # Started anew, not forked: a copy of this process would have locks that its threads hold.
    with ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_step_back) as pool:
        yield partial(_in_process, pool), 8 * count


async def _in_process(pool: ProcessPoolExecutor, post: Post, field: Sequence[Seen]) -> list[Alike]:
    return await asyncio.get_running_loop().run_in_executor(pool, rank, post, field)


def _step_back() -> None:
    """Ctrl-C reaches the whole group: the parent says when to end. What it does itself goes first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(5)
