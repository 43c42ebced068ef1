"""Finding: which of the articles at hand are likest a post, most like it first. No threshold, no verdict."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.language import search_keys, spelled_out
from bot.matching.candidates import CLOCK_ERROR, NEWS_WINDOW
from bot.matching.ranking import Alike, Near, Seen, rank
from storage.api import Store
from storage.records import ArticleId, Band, Post, Relation, Verdict

COMPARED = 120
"""Articles of a window that are compared: the right one is among those that share the rarest keys 96 times in 100."""
NEAREST = 50
"""Articles that are compared for their meaning alone, where there is an encoder."""


_FAR = Near(0.0, 0.0)
_SURE_ODDS = 50.0


class Nearest(Protocol):
    """Whoever knows what articles mean: `bot.meaning.leads.Leads`."""

    async def near(
        self, post: Post, *, after: datetime, before: datetime, among: Collection[ArticleId], nearest: int
    ) -> Mapping[ArticleId, tuple[float, ...]]:
        """See there."""


Ranker = Callable[[Post, Sequence[Seen]], Awaitable[list[Alike]]]


async def in_thread(post: Post, field: Sequence[Seen]) -> list[Alike]:
    """Rank away from the loop that keeps Telegram's connections alive."""
    return await asyncio.to_thread(rank, post, field)


async def articles_like(
    store: Store, post: Post, leads: Nearest | None = None, *, ranker: Ranker = in_thread
) -> list[Alike]:
    """The articles of a post's window with their likeness, likest first."""
    return await ranker(post, await field_of(store, post, leads))


async def field_of(store: Store, post: Post, leads: Nearest | None = None) -> list[Seen]:
    """What is to be compared with a post: by its words, by its meaning, and what was ruled of it already."""
    after, before = post.sent_at - CLOCK_ERROR, post.sent_at + NEWS_WINDOW
    by_words = await store.matches.articles_for(
        _keys_sought(post), after=after, before=before, limit=COMPARED, wide=True
    )
    ruled = [(one.article, one.verdict) for one in await store.matches.of_post(post.id)]
    said = {article.id: _sureness(verdict) for article, verdict in ruled if _is_told(verdict)}
    field = {article.id: article for article in (*by_words, *(article for article, _ in ruled))}
    if leads is None:
        return [Seen(article=article, said=said.get(key, 0.0)) for key, article in field.items()]
    near = await leads.near(post, after=after, before=before, among=field.keys(), nearest=NEAREST)
    by_meaning = await store.articles.some([each for each in near if each not in field])
    field |= {article.id: article for article in by_meaning}
    return [
        Seen(article=article, said=said.get(key, 0.0), near=Near(*near[key]) if key in near else _FAR)
        for key, article in field.items()
    ]


def _is_told(verdict: Verdict) -> bool:
    """Whether a report is surely one: of what is only probable, likeness tells as well."""
    return verdict.relation is Relation.REPORTS and verdict.band is Band.MATCHED


def _sureness(verdict: Verdict) -> float:
    """The odds that it is right, 1 at fifty to one and above: of what is less sure, likeness tells as well."""
    return min(verdict.score / max(1 - verdict.score, 1 / _SURE_ODDS), _SURE_ODDS) / _SURE_ODDS


def _keys_sought(post: Post) -> list[str]:
    """A post's keys, and those of the words in its tags."""
    spelled = spelled_out(post.text)
    more = search_keys(spelled, post.language).split() if spelled != post.text else ()
    return list(dict.fromkeys((*post.keys.split(), *more)))
