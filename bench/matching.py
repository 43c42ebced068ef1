"""What the first pass takes for a new post and a new article, with so many articles held; made texts of real length.

One hundred posts and two thousand articles a day, which is what twenty sites publish: the rest is the past. Each new
article quotes a post of the last hours. Measured is the whole stage: candidates, judging, verdicts on the disk.
"""

import random
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from bench.figures import Figure, percentile
from bench.prose import Prose
from bot.commands.run import spare_the_collector
from bot.incoming import Incoming, new_post
from bot.language import prepare, search_keys
from bot.matcher import match_due
from storage.api import Store
from storage.forms import micros
from storage.opening import open_store
from storage.records import Access, Arrival, ArticleAccess, ArticlePage, Channel, ChannelSpec, FeedItem, Stage

SIZES = (10_000, 100_000)
MILLION = (1_000_000,)
ARTICLES_A_DAY, POSTS_A_DAY, DAYS_OF_POSTS = 2000, 100, 14
PARAGRAPHS = 10_000  # of which held articles are put together
WRITTEN_AT_ONCE = 5000
COLD = 20  # texts after which those of the last hours have been read, and their keys are at hand
TIMED = 200 + COLD
QUOTED = 25  # newest posts: of six hours
NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
SHARES = (0.5, 0.95)

HOLD = """
    INSERT INTO articles (site, url, title, lead, text, keys, access, language, published_at, published_by, found_at)
    VALUES ('Сайт', ?, ?, ?, ?, ?, 'full', 'uk', ?, 'page', ?)
"""


async def measure(sizes: Sequence[int] = SIZES) -> list[Figure]:
    """Milliseconds for each number of articles."""
    figures: list[Figure] = []
    for size in sizes:
        async with _newsroom(size) as newsroom:
            spare_the_collector()  # as the application does
            for kind, taken in (("post", await newsroom.posts()), ("article", await newsroom.articles())):
                figures += _figures(f"first pass, a new {kind}, {size:,} articles held", taken)
    return figures


def _figures(what: str, taken: Sequence[float]) -> Iterator[Figure]:
    """Of those that find the last hours read, as who judged them when they came in does; and of the first ones."""
    for share in SHARES:
        aim = "under 50 ms at a million" if share > 0.5 else ""
        took = percentile(taken[COLD:], share) * 1e3
        yield Figure(what=f"{what}, p{share * 100:.0f}", ours=took, unit="ms", aim=aim)
    first = percentile(taken[:COLD], 0.95) * 1e3
    yield Figure(what=f"{what}, the first {COLD} after a start, p95", ours=first, unit="ms")


async def measure_million() -> list[Figure]:
    """The same with a million: it takes half an hour and 15 GB of disk to make them."""
    return await measure(MILLION)


@dataclass
class _Newsroom:
    """A store with a past, and what is new in it."""

    store: Store
    channel: Channel
    prose: Prose
    told: list[str] = field(default_factory=list)

    async def post(self, at: datetime) -> None:
        """One more post."""
        text = self.prose.paragraph()
        message = Incoming(telegram_id=1, message_id=len(self.told) + 1, sent_at=at, text=text)
        self.told.append(text)
        new = new_post(self.channel, message, arrival=Arrival.PUSH, at=at)
        await self.store.posts.add([new], audience=lambda _: lambda *_: (), at=at)

    async def posts(self) -> list[float]:
        """Seconds that new posts take."""
        taken = []
        for number in range(TIMED):
            at = NOW + timedelta(seconds=number)
            await self.post(at)
            taken.append(await self._timed(at))
        return taken

    async def articles(self) -> list[float]:
        """Seconds that new articles take."""
        taken = []
        for number in range(TIMED):
            at = NOW + timedelta(minutes=5, seconds=number)
            quoted = self.told[-1 - number % QUOTED].split(". ")[0]
            said = f"«{quoted}», — повідомив речник у телеграмі."
            text = "\n\n".join((said, *(self.prose.paragraph() for _ in range(7))))
            await self._publish(f"https://news.example/new/{number}", self.prose.sentence(), text, at)
            taken.append(await self._timed(at))
        return taken

    async def _publish(self, url: str, title: str, text: str, at: datetime) -> None:
        item = FeedItem(url=url, title=title, summary="", published_at=at)
        await self.store.articles.add(item, site="Сайт", at=at)
        (job,) = await self.store.work.due(Stage.FETCH_ARTICLE, at, limit=2)
        prepared = prepare(f"{title}\n\n{text}")
        page = ArticlePage(
            url=url,
            title=title,
            lead=text.split("\n\n", maxsplit=1)[0],
            text=text,
            access=ArticleAccess.FULL,
            language="uk",
            keys=prepared.keys,
            fingerprint=0,
        )
        await self.store.articles.fetched(job, page, next_at=None, at=at)

    async def _timed(self, at: datetime) -> float:
        began = perf_counter()
        while await match_due(self.store, now=lambda: at):
            continue
        taken = perf_counter() - began
        for stage in (Stage.MATCH_POST, Stage.MATCH_ARTICLE):
            if await self.store.work.next_due_at(stage):
                raise RuntimeError("A text broke the matcher: what it took says nothing.")
        return taken


@asynccontextmanager
async def _newsroom(held: int) -> AsyncIterator[_Newsroom]:
    with tempfile.TemporaryDirectory(prefix="dzherelo-bench-") as folder:
        path, prose = Path(folder) / "dzherelo.db", Prose(held)
        async with open_store(f"sqlite:///{path}") as store:
            channel = await _channel(store)
        _hold(path, held, prose)
        async with open_store(f"sqlite:///{path}") as store:
            newsroom = _Newsroom(store, channel, prose)
            count = POSTS_A_DAY * DAYS_OF_POSTS
            for number in range(count):
                await newsroom.post(NOW - timedelta(days=DAYS_OF_POSTS) * (count - number) / count)
            with closing(sqlite3.connect(path)) as db, db:
                db.execute("DELETE FROM work")  # the past was judged when it was new
            yield newsroom


async def _channel(store: Store) -> Channel:
    spec = ChannelSpec(username="bench_demo", title="Канал")
    channel = await store.channels.put(spec, by=None, at=NOW)
    access = Access(account=1, telegram_id=1, access_hash=1)
    return await store.channels.pin(channel.id, title="Канал", username="bench_demo", access=access, at=NOW)


def _hold(path: Path, count: int, prose: Prose) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA synchronous = OFF")
        rows = _past(count, prose)
        for _ in range(0, count, WRITTEN_AT_ONCE):
            with db:
                db.executemany(HOLD, (row for row, _ in zip(rows, range(WRITTEN_AT_ONCE), strict=False)))
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _past(count: int, prose: Prose) -> Iterator[tuple[object, ...]]:
    chance = random.Random(count)
    paragraphs = [prose.paragraph() for _ in range(PARAGRAPHS)]
    keys = [search_keys(paragraph, "uk").split() for paragraph in paragraphs]
    for number in range(count):
        chosen = chance.sample(range(PARAGRAPHS), chance.randint(6, 9))  # 250 to 500 words
        texts = [paragraphs[each] for each in chosen]
        own = " ".join(dict.fromkeys(key for each in chosen for key in keys[each]))
        at = micros(NOW - timedelta(days=1) * (count - number) / ARTICLES_A_DAY)
        title = texts[0].split(". ")[0]
        yield f"https://news.example/{number}", title, texts[0], "\n\n".join(texts), own, at, at
