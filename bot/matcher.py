"""The stage that judges: articles against the posts before them, posts against the articles after them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bot.bell import Bells
from bot.errors import ENDS_ALL
from bot.judging import InThreads, Judging
from bot.matching import Candidate, doubted, judge
from bot.matching.candidates import ARTICLES_OF_A_POST, CLOCK_ERROR, NEWS_WINDOW, post_keys, sought_for
from storage.api import Store
from storage.records import Article, ArticleId, Band, Job, PostId, Stage, Verdict

BATCH = 50
"""Jobs of a call and a stage: between calls the process can end."""
AT_ONCE = 4
"""Articles that are judged at one time: their verdicts are committed together, which the disk takes for one."""

Clock = Callable[[], datetime]
Listener = Callable[[Sequence[Verdict]], None]
T = TypeVar("T")


log = logging.getLogger(__name__)


def unheard(_: Sequence[Verdict]) -> None:
    """Nobody listens."""


async def match_due(
    store: Store, bells: Bells | None = None, *, now: Clock, heard: Listener = unheard, doubting: bool = False
) -> int:
    """Judge what is due, at most fifty articles and fifty posts; returns how many were tried.

    `heard` is told every verdict, those of band `none` too, before it is stored. What is in doubt is left to a second
    pass where there is one (`doubting`).
    """
    matcher = Matcher(store=store, judging=InThreads(store), now=now, bells=bells, heard=heard, doubting=doubting)
    return await matcher.match_due()


@dataclass(frozen=True, slots=True, kw_only=True)
class Matcher:
    """The stage; `match_due` says what its parts are for."""

    store: Store
    judging: Judging
    now: Clock
    bells: Bells | None = None
    heard: Listener = unheard
    doubting: bool = False
    at_once: int = AT_ONCE

    async def match_due(self) -> int:
        """See the function of that name."""
        articles = await self._each(Stage.MATCH_ARTICLE, self._match_article, self.at_once)
        return articles + await self._each(Stage.MATCH_POST, self._match_post, 1)

    async def _each(self, stage: Stage, match: Callable[[Job], Awaitable[bool]], at_once: int) -> int:
        jobs = await self.store.work.due(stage, self.now(), limit=BATCH)
        for at in range(0, len(jobs), at_once):
            await all_of([self._tried(match, job) for job in jobs[at : at + at_once]])
        return len(jobs)

    async def _tried(self, match: Callable[[Job], Awaitable[bool]], job: Job) -> None:
        try:
            changed = await match(job)
        except ENDS_ALL:
            raise
        except Exception as error:
            # A text that breaks the matcher is parked after the third time; the others go on.
            log.exception("row_failed", extra={"stage": job.stage.value, "item": job.item})
            await self.store.work.failed(job, error=f"{type(error).__name__}: {error}", at=self.now())
        else:
            _ring(self.bells if changed else None)

    async def _match_article(self, job: Job) -> bool:
        article = await self.store.articles.get(ArticleId(job.item))
        if article is None:
            raise LookupError(f"there is no article {job.item}")
        verdicts, doubts = await self.judging.judged(article)
        self.heard(verdicts)
        kept = [verdict for verdict in verdicts if verdict.band is not Band.NONE]
        if not self.doubting:
            doubts = ()
        await self.store.matches.save_article(job, kept, at=self.now(), doubts=doubts)
        if kept:
            log.info("article_matched", extra={"url": article.url, "posts": len(kept)})
        return bool(kept or doubts)

    async def _match_post(self, job: Job) -> bool:
        """Judge each article that may come from a post, against all posts it may come from: a rival may be likelier."""
        post = await self.store.posts.get(PostId(job.item))
        if post is None:
            raise LookupError(f"there is no post {job.item}")
        keys = await asyncio.to_thread(post_keys, post)
        articles = await self.store.matches.articles_for(
            keys, after=post.sent_at - CLOCK_ERROR, before=post.sent_at + NEWS_WINDOW, limit=ARTICLES_OF_A_POST
        )
        sought = await asyncio.to_thread(lambda: [sought_for(article, post.id) for article in articles])
        fields = await self.store.matches.candidates(sought)
        found = await asyncio.to_thread(_judge_about, post.id, articles, fields)
        verdicts = [one for _, one in found]
        doubts = [article.id for article, one in found if self.doubting and doubted(article, {post.id: post}, [one])]
        self.heard(verdicts)
        await self.store.matches.save_post(job, verdicts, at=self.now(), doubts=doubts)
        return bool(verdicts)


async def all_of(rows: Iterable[Awaitable[T]]) -> list[T]:
    """Do all to their end, then raise what ends the process, if one does."""
    done: list[T] = []
    for outcome in await asyncio.gather(*rows, return_exceptions=True):
        if isinstance(outcome, BaseException):
            raise outcome
        done.append(outcome)
    return done


def _ring(bells: Bells | None) -> None:
    if bells is not None:
        bells.outbox.ring()
        bells.weigher.ring()


def _judge_about(
    post_id: PostId, articles: Sequence[Article], fields: Sequence[Sequence[Candidate]]
) -> list[tuple[Article, Verdict]]:
    """What is to be said of one post, of each article that has an opinion of it."""
    return [
        (article, verdict)
        for article, field in zip(articles, fields, strict=True)
        for verdict in judge(article, field, about=post_id)
        if verdict.post_id == post_id
    ]
