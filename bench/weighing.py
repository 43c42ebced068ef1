"""The second pass beside the encoder's own time for the same texts, over the project's own labelled set."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import cast

from bench.figures import Figure
from bot.evaluation.labelled import read_set
from bot.evaluation.stock import stocked
from bot.evaluation.texts import in_order
from bot.judging import InThreads
from bot.matcher import match_due
from bot.meaning.choosing import AUTO, chosen
from bot.meaning.meanings import Meanings
from bot.meaning.workers import Workers, workers
from bot.weigher import Weigher
from storage.api import Store
from storage.records import Job, PostId, Stage

FOLDER = Path("tests/data/labelled")
ALL = 1000


@dataclass(slots=True)
class _Timed:
    """Workers that note for how many texts they were asked, and how long their own work took."""

    inner: Workers
    texts: int = 0
    seconds: float = 0.0

    @property
    def name(self) -> str:
        return self.inner.name

    async def encode(self, texts: Sequence[str], *, asks: bool) -> list[bytes]:
        began = perf_counter()
        made = await self.inner.encode(texts, asks=asks)
        self.texts, self.seconds = self.texts + len(texts), self.seconds + perf_counter() - began
        return made


async def measure() -> list[Figure]:
    """Seconds for every article in doubt, with vectors yet to be made; then with those that are kept."""
    standing = chosen(AUTO)
    if standing.encoder is None:
        return []
    labelled = read_set(FOLDER)
    at = in_order(labelled)[-1][0]
    async with stocked(labelled) as (store, _), workers(standing.encoder) as made_by:
        await made_by.encode(["Джерело"], asks=False)  # its process is there before anything is timed
        timed = _Timed(made_by)
        meanings = Meanings(store.vectors, cast("Workers", timed), now=lambda: at)
        weigher = Weigher(store=store, judging=InThreads(store), meanings=meanings, standing=standing, now=lambda: at)
        while await match_due(store, now=lambda: at, doubting=True):
            pass
        articles = await store.work.due(Stage.WEIGH_ARTICLE, at, limit=ALL)
        ours = await _seconds(weigher)
        texts, limit = timed.texts, timed.seconds
        again = await _again(store, weigher, articles)
    what = f"second pass, {len(articles)} articles in doubt, {texts} texts to encode; limit: the encoder's own time"
    return [
        Figure(what=what, ours=ours, limit=limit, unit="s", aim="overhead under 20 %"),
        Figure(what="an article again, its vectors kept", ours=1e3 * again, unit="ms"),
    ]


async def _seconds(weigher: Weigher) -> float:
    began = perf_counter()
    while await weigher.weigh_due():
        pass
    return perf_counter() - began


async def _again(store: Store, weigher: Weigher, articles: Sequence[Job]) -> float:
    """Of one article whose vectors are kept."""
    for job in articles:
        judged = replace(job, stage=Stage.MATCH_ARTICLE)
        await store.matches.save_article(judged, [], at=weigher.now(), doubts=[PostId(1)])
    return await _seconds(weigher) / len(articles)
