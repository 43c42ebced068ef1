"""Posts that are held, for the dry run of a rule."""

import sqlite3
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from storage.forms import dump, micros, moment
from storage.records import Band, ChannelId, PostId, Relation, Sample, Sampled
from storage.sqlite.search import any_of


def sample(
    db: sqlite3.Connection, keys: Sequence[str], channels: Collection[ChannelId], since: datetime, limit: int
) -> Sample:
    """The newest posts of a time that hold one of the keys, or any."""
    values: dict[str, str | int] = {"since": micros(since), "channels": dump(sorted(channels)), "limit": limit}
    found = "TRUE"
    if keys:
        ids = _holding(db, keys, limit)
        if len(ids) >= limit:
            values["since"] = max(values["since"], _sent_at(db, ids[-1]))  # older ones were not looked at
        found = "p.id IN (SELECT value FROM json_each(:found))"
        values["found"] = dump(ids)
    rows = db.execute(
        f"""
        SELECT p.id, p.channel_id, p.sent_at, p.text, p.keys, p.language, p.link FROM posts p
        WHERE {found} AND p.sent_at >= :since AND p.channel_id IN (SELECT value FROM json_each(:channels))
        ORDER BY p.sent_at DESC, p.id DESC LIMIT :limit
        """,  # noqa: S608 - ours
        values,
    ).fetchall()
    if len(rows) >= limit:
        first = rows[-1]["sent_at"]
    else:
        first = db.execute("SELECT min(sent_at) FROM posts WHERE sent_at >= ?", (values["since"],)).fetchone()[0]
    return Sample(posts=tuple(map(_sampled, rows)), since=since if first is None else moment(first))


def _holding(db: sqlite3.Connection, keys: Sequence[str], limit: int) -> list[int]:
    """The newest posts that hold one of the keys."""
    sql = "SELECT rowid FROM posts_index WHERE posts_index MATCH ? ORDER BY rowid DESC LIMIT ?"
    return [row[0] for row in db.execute(sql, (any_of(keys), limit))]


def _sent_at(db: sqlite3.Connection, post_id: int) -> int:
    return int(db.execute("SELECT sent_at FROM posts WHERE id = ?", (post_id,)).fetchone()[0])


def _sampled(row: sqlite3.Row) -> Sampled:
    return Sampled(
        id=PostId(row["id"]),
        channel_id=ChannelId(row["channel_id"]),
        sent_at=moment(row["sent_at"]),
        text=row["text"],
        keys=row["keys"],
        language=row["language"],
        link=row["link"],
    )


def written(db: sqlite3.Connection, posts: Collection[PostId], within: timedelta) -> set[PostId]:
    """The posts of which a matched article came out in time."""
    rows = db.execute(
        """
        SELECT DISTINCT m.post_id FROM json_each(:posts) chosen
        JOIN matches m ON m.post_id = chosen.value JOIN posts p ON p.id = m.post_id
        JOIN articles a ON a.id = m.article_id
        WHERE m.relation = :reports AND m.band = :matched AND a.published_at <= p.sent_at + :within
        """,
        {
            "posts": dump(sorted(posts)),
            "reports": Relation.REPORTS,
            "matched": Band.MATCHED,
            "within": within // timedelta(microseconds=1),
        },
    )
    return {PostId(row["post_id"]) for row in rows}
