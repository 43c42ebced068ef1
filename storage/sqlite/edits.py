"""How posts change: revisions, whatever order edits come in, and deletions. Nothing of what was is thrown away."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from storage.forms import content_hash, dump, dump_entities, micros, micros_or_none, moment_or_none
from storage.records import ChannelId, Held, NewPost, PostId, Stage
from storage.sqlite.changes import mark_changed
from storage.sqlite.entering import said_by
from storage.sqlite.repeating import part
from storage.sqlite.work import make_due


def revise(db: sqlite3.Connection, edits: Sequence[NewPost], at: datetime) -> tuple[PostId, ...]:
    """Keep new contents of messages that are held; the posts that read differently now."""
    changed = [post_id for new in edits if (post_id := _revise(db, new)) is not None]
    make_due(db, Stage.MATCH_POST, changed, at)
    mark_changed(db, changed, at)
    part(db, changed, at)
    return tuple(changed)


def _revise(db: sqlite3.Connection, new: NewPost) -> PostId | None:
    post = _shown(db, new)
    if post is None:
        return None
    post_id = PostId(post["id"])
    entities = dump_entities(new.entities)
    content = content_hash(new.original, entities)
    is_newest = _is_newest(post, new)
    if _is_known(db, post_id, content, new.edited_at, is_newest=is_newest):
        return None  # reactions and views come as edits too
    number = _keep(db, post_id, new, content, entities)
    if not is_newest:
        return None  # it came late: a later revision is shown already
    _show(db, post_id, new, number)
    return post_id


def _shown(db: sqlite3.Connection, new: NewPost) -> sqlite3.Row | None:
    """The post whose text a message carries, or would carry: of an album, one message does."""
    row: sqlite3.Row | None = db.execute(
        """
        SELECT p.id, p.edited_at, p.pts, p.text, p.text_message_id FROM messages m JOIN posts p ON p.id = m.post_id
        WHERE m.channel_id = ? AND m.message_id = ?
        """,
        (new.channel_id, new.message_id),
    ).fetchone()
    if row is None or row["text_message_id"] == new.message_id:
        return row
    return row if row["text"] == "" and new.text != "" else None


def _is_newest(post: sqlite3.Row, new: NewPost) -> bool:
    """Whether a content is no older than the one shown. Edits of one second are ordered by pts, where it is known."""
    if post["edited_at"] is None or new.edited_at is None:
        return post["edited_at"] is None
    if (edited_at := micros(new.edited_at)) != post["edited_at"]:
        return edited_at > int(post["edited_at"])
    return post["pts"] is None or new.pts is None or new.pts >= post["pts"]


def _is_known(
    db: sqlite3.Connection, post_id: PostId, content: bytes, edited_at: datetime | None, *, is_newest: bool
) -> bool:
    """Whether a content is the one shown; or, for an edit that came late, the one that stood at its time.

    Reactions move the time of an edit: what stood then may have been kept under an earlier one.
    """
    if is_newest:
        sql = """
            SELECT 1 FROM revisions WHERE post_id = :post AND content_hash = :content
                AND revision = (SELECT revision FROM posts WHERE id = :post)
        """
    else:
        sql = """
            SELECT 1 FROM revisions WHERE post_id = :post AND content_hash = :content AND (
                edited_at IS :edited_at
                OR id = (
                    SELECT id FROM revisions WHERE post_id = :post AND (edited_at IS NULL OR edited_at < :edited_at)
                    ORDER BY edited_at DESC, revision DESC LIMIT 1
                ))
        """
    values = {"post": post_id, "content": content, "edited_at": micros_or_none(edited_at)}
    return db.execute(sql, values).fetchone() is not None


def _keep(db: sqlite3.Connection, post_id: PostId, new: NewPost, content: bytes, entities: str) -> int:
    """Keep a revision; its number."""
    row = db.execute(
        """
        INSERT INTO revisions (post_id, revision, content_hash, original, entities, edited_at, seen_at)
        SELECT :post, max(revision) + 1, :content, :original, :entities, :edited_at, :seen_at
        FROM revisions WHERE post_id = :post RETURNING revision
        """,
        {
            "post": post_id,
            "content": content,
            "original": new.original,
            "entities": entities,
            "edited_at": micros_or_none(new.edited_at),
            "seen_at": micros(new.received_at),
        },
    ).fetchone()
    return int(row["revision"])


def _show(db: sqlite3.Connection, post_id: PostId, new: NewPost, number: int) -> None:
    db.execute(
        """
        UPDATE posts SET original = ?, text = ?, keys = ?, language = ?, entities = ?, edited_at = ?, pts = ?,
            statement = ?, revision = ?, text_message_id = ?, media = coalesce(?, media)
        WHERE id = ?
        """,
        (*said_by(new), number, new.message_id, new.media, post_id),
    )


def delete(
    db: sqlite3.Connection, channel_id: ChannelId, message_ids: Iterable[int], at: datetime, since: datetime | None
) -> tuple[PostId, ...]:
    """Enter into the ledger that messages are gone; the posts of which nothing is left."""
    rows = db.execute(
        """
        UPDATE messages SET state = 'deleted'
        WHERE channel_id = ? AND message_id IN (SELECT value FROM json_each(?)) AND state = 'held' RETURNING post_id
        """,
        (channel_id, dump(list(message_ids))),
    ).fetchall()
    gone = db.execute(
        """
        UPDATE posts SET deleted_at = ?, deleted_after = ?
        WHERE id IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.post_id = posts.id AND m.state = 'held') RETURNING id
        """,
        (micros(at), micros_or_none(since), dump([row["post_id"] for row in rows])),
    ).fetchall()
    post_ids = tuple(PostId(row["id"]) for row in gone)
    mark_changed(db, post_ids, at)
    return post_ids


def held(db: sqlite3.Connection, channel_id: ChannelId, first: int, last: int) -> dict[int, Held]:
    """What the ledger says of a range of message ids."""
    rows = db.execute(
        """
        SELECT m.message_id, m.state = 'deleted' AS is_deleted,
               p.edited_at, r.content_hash
        FROM messages m LEFT JOIN posts p ON p.id = m.post_id AND p.text_message_id = m.message_id
        LEFT JOIN revisions r ON r.post_id = p.id AND r.revision = p.revision
        WHERE m.channel_id = ? AND m.message_id BETWEEN ? AND ?
        """,
        (channel_id, first, last),
    )
    return {
        row["message_id"]: Held(
            is_deleted=bool(row["is_deleted"]),
            edited_at=moment_or_none(row["edited_at"]),
            content=row["content_hash"],
        )
        for row in rows
    }
