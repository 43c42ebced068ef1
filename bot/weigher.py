"""The second pass: articles that the first could not decide are judged anew, by words and by meaning.

It works off a list in the database, an article at a time, in a task of its own beside an encoder in a process of its
own: the first pass, and the first alert, wait for neither.
"""

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.bell import Bells
from bot.errors import ENDS_ALL
from bot.judging import InThreads, Judging
from bot.matcher import Clock, Listener, all_of, unheard
from bot.matching.dates import RECALL_WINDOW
from bot.matching.doubt import LEAST_ABROAD
from bot.meaning.choosing import Standing
from bot.meaning.opening import Opened
from bot.meaning.workers import EncoderFailed
from storage.api import Store
from storage.records import ArticleId, Band, Job, Stage

if TYPE_CHECKING:
    from bot.meaning.meanings import Meanings

TRIED_AGAIN_AFTER = timedelta(minutes=1)
"""So long nothing is asked of an encoder that does not work."""
CLEARED_EVERY = timedelta(hours=6)
_PROBE = "Джерело"

log = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Weigher:
    """The stage."""

    store: Store
    judging: Judging
    meanings: "Meanings"
    standing: Standing
    now: Clock
    bells: Bells | None = None
    heard: Listener = unheard
    at_once: int = 1  # articles; the first pass goes before where both wait for a processor
    _silent_until: datetime | None = field(default=None, init=False)
    _cleared_at: datetime | None = field(default=None, init=False)

    async def weigh_due(self) -> int:
        """Judge the articles that are due longest, one unless `at_once` says more; returns how many were tried."""
        at = self.now()
        await self._clear(at)
        if self._silent_until is not None and at < self._silent_until:
            return 0
        jobs = await self.store.work.due(Stage.WEIGH_ARTICLE, at, limit=self.at_once)
        return len(jobs) if all(await all_of(map(self._tried, jobs))) else 0

    async def _tried(self, job: Job) -> bool:
        """Whether the encoder works, whatever became of the article."""
        try:
            await self._weigh(job)
        except ENDS_ALL:
            raise
        except Exception as error:
            if isinstance(error, EncoderFailed) and (trouble := await self._trouble()):
                return self._be_silent(trouble)
            log.exception("row_failed", extra={"stage": job.stage.value, "item": job.item})
            await self.store.work.failed(job, error=f"{type(error).__name__}: {error}", at=self.now())
        self.standing.trouble = None
        return True

    async def _trouble(self) -> str | None:
        """What ails the encoder itself; None where one article broke it, and others would not."""
        try:
            await self.meanings.works(_PROBE)
        except EncoderFailed as error:
            return str(error)
        return None

    def _be_silent(self, trouble: str) -> bool:
        self.standing.trouble = trouble
        self._silent_until = self.now() + TRIED_AGAIN_AFTER
        log.warning("encoder_failed", extra={"error": trouble})
        return False

    async def _weigh(self, job: Job) -> None:
        article = await self.store.articles.get(ArticleId(job.item))
        if article is None:
            raise LookupError(f"there is no article {job.item}")
        verdicts = await self.judging.weighed(article, self.meanings.near)
        self.heard(verdicts)
        kept = [each for each in verdicts if each.band is not Band.NONE or each.score >= LEAST_ABROAD]
        if not await self.store.matches.save_weighed(job, kept, at=self.now()):
            return
        log.info("article_weighed", extra={"url": article.url, "posts": len(kept)})
        if self.bells is not None:
            self.bells.outbox.ring()

    async def _clear(self, at: datetime) -> None:
        """Vectors of what is too old to be judged again are made anew where they are needed after all."""
        if self._cleared_at is None or at - self._cleared_at >= CLEARED_EVERY:
            self._cleared_at = at
            await self.store.vectors.forget(at - RECALL_WINDOW)


def weigher_of(meaning: Opened, store: Store, bells: Bells, *, now: Clock) -> Weigher | None:
    """The second pass; None where there is no encoder."""
    if meaning.meanings is None:
        return None
    return Weigher(
        store=store,
        judging=InThreads(store),
        meanings=meaning.meanings,
        standing=meaning.standing,
        now=now,
        bells=bells,
    )
