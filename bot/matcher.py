"""The stage that judges: articles against the posts before them, posts against the articles after them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime

from bot.bell import Bells
from bot.errors import ENDS_ALL
from bot.matching import doubted, judge
from bot.matching.candidates import ARTICLES_OF_A_POST, CLOCK_ERROR, NEWS_WINDOW, post_keys, sought_for
from storage.api import Store
from storage.records import Article, ArticleId, Band, Channel, Job, Post, PostId, Stage, Verdict

BATCH = 50
"""Jobs of a call and a stage: between calls the process can end."""
AT_ONCE = 4
"""Articles that are judged at one time: their verdicts are committed together, which the disk takes for one."""

Clock = Callable[[], datetime]
Listener = Callable[[Sequence[Verdict]], None]
Candidate = tuple[Post, Channel]


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
    handled = 0
    for stage, match, at_once in ((Stage.MATCH_ARTICLE, _match_article, AT_ONCE), (Stage.MATCH_POST, _match_post, 1)):

        async def tried(job: Job, match: Callable[..., Awaitable[bool]] = match) -> None:
            try:
                changed = await match(store, job, now, heard, doubting=doubting)
            except ENDS_ALL:
                raise
            except Exception as error:
                # A text that breaks the matcher is parked after the third time; the others go on.
                log.exception("row_failed", extra={"stage": job.stage.value, "item": job.item})
                await store.work.failed(job, error=f"{type(error).__name__}: {error}", at=now())
            else:
                _ring(bells if changed else None)

        jobs = await store.work.due(stage, now(), limit=BATCH)
        for at in range(0, len(jobs), at_once):
            await _all_of([tried(job) for job in jobs[at : at + at_once]])
        handled += len(jobs)
    return handled


async def _all_of(rows: Iterable[Awaitable[None]]) -> None:
    """Do all to their end, then raise what ends the process, if one does."""
    for outcome in await asyncio.gather(*rows, return_exceptions=True):
        if outcome is not None:
            raise outcome


def _ring(bells: Bells | None) -> None:
    if bells is not None:
        bells.outbox.ring()
        bells.weigher.ring()


async def candidates_for(store: Store, article: Article) -> list[Candidate]:
    """The posts that an article may report or recall: linked ones, those like its news, those like its background."""
    (found,) = await store.matches.candidates([await asyncio.to_thread(sought_for, article)])
    return found


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


async def _match_article(store: Store, job: Job, now: Clock, heard: Listener, *, doubting: bool) -> bool:
    article = await store.articles.get(ArticleId(job.item))
    if article is None:
        raise LookupError(f"there is no article {job.item}")
    candidates = await candidates_for(store, article)
    # A long article takes tens of milliseconds: away from the loop that keeps Telegram's connections alive.
    verdicts = await asyncio.to_thread(judge, article, candidates)
    heard(verdicts)
    kept = [verdict for verdict in verdicts if verdict.band is not Band.NONE]
    doubts = doubted(article, {post.id: post for post, _ in candidates}, verdicts) if doubting else ()
    await store.matches.save_article(job, kept, at=now(), doubts=doubts)
    if kept:
        log.info("article_matched", extra={"url": article.url, "posts": len(kept)})
    return bool(kept or doubts)


async def _match_post(store: Store, job: Job, now: Clock, heard: Listener, *, doubting: bool) -> bool:
    """Judge each article that may come from a post, against all the posts it may come from: a rival may be likelier."""
    post = await store.posts.get(PostId(job.item))
    if post is None:
        raise LookupError(f"there is no post {job.item}")
    keys = await asyncio.to_thread(post_keys, post)
    articles = await store.matches.articles_for(
        keys, after=post.sent_at - CLOCK_ERROR, before=post.sent_at + NEWS_WINDOW, limit=ARTICLES_OF_A_POST
    )
    sought = await asyncio.to_thread(lambda: [sought_for(article, post.id) for article in articles])
    fields = await store.matches.candidates(sought)
    found = await asyncio.to_thread(_judge_about, post.id, articles, fields)
    verdicts = [one for _, one in found]
    doubts = [article.id for article, one in found if doubted(article, {post.id: post}, [one])] if doubting else []
    heard(verdicts)
    await store.matches.save_post(job, verdicts, at=now(), doubts=doubts)
    return bool(verdicts)
