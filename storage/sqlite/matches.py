"""Verdicts with their evidence."""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from storage.forms import dump, dump_evidence, micros
from storage.records import Article, ArticleId, Channel, Job, Mention, Post, PostId, Sought, Source, Stage, Verdict
from storage.sqlite import keysets, rarity
from storage.sqlite.answers import Wanted
from storage.sqlite.candidates import Known, articles_for, candidates
from storage.sqlite.database import Database
from storage.sqlite.keysets import Keysets
from storage.sqlite.mentions import mark_differing, shown_of
from storage.sqlite.rarity import Counts, Holders, Rarity
from storage.sqlite.standings import load_mentions, load_sources
from storage.sqlite.work import done, make_due, renew


@dataclass(frozen=True, slots=True)
class SqliteMatches:
    """`storage.api.Matches`."""

    db: Database
    posts: Known = field(default_factory=lambda: Known(Rarity(rarity.POSTS, Holders()), Keysets(keysets.POSTS)))
    articles: Known = field(default_factory=lambda: Known(Rarity(rarity.ARTICLES, Counts()), Keysets(keysets.ARTICLES)))

    async def candidates(self, sought: Sequence[Sought]) -> list[list[tuple[Post, Channel]]]:
        return await self.db.read(lambda db: candidates(db, self.posts, sought))

    async def articles_for(
        self, keys: Iterable[str], *, after: datetime, before: datetime, limit: int, wide: bool = False
    ) -> list[Article]:
        wanted = Wanted(frozenset(keys), after, before, limit, wide)
        return await self.db.read(lambda db: articles_for(db, self.articles, wanted))

    async def save_article(
        self, job: Job, verdicts: Sequence[Verdict], *, at: datetime, doubts: Collection[PostId] = ()
    ) -> None:
        await self.db.write(lambda db: _save_article(db, job, verdicts, at, doubts))

    async def save_post(
        self, job: Job, verdicts: Sequence[Verdict], *, at: datetime, doubts: Collection[ArticleId] = ()
    ) -> None:
        await self.db.write(lambda db: _save_post(db, job, verdicts, at, doubts))

    async def save_weighed(self, job: Job, verdicts: Sequence[Verdict], *, at: datetime) -> bool:
        return await self.db.write(lambda db: _save_weighed(db, job, verdicts, at))

    async def of_post(self, post_id: PostId) -> list[Mention]:
        return await self.db.read(lambda db: load_mentions(db, [post_id]).get(post_id, []))

    async def of_article(self, article_id: ArticleId) -> list[Source]:
        return (await self.of_articles([article_id])).get(article_id, [])

    async def of_articles(self, ids: Collection[ArticleId]) -> dict[ArticleId, list[Source]]:
        return await self.db.read(lambda db: load_sources(db, ids))


def _save_article(
    db: sqlite3.Connection, job: Job, verdicts: Sequence[Verdict], at: datetime, doubts: Collection[PostId]
) -> None:
    rows = db.execute("SELECT post_id FROM matches WHERE article_id = ?", (job.item,)).fetchall()
    posts = {PostId(row["post_id"]) for row in rows} | {verdict.post_id for verdict in verdicts}
    before = shown_of(db, posts)
    weighed = _weighed(db, [(post_id, job.item) for post_id in doubts])
    db.execute(
        "DELETE FROM matches WHERE article_id = ? AND post_id NOT IN (SELECT value FROM json_each(?))",
        (job.item, dump([post_id for post_id, _ in weighed])),
    )
    _put(db, (each for each in verdicts if (each.post_id, each.article_id) not in weighed), at)
    mark_differing(db, before, shown_of(db, posts), at)
    _make_weighing_due(db, [job.item], [job.item] if doubts else [], at)
    done(db, job)


def _save_post(
    db: sqlite3.Connection, job: Job, verdicts: Sequence[Verdict], at: datetime, doubts: Collection[ArticleId]
) -> None:
    before = shown_of(db, [PostId(job.item)])
    weighed = _weighed(db, [(job.item, article_id) for article_id in doubts])
    _put(db, (each for each in verdicts if (each.post_id, each.article_id) not in weighed), at)
    mark_differing(db, before, shown_of(db, [PostId(job.item)]), at)
    _make_weighing_due(db, [verdict.article_id for verdict in verdicts], doubts, at)
    done(db, job)


def _save_weighed(db: sqlite3.Connection, job: Job, verdicts: Sequence[Verdict], at: datetime) -> bool:
    if not done(db, job):
        return False
    posts = [verdict.post_id for verdict in verdicts]
    before = shown_of(db, posts)
    _put(db, verdicts, at)
    mark_differing(db, before, shown_of(db, posts), at)
    return True


def _weighed(db: sqlite3.Connection, pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of some pairs of which the second pass has spoken."""
    sql = (
        "SELECT 1 FROM matches WHERE post_id = ? AND article_id = ? AND json_extract(evidence, '$.meaning') IS NOT NULL"
    )
    return {pair for pair in pairs if db.execute(sql, pair).fetchone()}


def _make_weighing_due(db: sqlite3.Connection, judged: Collection[int], doubted: Collection[int], at: datetime) -> None:
    """What the second pass has in hand of articles that were judged anew is out of date."""
    make_due(db, Stage.WEIGH_ARTICLE, doubted, at)
    renew(db, Stage.WEIGH_ARTICLE, set(judged) - set(doubted))


def _put(db: sqlite3.Connection, verdicts: Iterable[Verdict], at: datetime) -> None:
    db.executemany(
        """
        INSERT INTO matches (post_id, article_id, relation, band, score, evidence, judged_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (post_id, article_id) DO UPDATE SET
            relation = excluded.relation, band = excluded.band, score = excluded.score,
            evidence = excluded.evidence, judged_at = excluded.judged_at
        """,
        [
            (
                verdict.post_id,
                verdict.article_id,
                verdict.relation,
                verdict.band,
                verdict.score,
                dump_evidence(verdict.evidence),
                micros(at),
            )
            for verdict in verdicts
        ],
    )
