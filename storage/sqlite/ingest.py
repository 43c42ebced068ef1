"""How posts come in: the post, its place in the ledger, its alerts and its matching, in one transaction."""

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from storage.api import Added
from storage.forms import micros
from storage.records import Arrival, Audience, Channel, ChannelId, Chooser, NewPost, PostId, Roster, Stage, nobody
from storage.sqlite.alerting import Wanted, alert
from storage.sqlite.blindness import account_for
from storage.sqlite.bulk import move
from storage.sqlite.changes import mark_changed
from storage.sqlite.changing import rules_since
from storage.sqlite.entering import enter
from storage.sqlite.files import expect
from storage.sqlite.ledger import enter_absent
from storage.sqlite.people import everybody
from storage.sqlite.repeating import join_copies, told_of
from storage.sqlite.rows import load_channels
from storage.sqlite.work import make_due

CLOCK_ERROR = timedelta(hours=1)  # of sites
WRITTEN_WITHIN = timedelta(days=14)  # after that, articles have their own news


def add(
    db: sqlite3.Connection,
    posts: Sequence[NewPost],
    audience: Audience,
    at: datetime,
    *,
    after: int | None = None,
    summary_after: timedelta | None = None,
) -> Added:
    """Store what is not held yet; with `after`, it is all that one channel's history has from there on."""
    channels = load_channels(db, {post.channel_id for post in posts})
    choose = audience(Roster(people=everybody(db), rules_since=partial(rules_since, db)))
    entered = enter(db, _not_held(db, posts), at)
    fresh = [(each.post_id, each.new) for each in entered if each.is_new]
    news = [(each.post_id, each.new) for each in entered if each.is_news]
    expect(db, [(each.post_id, each.new) for each in entered], channels, at)
    long_unseen = account_for(db, fresh, channels, summary_after)
    if after is not None and posts:
        enter_absent(db, posts[0].channel_id, after + 1, max(new.message_id for new in posts))
    make_due(db, Stage.MATCH_POST, [post_id for post_id, new in news if _may_match(db, new)], at)
    wanted = [
        one
        for post_id, new in news
        for one in _alerts(db, post_id, new, channel=channels[new.channel_id], choose=choose)
    ]
    first_of = join_copies(db, fresh)
    alerts = _alert(db, wanted, first_of, held=long_unseen, at=at)
    mark_changed(db, set(first_of.values()), at)
    return Added(posts=tuple(post_id for post_id, _ in fresh), alerts=alerts)


def seed(db: sqlite3.Connection, channel_id: ChannelId, posts: Sequence[NewPost], is_bulk: bool, at: datetime) -> Added:
    """Store what a channel held before, in one transaction with the mark that what comes after is news."""
    first = min((new.message_id for new in posts), default=0)
    added = add(db, posts, nobody, at, after=first - 1)
    db.execute(
        "UPDATE channels SET seeded_at = ?, seeded_from = ? WHERE id = ? AND seeded_at IS NULL",
        (micros(at), first, channel_id),
    )
    if is_bulk:
        move(db, channel_id, at)
    return added


def extend(db: sqlite3.Connection, channel_id: ChannelId, posts: Sequence[NewPost], first: int, at: datetime) -> Added:
    """Store what is older than all that is held, in one transaction with how far back we hold the channel."""
    added = add(db, posts, nobody, at)
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


def _not_held(db: sqlite3.Connection, posts: Sequence[NewPost]) -> list[NewPost]:
    """The messages that the ledger lacks, each once."""
    rows = db.execute(
        """
        SELECT m.channel_id, m.message_id FROM json_each(?) wanted
        JOIN messages m ON m.channel_id = json_extract(wanted.value, '$[0]')
            AND m.message_id = json_extract(wanted.value, '$[1]')
        """,
        (json.dumps([(new.channel_id, new.message_id) for new in posts]),),
    )
    held = {(row[0], row[1]) for row in rows}
    missing = []
    for new in posts:
        if (place := (new.channel_id, new.message_id)) not in held:
            held.add(place)
            missing.append(new)
    return missing


def _alerts(
    db: sqlite3.Connection,
    post_id: PostId,
    new: NewPost,
    *,
    channel: Channel,
    choose: Chooser,
) -> list[Wanted]:
    """Alerts for whoever is to hear of a post; some may have one: a caption may be what somebody's rule waited for."""
    first, arrival = new.message_id, new.arrival
    if new.album is not None:
        first, arrival = db.execute("SELECT message_id, arrival FROM posts WHERE id = ?", (post_id,)).fetchone()
    if Arrival.SEED in (new.arrival, arrival):
        return []
    key = post_key(channel, first)
    return [
        Wanted(post_id, new.sent_at, key, channel.spec.tier, channel.id, recipient)
        for recipient in choose(new, channel)
    ]


def _alert(
    db: sqlite3.Connection,
    wanted: Sequence[Wanted],
    first_of: Mapping[PostId, PostId],
    *,
    held: Collection[PostId],
    at: datetime,
) -> int:
    """Store alerts; of what repeats another post, for whoever was told of neither."""
    alerts = alert(db, [one for one in wanted if one.post_id not in first_of], held=held, at=at)
    for post_id, first in first_of.items():  # one after another: each may be the first that somebody hears of
        told = told_of(db, first)
        untold = [one for one in wanted if one.post_id == post_id and one.recipient.person_id not in told]
        alerts += alert(db, untold, held=held, at=at)
    return alerts


def post_key(channel: Channel, message_id: int) -> str:
    """What names an alert of a post, also to a database that was lost and began anew."""
    if channel.telegram_id is None:
        raise ValueError(f"channel {channel.id} was never pinned, so its posts cannot be named")
    return f"post|{channel.telegram_id}|{message_id}"
