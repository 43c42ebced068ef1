"""What editors say of posts. Transactions follow one another, so of two who press at once one is first."""

import sqlite3
from datetime import datetime

from storage.forms import micros, moment
from storage.records import Claim, ClaimState, Notice, NoticeKind, PersonId, PostId
from storage.sqlite.audit import note
from storage.sqlite.changes import mark_changed
from storage.sqlite.covering import COVERED
from storage.sqlite.notices import tell_person
from storage.sqlite.standings import load_claims

BEGINNING = 120  # characters of a post


def claim(db: sqlite3.Connection, post_id: PostId, state: ClaimState, by: PersonId, at: datetime) -> Claim | None:
    """Set an editor's word on a post; the claim that stands afterwards."""
    if db.execute("SELECT 1 FROM posts WHERE id = ?", (post_id,)).fetchone() is None:
        return None
    standing = load_claims(db, [post_id]).get(post_id)
    if standing is None or _may_replace(standing, state, by):
        db.execute(
            "INSERT OR REPLACE INTO claims (post_id, state, person_id, made_at) VALUES (?, ?, ?, ?)",
            (post_id, state, by, micros(at)),
        )
        note(db, at=at, by=by, action=state.value, subject=f"post {post_id}")
        mark_changed(db, [post_id], at)
    return load_claims(db, [post_id])[post_id]


def release(db: sqlite3.Connection, post_id: PostId, by: PersonId, at: datetime) -> Claim | None:
    """Take one's word back; the claim that stands afterwards."""
    gone = db.execute("DELETE FROM claims WHERE post_id = ? AND person_id = ?", (post_id, by))
    if gone.rowcount:
        note(db, at=at, by=by, action="release", subject=f"post {post_id}")
        mark_changed(db, [post_id], at)
    return load_claims(db, [post_id]).get(post_id)


def link(db: sqlite3.Connection, url: str, by: PersonId, since: datetime, at: datetime) -> PostId | None:
    """Keep where the post stands that somebody said last to have written; which post it is."""
    row = db.execute(
        """
        SELECT post_id, link FROM claims
        WHERE person_id = ? AND state = ? AND made_at >= ? AND (link IS NULL OR link = ?) ORDER BY made_at DESC LIMIT 1
        """,
        (by, ClaimState.WRITTEN, micros(since), url),
    ).fetchone()
    if row is None:
        return None
    post_id = PostId(row["post_id"])
    if row["link"] is None:
        db.execute("UPDATE claims SET link = ? WHERE post_id = ?", (url, post_id))
        note(db, at=at, by=by, action="written_link", subject=f"post {post_id}: {url}")
        mark_changed(db, [post_id], at)
    return post_id


def stale(db: sqlite3.Connection, before: datetime) -> list[sqlite3.Row]:
    """Who took a post before a moment that none of our sites has written up."""
    return db.execute(
        f"""
        SELECT c.post_id, c.person_id, c.made_at, p.message_id, p.sent_at, p.link,
               substr(p.text, 1, :beginning) AS text, h.telegram_id,
               coalesce(h.named_title, h.title, h.username, '') AS channel
        FROM claims c JOIN posts p ON p.id = c.post_id JOIN channels h ON h.id = p.channel_id
        WHERE c.state = :taken AND c.made_at <= :before AND NOT {COVERED}
        """,  # noqa: S608 - ours
        {"beginning": BEGINNING, "taken": ClaimState.TAKEN, "before": micros(before)},
    ).fetchall()


def lapse(db: sqlite3.Connection, before: datetime, at: datetime) -> int:
    """End them, and tell each; how many."""
    rows = stale(db, before)
    for row in rows:
        person_id = PersonId(row["person_id"])
        release(db, PostId(row["post_id"]), person_id, at)
        data: dict[str, str | int] = {
            "post": row["post_id"],
            "channel": row["channel"],
            "text": row["text"],
            "link": row["link"],
            "sent": moment(row["sent_at"]).isoformat(),
            "taken": moment(row["made_at"]).isoformat(),
        }
        # named after the post and the claim, so that it is told once also from a database of before
        key = f"claim_lapsed|{row['telegram_id']}|{row['message_id']}|{row['made_at']}"
        tell_person(db, person_id, Notice(kind=NoticeKind.CLAIM_LAPSED, key=key, data=data), at)
    return len(rows)


def _may_replace(standing: Claim, state: ClaimState, by: PersonId) -> bool:
    if standing.person_id == by:
        return standing.state is not state  # saying the same again changes nothing
    return standing.state is ClaimState.NOT_NEWS and state is not ClaimState.NOT_NEWS
