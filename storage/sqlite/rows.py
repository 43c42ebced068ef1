"""Channels, posts and articles out of their rows, many at once."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from storage.forms import (
    dump,
    load_entities,
    load_failure,
    load_origin,
    load_spec,
    load_strings,
    moment,
    moment_or_none,
)
from storage.records import (
    Arrival,
    Article,
    ArticleAccess,
    ArticleId,
    Cause,
    Channel,
    ChannelId,
    ChannelState,
    FeedId,
    Late,
    Post,
    PostId,
)

CHANNELS = """
    SELECT c.*, coalesce((SELECT max(message_id) FROM messages m WHERE m.channel_id = c.id), 0) AS newest
    FROM channels c
"""
ARTICLES = """
    SELECT a.*, coalesce(f.site, a.site) AS shown_site, coalesce(f.ours, 0) AS ours
    FROM articles a LEFT JOIN feeds f ON f.id = a.feed_id
"""


_BETWEEN = 30  # a character between rows; in JSON it is escaped
_KEPT = 2048
"""Posts: with each article of an hour the same ones are asked for, and what a row says is read once."""

_Row = Mapping[str, Any] | sqlite3.Row


def _as_one(selected: str, table: str, *columns: str) -> str:
    """A statement that gives all rows with some ids as one.

    For each that is fetched a thread gives way to all others, which takes longer than to read it.
    """
    named = ", ".join(f"'{column}', {column}" for column in columns)
    wanted = f"{selected} JOIN json_each(?) wanted ON wanted.value = {table}.id"
    return f"SELECT group_concat(json_object({named}), char({_BETWEEN})) FROM ({wanted})"  # noqa: S608 - ours


_CHANNELS_BY_ID = _as_one(
    CHANNELS,
    "c",
    *("id", "username", "invite", "named_id", "named_title", "aliases", "tier", "tier_chosen", "mode", "language"),
    *("media", "telegram_id", "title", "state", "error", "added_at", "seeded_at", "seeded_from", "newest"),
)
_POSTS_BY_ID = _as_one(
    "SELECT p.* FROM posts p",
    "p",
    *("id", "channel_id", "message_id", "sent_at", "received_at", "original", "text", "keys", "language", "link"),
    *("arrival", "entities", "album", "forward", "reply_to", "media", "revision", "edited_at", "deleted_at"),
    *("deleted_after", "late_cause", "late_since"),
)
_ARTICLES_BY_ID = _as_one(
    ARTICLES,
    "a",
    *("id", "feed_id", "shown_site", "ours", "url", "title", "lead", "text", "keys", "access", "language"),
    *("author", "links", "published_at", "found_at", "fetched_at", "fetches", "revision", "copy_of", "failure"),
)


def _rows(db: sqlite3.Connection, statement: str, ids: Iterable[int]) -> list[str]:
    """Each as JSON."""
    found: str | None = db.execute(statement, (dump(list(ids)),)).fetchone()[0]
    return found.split(chr(_BETWEEN)) if found else []


def channel_of(row: _Row) -> Channel:
    """A row of CHANNELS as a record."""
    spec = load_spec(
        username=row["username"],
        invite=row["invite"],
        named_id=row["named_id"],
        named_title=row["named_title"],
        aliases=row["aliases"],
        tier=row["tier"],
        tier_chosen=row["tier_chosen"],
        mode=row["mode"],
        language=row["language"],
        media=row["media"],
    )
    return Channel(
        id=ChannelId(row["id"]),
        spec=spec,
        telegram_id=row["telegram_id"],
        title=spec.title or row["title"] or spec.username or "?",
        state=ChannelState(row["state"]),
        error=row["error"],
        added_at=moment(row["added_at"]),
        seeded_at=moment_or_none(row["seeded_at"]),
        seeded_from=row["seeded_from"],
        newest_message_id=row["newest"],
    )


def load_channels(db: sqlite3.Connection, ids: Iterable[int]) -> dict[ChannelId, Channel]:
    """Channels by id."""
    return {(channel := channel_of(json.loads(row))).id: channel for row in _rows(db, _CHANNELS_BY_ID, ids)}


def post_of(row: _Row) -> Post:
    """A row of posts as a record."""
    return Post(
        id=PostId(row["id"]),
        channel_id=ChannelId(row["channel_id"]),
        message_id=row["message_id"],
        sent_at=moment(row["sent_at"]),
        received_at=moment(row["received_at"]),
        original=row["original"],
        text=row["text"],
        keys=row["keys"],
        language=row["language"],
        link=row["link"],
        arrival=Arrival(row["arrival"]),
        entities=load_entities(row["entities"]),
        album=row["album"],
        forward=load_origin(row["forward"]),
        reply_to=row["reply_to"],
        media=row["media"],
        revision=row["revision"],
        edited_at=moment_or_none(row["edited_at"]),
        deleted_at=moment_or_none(row["deleted_at"]),
        deleted_after=moment_or_none(row["deleted_after"]),
        late=_late(row),
    )


def _late(row: _Row) -> Late | None:
    if row["late_cause"] is None:
        return None
    return Late(cause=Cause(row["late_cause"]), since=moment_or_none(row["late_since"]))


def load_posts(db: sqlite3.Connection, ids: Iterable[int]) -> dict[PostId, Post]:
    """Posts by id."""
    return {(post := _post(row)).id: post for row in _rows(db, _POSTS_BY_ID, ids)}


@lru_cache(maxsize=_KEPT)
def _post(row: str) -> Post:
    """By all that the row says, so one that was edited is another."""
    return post_of(json.loads(row))


def article_of(row: _Row) -> Article:
    """A row of ARTICLES as a record."""
    return Article(
        id=ArticleId(row["id"]),
        feed_id=None if row["feed_id"] is None else FeedId(row["feed_id"]),
        site=row["shown_site"],
        ours=bool(row["ours"]),
        url=row["url"],
        title=row["title"],
        lead=row["lead"],
        text=row["text"],
        keys=row["keys"],
        access=ArticleAccess(row["access"]),
        language=row["language"],
        author=row["author"],
        links=load_strings(row["links"]),
        published_at=moment(row["published_at"]),
        found_at=moment(row["found_at"]),
        fetched_at=moment_or_none(row["fetched_at"]),
        fetches=row["fetches"],
        revision=row["revision"],
        copy_of=None if row["copy_of"] is None else ArticleId(row["copy_of"]),
        failure=load_failure(row["failure"]),
    )


def load_articles(db: sqlite3.Connection, ids: Iterable[int]) -> dict[ArticleId, Article]:
    """Articles by id."""
    return {(article := article_of(json.loads(row))).id: article for row in _rows(db, _ARTICLES_BY_ID, ids)}
