"""Near-identical articles: the earliest is the original, the others are its copies."""

import sqlite3
from collections.abc import Iterable
from datetime import timedelta

from storage.forms import dump
from storage.records import ArticleId

NEAR_BITS = 8
"""Measured on articles of real length: a closing sentence more changes up to 10, different articles differ in 17."""
WITHIN = timedelta(days=3) // timedelta(microseconds=1)
_HALF, _WHOLE = 1 << 63, 1 << 64


def signed(fingerprint: int) -> int:
    """A fingerprint as SQLite's signed 64 bits."""
    return fingerprint - _WHOLE if fingerprint >= _HALF else fingerprint


def settle_copies(db: sqlite3.Connection, article_id: ArticleId) -> set[ArticleId]:
    """Say anew what an article is a copy of, and which are copies of it; the articles for which that changed."""
    near = {ArticleId(row["id"]): row for row in _near(db, article_id)}
    copies = {ArticleId(row["id"]) for row in db.execute("SELECT id FROM articles WHERE copy_of = ?", (article_id,))}
    changed = _belong(db, copies - near.keys(), None)
    original = min(near.values(), key=lambda row: (row["published_at"], row["id"]), default=None)
    if original is None:
        return changed | _belong(db, {article_id}, None)
    root = ArticleId(original["id"])
    if original["copy_of"] is not None and original["copy_of"] not in near:
        root = ArticleId(original["copy_of"])  # near to what is near
    changed |= _belong(db, {root}, None)
    return changed | _belong(db, near.keys() - {root}, root)


def _belong(db: sqlite3.Connection, copies: Iterable[ArticleId], root: ArticleId | None) -> set[ArticleId]:
    """Copies, and the copies of these, belong to a root from now on; those for which that is new."""
    rows = db.execute(
        """
        WITH moved (id) AS (SELECT value FROM json_each(:copies))
        UPDATE articles SET copy_of = :root
        WHERE (id IN moved OR (:root IS NOT NULL AND copy_of IN moved)) AND id IS NOT :root AND copy_of IS NOT :root
        RETURNING id
        """,
        {"copies": dump(list(copies)), "root": root},
    )
    return {ArticleId(row["id"]) for row in rows}


def _near(db: sqlite3.Connection, article_id: ArticleId) -> list[sqlite3.Row]:
    """The articles within three days whose fingerprints hardly differ, itself included; none without a fingerprint.

    Some ten thousand fingerprints are read from the index alone, in milliseconds; tables of bands would find only
    what differs in fewer bits than there are bands.
    """
    this = db.execute(
        "SELECT fingerprint, published_at FROM articles WHERE id = ? AND fingerprint <> 0", (article_id,)
    ).fetchone()
    if this is None:
        return []
    window = db.execute(
        """
        SELECT id, fingerprint FROM articles INDEXED BY articles_fingerprint
        WHERE fingerprint <> 0 AND published_at BETWEEN ? AND ?
        """,
        (this["published_at"] - WITHIN, this["published_at"] + WITHIN),
    )
    near = [row["id"] for row in window if distance(row["fingerprint"], this["fingerprint"]) <= NEAR_BITS]
    return db.execute(
        "SELECT id, copy_of, published_at FROM articles WHERE id IN (SELECT value FROM json_each(?))", (dump(near),)
    ).fetchall()


def distance(one: int, other: int) -> int:
    """In how many of 64 bits two fingerprints differ."""
    return ((one ^ other) & (_WHOLE - 1)).bit_count()
