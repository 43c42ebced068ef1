"""What posts said before they were edited."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby, pairwise

from storage.forms import dump, moment
from storage.records import Post, PostId, Wording

# An edit that came late stands where its time puts it, whatever its number is; what is shown comes last.
_REVISIONS = """
    SELECT json_group_array(json_array(post_id, original, since)) FROM (
        SELECT r.post_id, r.original, coalesce(r.edited_at, iif(r.revision = 0, 0, r.seen_at)) AS since
        FROM revisions r JOIN posts p ON p.id = r.post_id
        WHERE r.post_id IN (SELECT value FROM json_each(?))
        ORDER BY r.post_id, r.revision = p.revision, since, r.revision
    )
"""


def with_earlier(db: sqlite3.Connection, posts: Mapping[PostId, Post]) -> dict[PostId, Post]:
    """Posts with their earlier wordings; most were never edited, and nothing is asked of those."""
    edited = [post.id for post in posts.values() if post.revision]
    if not edited:
        return dict(posts)
    earlier = _earlier(db, edited)
    return {post_id: replace(post, earlier=earlier.get(post_id, ())) for post_id, post in posts.items()}


def _earlier(db: sqlite3.Connection, post_ids: Iterable[PostId]) -> dict[PostId, tuple[Wording, ...]]:
    rows = json.loads(db.execute(_REVISIONS, (dump(list(post_ids)),)).fetchone()[0])
    return {
        PostId(post_id): tuple(
            Wording(original=original, until=moment(until)) for (_, original, _), (_, _, until) in pairwise(revisions)
        )
        for post_id, revisions in groupby(rows, key=lambda row: row[0])
    }
