"""How messages become rows: posts, parts of an album, first revisions, and what the ledger says of each."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from storage.forms import content_hash, dump_entities, dump_origin, micros, micros_or_none, one_space
from storage.records import NewPost, PostId
from storage.sqlite.changes import mark_changed
from storage.sqlite.inserting import Value, insert
from storage.sqlite.search import index

POSTS = (
    "posts (id, channel_id, message_id, sent_at, received_at, original, text, keys, language, link, arrival,"
    " entities, album, forward, reply_to, media, edited_at, pts, text_message_id, statement)"
)


class Entered(NamedTuple):
    """What a message became."""

    post_id: PostId
    new: NewPost
    is_new: bool  # it is a post of its own, not a part of one
    is_news: bool  # it says something that was not there before


def enter(db: sqlite3.Connection, messages: Sequence[NewPost], at: datetime) -> list[Entered]:
    """Store messages that are not held, in their order; those of the service only enter the ledger."""
    _mark(db, [(None, new) for new in messages if new.is_service])
    posts = [new for new in messages if not new.is_service]
    entered: list[Entered] = []
    for is_part, group in groupby(posts, key=lambda new: new.album is not None):
        run = list(group)
        entered += [_join(db, new, at) for new in run] if is_part else _insert(db, run)
    return entered


def _join(db: sqlite3.Connection, new: NewPost, at: datetime) -> Entered:
    """Store a part of an album: the first of them is the post, whichever it is."""
    album = db.execute(
        "SELECT id, text FROM posts WHERE channel_id = ? AND album = ?", (new.channel_id, new.album)
    ).fetchone()
    if album is None:
        return _insert(db, [new])[0]
    post_id = PostId(album["id"])
    is_news = album["text"] == "" and new.text != ""
    if is_news:
        _caption(db, post_id, new, at)
    _mark(db, [(post_id, new)])
    return Entered(post_id, new, is_new=False, is_news=is_news)


def _mark(db: sqlite3.Connection, messages: Sequence[tuple[PostId | None, NewPost]]) -> None:
    insert(
        db,
        "messages (channel_id, message_id, post_id, state)",
        [
            (new.channel_id, new.message_id, post_id, "service" if post_id is None else "held")
            for post_id, new in messages
        ],
    )


def _insert(db: sqlite3.Connection, posts: Sequence[NewPost]) -> list[Entered]:
    first = db.execute("SELECT coalesce(max(id), 0) + 1 FROM posts").fetchone()[0]
    stored = [(PostId(post_id), new) for post_id, new in enumerate(posts, first)]
    insert(db, POSTS, [_row(post_id, new) for post_id, new in stored])
    index(db, [post_id for post_id, _ in stored])
    _keep_revisions(db, stored)
    _mark(db, stored)
    return [Entered(post_id, new, is_new=True, is_news=True) for post_id, new in stored]


def _row(post_id: PostId, new: NewPost) -> tuple[Value, ...]:
    """A post in the columns of POSTS."""
    return (
        post_id,
        new.channel_id,
        new.message_id,
        micros(new.sent_at),
        micros(new.received_at),
        new.original,
        new.text,
        one_space(new.keys),
        new.language,
        new.link,
        new.arrival,
        dump_entities(new.entities),
        new.album,
        dump_origin(new.forward),
        new.reply_to,
        new.media,
        micros_or_none(new.edited_at),
        new.pts,
        new.message_id,
        new.statement,
    )


def _keep_revisions(db: sqlite3.Connection, posts: Sequence[tuple[PostId, NewPost]]) -> None:
    """The first revisions; a caption that comes with a later message of an album belongs to it."""
    rows = []
    for post_id, new in posts:
        entities = dump_entities(new.entities)
        content = content_hash(new.original, entities)
        edited_at, seen_at = micros_or_none(new.edited_at), micros(new.received_at)
        rows.append((post_id, 0, content, new.original, entities, edited_at, seen_at))
    insert(
        db,
        "revisions (post_id, revision, content_hash, original, entities, edited_at, seen_at)",
        rows,
        """
        ON CONFLICT (post_id, revision) DO UPDATE SET content_hash = excluded.content_hash,
            original = excluded.original, entities = excluded.entities, edited_at = excluded.edited_at,
            seen_at = excluded.seen_at
        """,
    )


def said_by(new: NewPost) -> tuple[Value, ...]:
    """What a message says and when: original, text, keys, language, entities, edited_at, pts, statement."""
    return (
        new.original,
        new.text,
        one_space(new.keys),
        new.language,
        dump_entities(new.entities),
        micros_or_none(new.edited_at),
        new.pts,
        new.statement,
    )


def _caption(db: sqlite3.Connection, post_id: PostId, new: NewPost, at: datetime) -> None:
    db.execute(
        """
        UPDATE posts SET original = ?, text = ?, keys = ?, language = ?, entities = ?, edited_at = ?, pts = ?,
            statement = ?, text_message_id = ?, media = coalesce(media, ?), forward = coalesce(forward, ?),
            reply_to = coalesce(reply_to, ?)
        WHERE id = ?
        """,
        (*said_by(new), new.message_id, new.media, dump_origin(new.forward), new.reply_to, post_id),
    )
    _keep_revisions(db, [(post_id, new)])
    mark_changed(db, [post_id], at)
