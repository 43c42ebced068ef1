"""Articles: what was found, and what each fetch says of them."""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from storage.forms import dump, dump_failure, load_strings, micros, micros_or_none, one_space
from storage.records import Article, ArticleAccess, ArticleId, ArticlePage, Failure, FeedItem, Job, Stage
from storage.sqlite.copies import settle_copies, signed
from storage.sqlite.database import Database
from storage.sqlite.findings import insert, name
from storage.sqlite.mentions import mark_mentioned
from storage.sqlite.rows import ARTICLES, article_of, load_articles
from storage.sqlite.work import again, hurry, make_due


@dataclass(frozen=True, slots=True)
class SqliteArticles:
    """`storage.api.Articles`."""

    db: Database

    async def get(self, article_id: ArticleId) -> Article | None:
        return await self.db.read(lambda db: load_articles(db, [article_id]).get(article_id))

    async def some(self, ids: Collection[ArticleId]) -> list[Article]:
        found = await self.db.read(lambda db: load_articles(db, ids))
        return [found[each] for each in ids if each in found]

    async def by_url(self, url: str) -> Article | None:
        return await self.db.read(lambda db: _by_url(db, url))

    async def add(self, item: FeedItem, *, site: str, at: datetime) -> Article:
        return await self.db.write(lambda db: _add(db, item, site, at))

    async def fetched(self, job: Job, page: ArticlePage, *, next_at: datetime | None, at: datetime) -> None:
        await self.db.write(lambda db: _fetched(db, job, page, next_at, at))

    async def failed(
        self, job: Job, *, error: str, failure: Failure | None = None, next_at: datetime | None, at: datetime
    ) -> None:
        await self.db.write(lambda db: _failed(db, job, error=error, failure=failure, next_at=next_at, at=at))

    async def hurry(self, article_id: ArticleId, *, at: datetime) -> None:
        await self.db.write(lambda db: hurry(db, Stage.FETCH_ARTICLE, article_id, at))

    async def recent(self, since: datetime, limit: int) -> list[Article]:
        sql = ARTICLES + "WHERE a.published_at >= ? ORDER BY a.published_at DESC, a.id DESC LIMIT ?"
        return await self.db.read(lambda db: [article_of(row) for row in db.execute(sql, (micros(since), limit))])


def _by_url(db: sqlite3.Connection, url: str) -> Article | None:
    row = db.execute("SELECT article_id FROM addresses WHERE url = ? AND article_id IS NOT NULL", (url,)).fetchone()
    return None if row is None else load_articles(db, [row["article_id"]])[row["article_id"]]


def _add(db: sqlite3.Connection, item: FeedItem, site: str, at: datetime) -> Article:
    known = _by_url(db, item.url)
    if known is not None:
        return known
    article_id = insert(db, item, site=site, feed_id=None, at=at)
    return load_articles(db, [article_id])[article_id]


def _fetched(db: sqlite3.Connection, job: Job, page: ArticlePage, next_at: datetime | None, at: datetime) -> None:
    is_this = again(db, job, next_at=next_at)
    before = db.execute("SELECT * FROM articles WHERE id = ?", (job.item,)).fetchone()
    if before is None:
        return
    article_id = ArticleId(job.item)
    is_first = before["fetched_at"] is None
    is_rewritten = (page.title, page.lead, page.text) != (before["title"], before["lead"], before["text"])
    revision = before["revision"] + (is_rewritten and not is_first)
    _store(db, before, page, revision=revision, counts=is_this, at=at)
    if is_first or is_rewritten:
        _keep_revision(db, article_id, revision, page, at)
    _settle_address(db, article_id, page.url)
    differing = settle_copies(db, article_id)
    if _shows_differently(db, before):
        differing.add(article_id)
    mark_mentioned(db, differing, at)
    if is_first or is_rewritten or page.links != load_strings(before["links"]) or page.keys != before["keys"]:
        make_due(db, Stage.MATCH_ARTICLE, [article_id], at)


def _store(
    db: sqlite3.Connection, before: sqlite3.Row, page: ArticlePage, *, revision: int, counts: bool, at: datetime
) -> None:
    # A page often gives a day without a time, so the feed's word goes first.
    by_page = page.published_at is not None and before["published_by"] != "feed"
    db.execute(
        """
        UPDATE articles SET title = :title, lead = :lead, text = :text, keys = :keys, access = :access,
            language = :language, author = :author, links = :links, fingerprint = :fingerprint, revision = :revision,
            published_at = :published_at, published_by = :published_by, fetched_at = :at, fetches = fetches + :counts,
            failure = NULL
        WHERE id = :id
        """,
        {
            "title": page.title,
            "lead": page.lead,
            "text": page.text,
            "keys": one_space(page.keys),
            "access": page.access,
            "language": page.language,
            "author": page.author,
            "links": dump(page.links),
            "fingerprint": signed(page.fingerprint),
            "revision": revision,
            "published_at": micros_or_none(page.published_at) if by_page else before["published_at"],
            "published_by": "page" if by_page else before["published_by"],
            "at": micros(at),
            "counts": counts,
            "id": before["id"],
        },
    )


def _keep_revision(
    db: sqlite3.Connection, article_id: ArticleId, revision: int, page: ArticlePage, at: datetime
) -> None:
    db.execute(
        """
        INSERT INTO article_revisions (article_id, revision, title, lead, text, seen_at) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (article_id, revision) DO NOTHING
        """,
        (article_id, revision, page.title, page.lead, page.text, micros(at)),
    )


def _settle_address(db: sqlite3.Connection, article_id: ArticleId, url: str) -> None:
    """The page names its own address. Where that belongs to another article, both keep the ones they have."""
    name(db, url, article_id)
    owner = db.execute("SELECT article_id FROM addresses WHERE url = ?", (url,)).fetchone()
    if owner["article_id"] == article_id:
        db.execute("UPDATE articles SET url = ? WHERE id = ?", (url, article_id))


def _shows_differently(db: sqlite3.Connection, before: sqlite3.Row) -> bool:
    """Whether a line about this article reads differently than before."""
    now = db.execute("SELECT * FROM articles WHERE id = ?", (before["id"],)).fetchone()
    return any(now[shown] != before[shown] for shown in ("title", "url", "published_at"))


def _failed(
    db: sqlite3.Connection, job: Job, *, error: str, failure: Failure | None, next_at: datetime | None, at: datetime
) -> None:
    if failure is not None:
        db.execute("UPDATE articles SET failure = ? WHERE id = ?", (dump_failure(failure), job.item))
    is_this = again(db, job, next_at=next_at, failures=job.failures + 1, error=error)
    if not is_this or next_at is not None:
        return
    given_up = db.execute(
        "UPDATE articles SET access = ? WHERE id = ? AND access = ?",
        (ArticleAccess.SUMMARY, job.item, ArticleAccess.PENDING),
    )
    if given_up.rowcount:
        make_due(db, Stage.MATCH_ARTICLE, [job.item], at)
