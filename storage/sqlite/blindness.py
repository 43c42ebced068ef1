"""When a channel was not seen, and why a post came late: written with the posts, so that no crash parts them."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from storage.forms import dump, micros, moment, moment_or_none
from storage.records import Arrival, Blindness, Cause, Channel, ChannelId, Mode, NewPost, PostId

LATE = timedelta(minutes=1)  # after its publication: what reaches us later is late
FRESH = timedelta(minutes=10)  # after its publication: it is alerted by itself however long nobody saw its channel
FORGOTTEN_WITHIN = timedelta(minutes=1)
KEPT = timedelta(days=30)
KEPT_OF_A_CHANNEL = 100
BEFORE_IT_BEGAN = timedelta(seconds=5)  # times of posts are whole seconds, by Telegram's clock

Late = tuple[PostId, str, int | None]
"""A post that came late, why, and since when its channel was not seen."""


def blinded(db: sqlite3.Connection, ids: Sequence[ChannelId], since: datetime, cause: Cause, at: datetime) -> None:
    """Begin a blindness of each channel that has none."""
    db.execute(
        """
        INSERT INTO blindness (channel_id, since, cause)
        SELECT c.id, min(:at, max(:since, c.seeded_at, coalesce(
            (SELECT max(b.until) FROM blindness b WHERE b.channel_id = c.id), 0))), :cause
        FROM json_each(:ids) wanted JOIN channels c ON c.id = wanted.value WHERE c.seeded_at IS NOT NULL
        ON CONFLICT (channel_id) WHERE until IS NULL DO NOTHING
        """,
        {"ids": dump(list(ids)), "since": micros(since), "cause": cause, "at": micros(at)},
    )


def sighted(db: sqlite3.Connection, caught_up: Mapping[ChannelId, datetime]) -> None:
    """End the blindness of channels, and forget what nobody will ask for."""
    for channel_id, at in caught_up.items():
        ended = db.execute(
            "UPDATE blindness SET until = max(since, ?) WHERE channel_id = ? AND until IS NULL",
            (micros(at), channel_id),
        )
        if ended.rowcount:
            _forget(db, channel_id, at)


def _forget(db: sqlite3.Connection, channel_id: ChannelId, at: datetime) -> None:
    db.execute(
        """
        DELETE FROM blindness WHERE channel_id = :channel AND until IS NOT NULL AND (
            (recovered = 0 AND until - since < :short) OR until < :old
            OR id <= (SELECT id FROM blindness WHERE channel_id = :channel ORDER BY id DESC LIMIT 1 OFFSET :kept))
        """,
        {
            "channel": channel_id,
            "short": FORGOTTEN_WITHIN // timedelta(microseconds=1),
            "old": micros(at - KEPT),
            "kept": KEPT_OF_A_CHANNEL,
        },
    )


def load_blindness(db: sqlite3.Connection, channel_id: ChannelId) -> tuple[Blindness, ...]:
    """When a channel was not seen, newest first."""
    return tuple(_blindness_of(row) for row in _rows(db, channel_id))


def _rows(db: sqlite3.Connection, channel_id: ChannelId) -> list[sqlite3.Row]:
    return db.execute("SELECT * FROM blindness WHERE channel_id = ? ORDER BY id DESC", (channel_id,)).fetchall()


def _blindness_of(row: sqlite3.Row) -> Blindness:
    return Blindness(
        since=moment(row["since"]),
        until=moment_or_none(row["until"]),
        cause=Cause(row["cause"]),
        recovered=row["recovered"],
    )


# ------------------------------------------------------------------ as posts are stored


def account_for(
    db: sqlite3.Connection,
    posts: Iterable[tuple[PostId, NewPost]],
    channels: Mapping[ChannelId, Channel],
    long: timedelta | None = None,
) -> frozenset[PostId]:
    """Count new posts that were recovered, and keep why those came late that did.

    Returns those of a channel that was not seen for long, but for what is fresh all the same.
    """
    long_unseen: set[PostId] = set()
    rows: dict[ChannelId, list[sqlite3.Row]] = {}
    recovered: Counter[int] = Counter()
    late: list[Late] = []
    for post_id, new in posts:
        is_recovered = new.arrival is Arrival.CATCH_UP
        if new.arrival is Arrival.SEED or not (is_recovered or is_late(new)):
            continue
        if new.channel_id not in rows:
            rows[new.channel_id] = _rows(db, new.channel_id)
        blind = next((row for row in rows[new.channel_id] if _covers(row, new)), None)
        if blind is not None and is_recovered:
            recovered[blind["id"]] += 1
            if long is not None and _is_of_long(blind, new, long):
                long_unseen.add(post_id)
        if is_late(new):
            cause = _cause(new, channels[new.channel_id]) if blind is None else blind["cause"]
            late.append((post_id, cause, None if blind is None else blind["since"]))
    for row_id, posts_recovered in recovered.items():
        db.execute("UPDATE blindness SET recovered = recovered + ? WHERE id = ?", (posts_recovered, row_id))
    _keep_causes(db, late)
    return frozenset(long_unseen)


def _keep_causes(db: sqlite3.Connection, late: Sequence[Late]) -> None:
    db.execute(
        """
        UPDATE posts SET late_cause = late.value ->> 1, late_since = late.value ->> 2
        FROM json_each(?) late WHERE posts.id = late.value ->> 0
        """,
        (json.dumps(late),),
    )


def _is_of_long(blind: sqlite3.Row, new: NewPost, long: timedelta) -> bool:
    return new.received_at - moment(blind["since"]) >= long and new.received_at - new.sent_at > FRESH


def is_late(new: NewPost) -> bool:
    """Whether a post reached us long after it was published."""
    return new.received_at - new.sent_at > LATE


def _covers(row: sqlite3.Row, new: NewPost) -> bool:
    """Whether a post was published while we did not see its channel."""
    published = micros(new.sent_at)
    return row["since"] <= micros(new.sent_at + BEFORE_IT_BEGAN) and (row["until"] is None or published <= row["until"])


def _cause(new: NewPost, channel: Channel) -> Cause:
    if channel.spec.mode is Mode.POLL:
        return Cause.POLLED
    return Cause.MISSED if new.arrival is Arrival.CATCH_UP else Cause.SLOW
