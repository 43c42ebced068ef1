"""What people see of matches, so that alerts are marked changed only where that changes."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from storage.forms import dump, load_evidence
from storage.records import NARROW, ArticleId, Evidence, PostId
from storage.sqlite.changes import mark_changed

Shown = dict[PostId, frozenset[tuple[object, ...]]]


def shown_of(db: sqlite3.Connection, post_ids: Iterable[PostId]) -> Shown:
    """For each post what its alert says of articles."""
    rows = db.execute(
        """
        SELECT post_id, article_id, relation, band, band = 'matched' AND score < ? AS is_narrow, evidence FROM matches
        WHERE post_id IN (SELECT value FROM json_each(?)) AND band <> 'none'
        """,
        (NARROW, dump(list(post_ids))),
    )
    found: dict[PostId, set[tuple[object, ...]]] = {}
    for row in rows:
        said = (row["article_id"], row["relation"], row["band"], row["is_narrow"])
        line = (*said, _summary(load_evidence(row["evidence"])))
        found.setdefault(PostId(row["post_id"]), set()).add(line)
    return {post_id: frozenset(lines) for post_id, lines in found.items()}


def _summary(evidence: Evidence) -> Evidence:
    """Without what moves whenever a rival comes or goes: nobody is told of that by an edit."""
    return replace(evidence, margin=None, overlap=0.0, meaning=None)


def mark_differing(db: sqlite3.Connection, before: Shown, after: Shown, at: datetime) -> None:
    """Mark the alerts of posts whose mentions changed."""
    differing = [post_id for post_id in before.keys() | after.keys() if before.get(post_id) != after.get(post_id)]
    mark_changed(db, differing, at)


def mark_mentioned(db: sqlite3.Connection, article_ids: Iterable[ArticleId], at: datetime) -> None:
    """Articles themselves read differently: mark the alerts that name them."""
    rows = db.execute(
        """
        SELECT DISTINCT post_id FROM matches
        WHERE article_id IN (SELECT value FROM json_each(?)) AND band <> 'none'
        """,
        (dump(list(article_ids)),),
    )
    mark_changed(db, [PostId(row["post_id"]) for row in rows], at)
