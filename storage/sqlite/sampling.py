"""Posts that are held, for the dry run of a rule."""

import sqlite3
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from storage.forms import dump, micros, moment
from storage.records import Band, ChannelId, PostId, Relation, Sample, Sampled
from storage.sqlite.search import any_of

_COLUMNS = "p.id, p.channel_id, p.sent_at, p.text, p.keys, p.language, p.link"
_CHOSEN = "p.sent_at >= :since AND p.channel_id IN (SELECT value FROM json_each(:channels))"


def sample(
    db: sqlite3.Connection, keys: Sequence[str], channels: Collection[ChannelId], since: datetime, limit: int
) -> Sample:
    """The newest posts of a time that hold one of the keys, or any."""
    values: dict[str, str | int] = {"since": micros(since), "channels": dump(sorted(channels)), "limit": limit}
    if keys:
        found = "SELECT rowid FROM posts_index WHERE posts_index MATCH :keys ORDER BY rowid DESC LIMIT :limit"
        sql = f"SELECT {_COLUMNS} FROM posts p WHERE p.id IN ({found}) AND {_CHOSEN} ORDER BY p.sent_at DESC, p.id DESC"  # noqa: S608 - ours
        values["keys"] = any_of(keys)
    else:
        sql = f"SELECT {_COLUMNS} FROM posts p WHERE {_CHOSEN} ORDER BY p.sent_at DESC, p.id DESC LIMIT :limit"  # noqa: S608 - ours
    rows = db.execute(sql, values).fetchall()
    return Sample(posts=tuple(_sampled(row) for row in rows), since=_since(db, rows, since, limit))


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


def _since(db: sqlite3.Connection, rows: Sequence[sqlite3.Row], since: datetime, limit: int) -> datetime:
    """Since when all is known: of what we hold, or of what was looked at."""
    if len(rows) >= limit:
        return moment(rows[-1]["sent_at"])
    first = db.execute("SELECT min(sent_at) FROM posts WHERE sent_at >= ?", (micros(since),)).fetchone()[0]
    return since if first is None else moment(first)


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
