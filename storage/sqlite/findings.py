"""Articles as they are found: in a feed, or by an address that somebody pasted."""

import sqlite3
from datetime import datetime

from storage.forms import micros, micros_or_none, one_space
from storage.records import ArticleId, Feed, FeedItem, Stage
from storage.sqlite.work import make_due


def find(db: sqlite3.Connection, item: FeedItem, *, feed: Feed, at: datetime) -> bool:
    """Keep an item of a feed; whether it is new."""
    known = db.execute("SELECT article_id FROM addresses WHERE url = ?", (item.url,)).fetchone()
    if known is None:
        insert(db, item, site=feed.spec.site, feed_id=feed.id, at=at)
    elif known["article_id"] is not None:
        _fill(db, known["article_id"], item, feed)
    return known is None


def keep_out(db: sqlite3.Connection, item: FeedItem) -> None:
    """Remember an address without an article, so that the next reading does not take it for news."""
    db.execute("INSERT INTO addresses (url) VALUES (?) ON CONFLICT (url) DO NOTHING", (item.url,))


def insert(db: sqlite3.Connection, item: FeedItem, *, site: str, feed_id: int | None, at: datetime) -> ArticleId:
    """A new article, due to be fetched."""
    cursor = db.execute(
        """
        INSERT INTO articles (feed_id, site, url, title, lead, keys, published_at, published_by, found_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            feed_id,
            site,
            item.url,
            item.title,
            item.summary,
            one_space(item.keys),
            micros(item.published_at or at),
            "found" if item.published_at is None else "feed",
            micros(at),
        ),
    )
    assert cursor.lastrowid is not None  # noqa: S101 - an INSERT has one
    article_id = ArticleId(cursor.lastrowid)
    name(db, item.url, article_id)
    make_due(db, Stage.FETCH_ARTICLE, [article_id], at)
    return article_id


def name(db: sqlite3.Connection, url: str, article_id: ArticleId) -> None:
    """An address leads to an article from now on, unless it leads to another one already."""
    db.execute(
        """
        INSERT INTO addresses (url, article_id) VALUES (?, ?)
        ON CONFLICT (url) DO UPDATE SET article_id = coalesce(article_id, excluded.article_id)
        """,
        (url, article_id),
    )


def _fill(db: sqlite3.Connection, article_id: ArticleId, item: FeedItem, feed: Feed) -> None:
    """What a feed adds to an article that somebody pasted, or that is not fetched yet: only what is missing."""
    db.execute("UPDATE articles SET feed_id = coalesce(feed_id, ?) WHERE id = ?", (feed.id, article_id))
    db.execute(
        """
        UPDATE articles SET
            title = iif(title = '', :title, title),
            lead = iif(lead = '', :summary, lead),
            keys = iif(keys = '', :keys, keys),
            published_at = iif(published_by = 'found' AND :published_at IS NOT NULL, :published_at, published_at),
            published_by = iif(published_by = 'found' AND :published_at IS NOT NULL, 'feed', published_by)
        WHERE id = :id AND access = 'pending'
        """,
        {
            "title": item.title,
            "summary": item.summary,
            "keys": one_space(item.keys),
            "published_at": micros_or_none(item.published_at),
            "id": article_id,
        },
    )
