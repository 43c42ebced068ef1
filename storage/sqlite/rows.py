"""Channels, posts and articles out of their rows, many at once."""

import sqlite3
from collections.abc import Iterable

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


def channel_of(row: sqlite3.Row) -> Channel:
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
    rows = db.execute(CHANNELS + "JOIN json_each(?) wanted ON wanted.value = c.id", (dump(list(ids)),))
    return {(channel := channel_of(row)).id: channel for row in rows}


def post_of(row: sqlite3.Row) -> Post:
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


def _late(row: sqlite3.Row) -> Late | None:
    if row["late_cause"] is None:
        return None
    return Late(cause=Cause(row["late_cause"]), since=moment_or_none(row["late_since"]))


def load_posts(db: sqlite3.Connection, ids: Iterable[int]) -> dict[PostId, Post]:
    """Posts by id."""
    rows = db.execute("SELECT * FROM posts WHERE id IN (SELECT value FROM json_each(?))", (dump(list(ids)),))
    return {(post := post_of(row)).id: post for row in rows}


def article_of(row: sqlite3.Row) -> Article:
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
    rows = db.execute(ARTICLES + "JOIN json_each(?) wanted ON wanted.value = a.id", (dump(list(ids)),))
    return {(article := article_of(row)).id: article for row in rows}
