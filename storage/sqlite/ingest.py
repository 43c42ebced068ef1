"""How posts come in: the post, its place in the ledger, its alerts and its matching, in one transaction."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta

from storage.api import Added
from storage.forms import content_hash, dump_entities, dump_origin, micros, micros_or_none, one_space
from storage.records import Arrival, Audience, Channel, ChannelId, NewPost, Person, PostId, Stage
from storage.sqlite.blindness import account_for
from storage.sqlite.bulk import move
from storage.sqlite.changes import mark_changed
from storage.sqlite.files import expect
from storage.sqlite.ledger import enter_absent
from storage.sqlite.people import everybody
from storage.sqlite.rows import load_channels
from storage.sqlite.work import make_due

CLOCK_ERROR = timedelta(hours=1)  # of sites
WRITTEN_WITHIN = timedelta(days=14)  # after that, articles have their own news


def add(
    db: sqlite3.Connection, posts: Sequence[NewPost], audience: Audience, at: datetime, after: int | None = None
) -> Added:
    """Store what is not held yet; with `after`, it is all that one channel's history has from there on."""
    channels = load_channels(db, {post.channel_id for post in posts})
    people = everybody(db)
    held = _held(db, posts)
    fresh: list[tuple[PostId, NewPost]] = []
    news: list[tuple[PostId, NewPost]] = []
    stored: list[tuple[PostId, NewPost]] = []
    for new in posts:
        if (new.channel_id, new.message_id) in held:
            continue
        held.add((new.channel_id, new.message_id))
        if new.is_service:
            _enter(db, new, None)
            continue
        post_id, is_new, is_news = _store(db, new, at)
        stored.append((post_id, new))
        if is_new:
            fresh.append((post_id, new))
        if is_news:
            news.append((post_id, new))
    expect(db, stored, channels, at)
    account_for(db, fresh, channels)
    if after is not None and posts:
        enter_absent(db, posts[0].channel_id, after + 1, max(new.message_id for new in posts))
    make_due(db, Stage.MATCH_POST, [post_id for post_id, new in news if _may_match(db, new)], at)
    wanted = [
        alert
        for post_id, new in news
        for alert in _alerts(db, post_id, new, channel=channels[new.channel_id], audience=audience, people=people)
    ]
    return Added(posts=tuple(post_id for post_id, _ in fresh), alerts=_insert_alerts(db, wanted, at))


def seed(db: sqlite3.Connection, channel_id: ChannelId, posts: Sequence[NewPost], is_bulk: bool, at: datetime) -> Added:
    """Store what a channel held before, in one transaction with the mark that what comes after is news."""
    first = min((new.message_id for new in posts), default=0)
    added = add(db, posts, lambda *_: (), at, after=first - 1)
    db.execute(
        "UPDATE channels SET seeded_at = ?, seeded_from = ? WHERE id = ? AND seeded_at IS NULL",
        (micros(at), first, channel_id),
    )
    if is_bulk:
        move(db, channel_id, at)
    return added


def extend(db: sqlite3.Connection, channel_id: ChannelId, posts: Sequence[NewPost], first: int, at: datetime) -> Added:
    """Store what is older than all that is held, in one transaction with how far back we hold the channel."""
    added = add(db, posts, lambda *_: (), at)
    before = load_channels(db, [channel_id])[channel_id].seeded_from
    enter_absent(db, channel_id, max(first, 1), before - 1)
    db.execute("UPDATE channels SET seeded_from = min(seeded_from, ?) WHERE id = ?", (first, channel_id))
    return added


def _may_match(db: sqlite3.Connection, new: NewPost) -> bool:
    """Whether we hold an article that may have been written from a post: of a channel's past, that is seldom so.

    Articles that come later ask for the posts before them by themselves.
    """
    if new.arrival is not Arrival.SEED:
        return True
    row = db.execute(
        "SELECT 1 FROM articles WHERE published_at BETWEEN ? AND ? LIMIT 1",
        (micros(new.sent_at - CLOCK_ERROR), micros(new.sent_at + WRITTEN_WITHIN)),
    )
    return row.fetchone() is not None


def _store(db: sqlite3.Connection, new: NewPost, at: datetime) -> tuple[PostId, bool, bool]:
    """Store a message as a post or a part of one: its post, whether that is new, whether it says something new."""
    album = _album(db, new)
    if album is None:
        post_id = _insert(db, new)
        is_new = is_news = True
    else:
        post_id = PostId(album["id"])
        is_new, is_news = False, album["text"] == "" and new.text != ""
        if is_news:
            _caption(db, post_id, new, at)
    _enter(db, new, post_id)
    return post_id, is_new, is_news


def _held(db: sqlite3.Connection, posts: Sequence[NewPost]) -> set[tuple[int, int]]:
    """Which of these messages the ledger has, by channel and message id."""
    rows = db.execute(
        """
        SELECT m.channel_id, m.message_id FROM json_each(?) wanted
        JOIN messages m ON m.channel_id = json_extract(wanted.value, '$[0]')
            AND m.message_id = json_extract(wanted.value, '$[1]')
        """,
        (json.dumps([(new.channel_id, new.message_id) for new in posts]),),
    )
    return {(row[0], row[1]) for row in rows}


def _enter(db: sqlite3.Connection, new: NewPost, post_id: PostId | None) -> None:
    db.execute(
        "INSERT INTO messages (channel_id, message_id, post_id, state) VALUES (?, ?, ?, ?)",
        (new.channel_id, new.message_id, post_id, "service" if post_id is None else "held"),
    )


def _album(db: sqlite3.Connection, new: NewPost) -> sqlite3.Row | None:
    if new.album is None:
        return None
    row: sqlite3.Row | None = db.execute(
        "SELECT id, text FROM posts WHERE channel_id = ? AND album = ?", (new.channel_id, new.album)
    ).fetchone()
    return row


def _insert(db: sqlite3.Connection, new: NewPost) -> PostId:
    cursor = db.execute(
        """
        INSERT INTO posts (channel_id, message_id, sent_at, received_at, original, text, keys, language, link, arrival,
                           entities, album, forward, reply_to, media, edited_at, pts, text_message_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
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
        ),
    )
    assert cursor.lastrowid is not None  # noqa: S101 - an INSERT has one
    post_id = PostId(cursor.lastrowid)
    _keep_revision(db, post_id, new)
    return post_id


def _keep_revision(db: sqlite3.Connection, post_id: PostId, new: NewPost) -> None:
    """The first revision; a caption that comes with a later message of an album belongs to it."""
    entities = dump_entities(new.entities)
    db.execute(
        """
        INSERT OR REPLACE INTO revisions (post_id, revision, content_hash, original, entities, edited_at, seen_at)
        VALUES (?, 0, ?, ?, ?, ?, ?)
        """,
        (
            post_id,
            content_hash(new.original, entities),
            new.original,
            entities,
            micros_or_none(new.edited_at),
            micros(new.received_at),
        ),
    )


def _caption(db: sqlite3.Connection, post_id: PostId, new: NewPost, at: datetime) -> None:
    db.execute(
        """
        UPDATE posts SET original = ?, text = ?, keys = ?, language = ?, entities = ?, edited_at = ?, pts = ?,
            text_message_id = ?, media = coalesce(media, ?), forward = coalesce(forward, ?),
            reply_to = coalesce(reply_to, ?)
        WHERE id = ?
        """,
        (
            new.original,
            new.text,
            one_space(new.keys),
            new.language,
            dump_entities(new.entities),
            micros_or_none(new.edited_at),
            new.pts,
            new.message_id,
            new.media,
            dump_origin(new.forward),
            new.reply_to,
            post_id,
        ),
    )
    _keep_revision(db, post_id, new)
    mark_changed(db, [post_id], at)


def _alerts(
    db: sqlite3.Connection,
    post_id: PostId,
    new: NewPost,
    *,
    channel: Channel,
    audience: Audience,
    people: Sequence[Person],
) -> list[dict[str, object]]:
    """Alerts for whoever is to hear of a post; some may have one: a caption may be what somebody's rule waited for."""
    first, arrival = new.message_id, new.arrival
    if new.album is not None:
        first, arrival = db.execute("SELECT message_id, arrival FROM posts WHERE id = ?", (post_id,)).fetchone()
    if Arrival.SEED in (new.arrival, arrival):
        return []
    key = post_key(channel, first)
    return [
        {"person": person_id, "key": key, "post": post_id, "tier": channel.spec.tier}
        for person_id in audience(new, channel, people)
    ]


def _insert_alerts(db: sqlite3.Connection, alerts: Sequence[dict[str, object]], at: datetime) -> int:
    """Store the alerts that nobody has yet; returns how many."""
    if not alerts:
        return 0
    return db.executemany(
        """
        INSERT INTO alerts (person_id, key, post_id, tier, made_at, due_at)
        VALUES (:person, :key, :post, :tier, :at, :at) ON CONFLICT (person_id, key) DO NOTHING
        """,
        [{**alert, "at": micros(at)} for alert in alerts],
    ).rowcount


def post_key(channel: Channel, message_id: int) -> str:
    """What names an alert of a post, also to a database that was lost and began anew."""
    if channel.telegram_id is None:
        raise ValueError(f"channel {channel.id} was never pinned, so its posts cannot be named")
    return f"post|{channel.telegram_id}|{message_id}"
