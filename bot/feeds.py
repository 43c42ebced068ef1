"""Two stages: poll the feeds that are due, and fetch the articles that are due.

A poll stores what is new and when to ask again. An article is fetched when it is found and again some times later,
because newsrooms publish two sentences first and the rest afterwards. All waiting stands in the work list.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.bell import Bells
from bot.errors import ENDS_ALL
from bot.sites import CannotRead, Web
from storage.api import Store
from storage.records import (
    ArticleAccess,
    ArticleId,
    Failure,
    Feed,
    FeedId,
    FeedItem,
    Job,
    Notice,
    NoticeKind,
    Stage,
)

log = logging.getLogger(__name__)

POLLS_AT_ONCE = 16
FETCHES_AT_ONCE = 24  # the web asks each host for two at a time, so a slow site's articles must not fill every place
LOOK_AGAIN_SECONDS = 1.0  # while something slow is under way, look for what has become due meanwhile
JITTER = 0.1  # of a feed's interval, either way: feeds added together must not be asked together for ever
LONGEST_BACK_OFF = timedelta(hours=1)
LONGEST_OBEYED = timedelta(days=1)  # a site that asks for a longer silence is asked once a day
FAILURES_BEFORE_NOTICE = 3
REVISITS = (timedelta(minutes=5), timedelta(minutes=20), timedelta(minutes=60), timedelta(hours=6))
SOONEST_REVISIT = timedelta(minutes=1)  # a page read just before its revisit is due needs no second look
RETRIES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))

Clock = Callable[[], datetime]


async def poll_due(
    store: Store,
    web: Web,
    bells: Bells,
    *,
    now: Clock,
    rng: random.Random | None = None,
    at_once: int = POLLS_AT_ONCE,
) -> int:
    """Ask every feed that is due and keep what is new; returns how many were asked."""
    rng = rng or random.Random()

    async def poll(job: Job) -> None:
        await _poll(store, web, bells, job, now=now, rng=rng)

    return await _drain(store, bells, Stage.POLL_FEED, poll, now=now, at_once=at_once)


async def fetch_due(store: Store, web: Web, bells: Bells, *, now: Clock, at_once: int = FETCHES_AT_ONCE) -> int:
    """Fetch every article that is due; returns how many were tried."""

    async def fetch(job: Job) -> None:
        await _fetch(store, web, bells, job, now)
        bells.matcher.ring()

    return await _drain(store, bells, Stage.FETCH_ARTICLE, fetch, now=now, at_once=at_once)


async def _drain(
    store: Store, bells: Bells, stage: Stage, handle: Callable[[Job], Awaitable[None]], *, now: Clock, at_once: int
) -> int:
    """Handle what is due, several at once; a slow site holds up one place, not the others.

    An error that nobody foresaw is counted against its row, which is parked after the third; the stage goes on.
    """

    async def attempt(job: Job) -> None:
        try:
            await handle(job)
        except ENDS_ALL:
            raise
        except Exception as error:
            # Whatever a page makes a parser raise, the other rows go on.
            log.exception("row_failed", extra={"stage": stage.value, "item": job.item})
            await store.work.failed(job, error=f"{type(error).__name__}: {error}", at=now())

    handled = 0
    running: dict[Job, asyncio.Task[None]] = {}
    async with asyncio.TaskGroup() as group:
        while True:
            due = [] if bells.is_closing else await store.work.due(stage, now(), limit=at_once + len(running))
            fresh = [job for job in due if job not in running][: at_once - len(running)]
            running |= {job: group.create_task(attempt(job)) for job in fresh}
            handled += len(fresh)
            if not running:
                return handled
            await asyncio.wait(running.values(), timeout=LOOK_AGAIN_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            running = {job: task for job, task in running.items() if not task.done()}


# ------------------------------------------------------------------ feeds


async def _poll(store: Store, web: Web, bells: Bells, job: Job, *, now: Clock, rng: random.Random) -> None:
    feed = await store.feeds.get(FeedId(job.item))
    if feed is None:
        raise LookupError(f"there is no feed {job.item}")
    usual = timedelta(seconds=feed.spec.every_seconds)
    try:
        listing = await web.read_list(feed)
    except CannotRead as error:
        wait = _back_off(usual, feed.failures, error.retry_after) * rng.uniform(1, 1 + JITTER)
        await _put_off(store, bells, job, feed, error, wait=wait, at=now())
        return
    at = now()
    next_at = at + usual * rng.uniform(1 - JITTER, 1 + JITTER)
    if listing is None:
        await store.feeds.unchanged(job, next_at=next_at, at=at)
        return
    items = [_not_after(item, at) for item in listing.items]
    new = await store.feeds.read(
        job, items, etag=listing.etag, last_modified=listing.last_modified, next_at=next_at, at=at
    )
    if new:
        log.info("feed_read", extra={"site": feed.spec.site, "new": new})
        bells.articles.ring()


async def _put_off(
    store: Store, bells: Bells, job: Job, feed: Feed, error: CannotRead, *, wait: timedelta, at: datetime
) -> None:
    log.warning(
        "feed_failed", extra={"site": feed.spec.site, "error": str(error), "again_seconds": round(wait.total_seconds())}
    )
    notice = _outage(feed, error) if feed.failures + 1 == FAILURES_BEFORE_NOTICE else None
    await store.feeds.failed(job, error=str(error), next_at=at + wait, at=at, notice=notice)
    if notice is not None:
        bells.outbox.ring()


def _back_off(usual: timedelta, failures: int, asked: timedelta | None) -> timedelta:
    """Doubled with each failure up to an hour, and never sooner than the site asks."""
    doubled = usual * (1 << min(failures + 1, 12))
    wait = max(usual, min(doubled, LONGEST_BACK_OFF))
    return max(wait, min(asked or wait, LONGEST_OBEYED))


def _outage(feed: Feed, error: CannotRead) -> Notice:
    """One notice for each outage: the time of the last good answer names it."""
    since = feed.read_at.isoformat() if feed.read_at else "the beginning"
    return Notice(
        kind=NoticeKind.FEED_FAILED,
        key=f"feed_failed {feed.spec.url} since {since}",
        data={
            "site": feed.spec.site,
            "url": feed.spec.url,
            "error": str(error),
            "failures": FAILURES_BEFORE_NOTICE,
        },
    )


def _not_after(item: FeedItem, at: datetime) -> FeedItem:
    """A time of publication that lies ahead is a wrong clock or a plan: it was published by now."""
    if item.published_at is None or item.published_at <= at:
        return item
    return replace(item, published_at=at)


# ------------------------------------------------------------------ articles


async def _fetch(store: Store, web: Web, bells: Bells, job: Job, now: Clock) -> None:
    article = await store.articles.get(ArticleId(job.item))
    if article is None:
        raise LookupError(f"there is no article {job.item}")
    try:
        page = await web.read_article(article)
    except CannotRead as error:
        at = now()
        log.warning("article_failed", extra={"url": article.url, "error": str(error)})
        next_at = _retry_at(job, error, at)
        failure = Failure(kind=error.kind, detail=error.detail, is_last=next_at is None, at=at)
        await store.articles.failed(job, error=str(error), failure=failure, next_at=next_at, at=at)
        bells.desk.ring()
        return
    at = now()
    revisit = _revisit_at(article.found_at, at)
    if article.access is ArticleAccess.FULL and page.access is ArticleAccess.SUMMARY:
        # A wall came up after we had read the text: what is held says more.
        await store.articles.failed(job, error="only a summary is to be read there now", next_at=revisit, at=at)
        return
    if page.published_at is not None and page.published_at > at:
        page = replace(page, published_at=at)
    await store.articles.fetched(job, page, next_at=revisit, at=at)
    log.info("article_read", extra={"url": article.url, "access": page.access.value})


def _revisit_at(found_at: datetime, at: datetime) -> datetime | None:
    """The next of the set times after an article was found; after a pause of ours the missed ones are left out."""
    times = (found_at + wait for wait in REVISITS)
    return next((time for time in times if time > at + SOONEST_REVISIT), None)


def _retry_at(job: Job, error: CannotRead, at: datetime) -> datetime | None:
    if error.lasting or job.failures >= len(RETRIES):
        return None
    wait = RETRIES[job.failures]
    return at + max(wait, min(error.retry_after or wait, LONGEST_OBEYED))
