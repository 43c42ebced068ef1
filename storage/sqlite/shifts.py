"""What was in a shift, read in one transaction."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from storage.forms import dump, load_strings, micros, moment, moment_or_none
from storage.records import BULK, Band, ClaimState, NoticeKind, PostId, Shift, ShiftPost, Unseen
from storage.sqlite.covering import KNOWS_OURS, OTHERS, OURS

LISTED = 60  # posts of each kind
BEGINNING = 120  # characters: more than is shown, so that what is cut ends with «…»
LATEST = timedelta(days=3)  # posts that reach us later than that are not sought
_MINUTE = timedelta(minutes=1) // timedelta(microseconds=1)

# Written up is what the queue leaves out: `ours` is the first article that COVERED finds.
_POSTS = f"""
    SELECT p.id, p.sent_at, p.link, p.deleted_at, p.late_cause, substr(p.text, 1, {BEGINNING}) AS beginning, c.tier,
           coalesce(c.named_title, c.title, c.username, '') AS channel, k.state, k.made_at, w.name AS who,
           (SELECT json_array(a.published_at, m.band, f.site) {OURS} ORDER BY a.published_at LIMIT 1) AS ours,
           (SELECT json_group_array(site)
            FROM (SELECT coalesce(f.site, a.site) AS site {OTHERS} GROUP BY 1 ORDER BY min(a.published_at))) AS others
    FROM posts p JOIN channels c ON c.id = p.channel_id
    LEFT JOIN claims k ON k.post_id = p.id LEFT JOIN people w ON w.id = k.person_id
"""  # noqa: S608 - ours


def shift_of(db: sqlite3.Connection, since: datetime, until: datetime) -> Shift:
    """What was from then to then."""
    rows = _fired(db, since, until)
    is_open = [row for row in rows if row["state"] is None and row["ours"] is None and row["deleted_at"] is None]
    is_written = [row for row in rows if row["ours"] is not None or row["state"] == ClaimState.WRITTEN]
    return Shift(
        fired=len(rows),
        open=_posts(is_open[:LISTED]),
        more_open=len(is_open[LISTED:]),
        writing=_posts([row for row in _taken(db, since) if row["ours"] is None][:LISTED]),
        written=_posts(is_written[:LISTED]),
        more_written=len(is_written[LISTED:]),
        not_news=sum(row["state"] == ClaimState.NOT_NEWS for row in rows),
        lapsed=_lapsed(db, since, until),
        late=sum(row["late_cause"] is not None for row in rows),
        undelivered=_undelivered(db, [row["id"] for row in rows]),
        unseen=_unseen(db, since, until),
        knows_ours=bool(db.execute(f"SELECT {KNOWS_OURS}").fetchone()[0]),
    )


def _fired(db: sqlite3.Connection, since: datetime, until: datetime) -> list[sqlite3.Row]:
    """The posts that reached us then and alerted somebody, by tier, the oldest first; not those of bulk posters."""
    return db.execute(
        f"""
        {_POSTS}
        WHERE p.sent_at >= :earliest AND p.received_at >= :since AND p.received_at < :until AND c.tier < :bulk
          AND EXISTS (SELECT 1 FROM alerts a WHERE a.post_id = p.id)
        ORDER BY c.tier, p.sent_at, p.id
        """,  # noqa: S608 - ours
        {"earliest": micros(since - LATEST), "since": micros(since), "until": micros(until), "bulk": BULK},
    ).fetchall()


def _taken(db: sqlite3.Connection, since: datetime) -> list[sqlite3.Row]:
    """What somebody took then, or shortly before."""
    sql = _POSTS + "WHERE k.state = ? AND k.made_at >= ? ORDER BY k.made_at"
    return db.execute(sql, (ClaimState.TAKEN, micros(since - LATEST))).fetchall()


def _posts(rows: Iterable[sqlite3.Row]) -> tuple[ShiftPost, ...]:
    return tuple(map(_post, rows))


def _post(row: sqlite3.Row) -> ShiftPost:
    published_at, band, site = json.loads(row["ours"]) if row["ours"] else (None, None, None)
    is_whose = row["state"] in (ClaimState.TAKEN, ClaimState.WRITTEN)
    return ShiftPost(
        post_id=PostId(row["id"]),
        tier=row["tier"],
        channel=row["channel"],
        link=row["link"],
        beginning=row["beginning"],
        sent_at=moment(row["sent_at"]),
        who=row["who"] if is_whose else None,
        said_at=moment_or_none(row["made_at"]) if is_whose else None,
        is_done=row["state"] == ClaimState.WRITTEN,
        site=site,
        minutes=None if published_at is None else (published_at - row["sent_at"]) // _MINUTE,
        is_probable=band == Band.PROBABLE,
        others=load_strings(row["others"]),
    )


def _lapsed(db: sqlite3.Connection, since: datetime, until: datetime) -> int:
    """Reminders that were made then. The key tells the kind, and each person's keys have an index."""
    row = db.execute(
        """
        SELECT count(*) FROM people p JOIN alerts a ON a.person_id = p.id AND a.key >= :key AND a.key < :key || 'z'
        WHERE a.made_at >= :since AND a.made_at < :until
        """,
        {"key": f"notice|{NoticeKind.CLAIM_LAPSED}|", "since": micros(since), "until": micros(until)},
    ).fetchone()
    return int(row[0])


def _undelivered(db: sqlite3.Connection, posts: Sequence[int]) -> tuple[tuple[str, int], ...]:
    """Who did not get how many alerts, and will not by themselves; those of mended lines are summed up elsewhere."""
    rows = db.execute(
        """
        SELECT w.name, count(*) AS count FROM alerts a JOIN people w ON w.id = a.person_id
        WHERE a.post_id IN (SELECT value FROM json_each(?)) AND a.sent_at IS NULL AND w.role IS NOT NULL
          AND (a.parked_at IS NOT NULL OR w.unreachable_at IS NOT NULL)
        GROUP BY w.id ORDER BY count(*) DESC, w.name
        """,
        (dump(posts),),
    )
    return tuple((row["name"], row["count"]) for row in rows)


def _unseen(db: sqlite3.Connection, since: datetime, until: datetime) -> tuple[Unseen, ...]:
    rows = db.execute(
        """
        SELECT coalesce(c.named_title, c.title, c.username, '') AS channel, b.since, b.until, b.recovered
        FROM blindness b JOIN channels c ON c.id = b.channel_id
        WHERE b.since < :until AND coalesce(b.until, :until) >= :since AND c.state <> 'unwatched'
        ORDER BY b.since, c.tier, b.id LIMIT :most
        """,
        {"since": micros(since), "until": micros(until), "most": LISTED},
    )
    return tuple(
        Unseen(
            channel=row["channel"],
            since=moment(row["since"]),
            until=moment_or_none(row["until"]),
            recovered=row["recovered"],
        )
        for row in rows
    )
