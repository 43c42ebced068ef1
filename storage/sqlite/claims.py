"""What editors say of posts. Transactions follow one another, so of two who press at once one is first."""

import sqlite3
from datetime import datetime

from storage.forms import micros
from storage.records import Claim, ClaimState, PersonId, PostId
from storage.sqlite.audit import note
from storage.sqlite.changes import mark_changed
from storage.sqlite.standings import load_claims


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


def _may_replace(standing: Claim, state: ClaimState, by: PersonId) -> bool:
    if standing.person_id == by:
        return standing.state is not state  # saying the same again changes nothing
    return standing.state is ClaimState.NOT_NEWS and state is ClaimState.TAKEN
