"""Candidates for matching: what shares the most and rarest keys within a window of time.

The index is asked for the rarest keys alone; what it finds is then weighed by all keys. Both tables do it alike.
"""

import math
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from storage.forms import micros
from storage.records import Article, ArticleId, Channel, Post, PostId
from storage.sqlite.rarity import Rarity
from storage.sqlite.rows import load_articles, load_channels, load_posts
from storage.sqlite.search import any_of

ASKED_KEYS = 48  # the index takes 50 to 90 µs for each; with fewer, round-ups of six posts missed one
LEAST_KEYS = 12
EXPECTED_ROWS = 400  # weighing takes about 10 µs for each
MOST_ROWS = 2000
WIDE = 10  # times as many rows where everything like a text is sought, which nothing waits for

Weights = dict[str, tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked: keys, a window of time with both ends, and how many."""

    keys: frozenset[str]
    after: datetime
    before: datetime
    limit: int
    wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    bounds: str
    found: str


_POSTS = _Table(
    bounds="SELECT min(id) AS low, max(id) AS high FROM posts WHERE sent_at BETWEEN :after AND :before",
    found="""
        SELECT p.id, p.keys FROM posts p
        WHERE p.id IN (SELECT rowid FROM posts_index WHERE posts_index MATCH :query AND rowid BETWEEN :low AND :high
                       ORDER BY rowid DESC LIMIT :most)
          AND p.sent_at BETWEEN :after AND :before
    """,
)
_ARTICLES = _Table(
    bounds="SELECT min(id) AS low, max(id) AS high FROM articles WHERE published_at BETWEEN :after AND :before",
    found="""
        SELECT a.id, a.keys FROM articles a
        WHERE a.id IN (SELECT rowid FROM articles_index
                       WHERE articles_index MATCH :query AND rowid BETWEEN :low AND :high
                       ORDER BY rowid DESC LIMIT :most)
          AND a.published_at BETWEEN :after AND :before AND a.access <> 'pending'
    """,
)


def posts_for(db: sqlite3.Connection, rarity: Rarity, wanted: Wanted) -> list[tuple[Post, Channel]]:
    """The posts of a window that share the most and rarest keys, best first."""
    ids = [PostId(found) for found in _best(db, _POSTS, rarity, wanted)]
    posts = load_posts(db, ids)
    channels = load_channels(db, {post.channel_id for post in posts.values()})
    return [(posts[post_id], channels[posts[post_id].channel_id]) for post_id in ids]


def articles_for(db: sqlite3.Connection, rarity: Rarity, wanted: Wanted) -> list[Article]:
    """The articles of a window that share the most and rarest keys, best first."""
    ids = [ArticleId(found) for found in _best(db, _ARTICLES, rarity, wanted)]
    articles = load_articles(db, ids)
    return [articles[article_id] for article_id in ids]


def _best(db: sqlite3.Connection, table: _Table, rarity: Rarity, wanted: Wanted) -> list[int]:
    window = {"after": micros(wanted.after), "before": micros(wanted.before)}
    bounds = db.execute(table.bounds, window).fetchone()
    if bounds["low"] is None:
        return []
    weights = rarity.weigh(db, wanted.keys, after_row=bounds["low"] - 1)
    more = WIDE if wanted.wide else 1
    asked = _asked(weights, rows=EXPECTED_ROWS * more)
    if not asked:
        return []
    values = window | {
        "query": any_of(asked),
        "low": bounds["low"],
        "high": bounds["high"],
        "most": MOST_ROWS * more,
    }
    scores = [(_score(row["keys"], weights), row["id"]) for row in db.execute(table.found, values)]
    return [found for _, found in sorted(scores, reverse=True)[: wanted.limit]]


def _asked(weights: Weights, *, rows: int) -> list[str]:
    """The rarest keys, as many as are quick to ask for and bring few enough rows to weigh."""
    asked: list[str] = []
    expected = 0
    # Among equally rare keys lemmas (l:) come before stems (c:), which mostly stand for the same words.
    for key in sorted(sorted(weights, reverse=True), key=lambda key: weights[key][0]):
        expected += weights[key][0]
        if len(asked) >= ASKED_KEYS or (len(asked) >= LEAST_KEYS and expected > rows):
            break
        asked.append(key)
    return asked


def _score(keys: str, weights: Weights) -> float:
    return math.fsum(weights[key][1] for key in weights.keys() & keys.split())  # no matter in which order
