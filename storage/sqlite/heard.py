"""Who was told of a post, when and why; and of which post a message tells."""

import sqlite3
from collections.abc import Collection
from dataclasses import replace

from storage.criteria import load_reasons
from storage.forms import moment_or_none
from storage.records import Fate, Heard, PersonId, PostId
from storage.sqlite.summing import HELD


def post_of(db: sqlite3.Connection, person_id: PersonId, message_id: int | None) -> PostId | None:
    """The post that a message to somebody tells of; without a message, that of their newest alert."""
    if message_id is None:
        row = db.execute(
            """
            SELECT post_id FROM alerts WHERE person_id = ? AND message_id IS NOT NULL AND post_id IS NOT NULL
            ORDER BY message_id DESC LIMIT 1
            """,
            (person_id,),
        ).fetchone()
    else:
        row = db.execute(
            "SELECT post_id FROM alerts WHERE person_id = ? AND message_id = ?", (person_id, message_id)
        ).fetchone()
    return None if row is None or row["post_id"] is None else PostId(row["post_id"])


def heard(db: sqlite3.Connection, post_id: PostId) -> list[Heard]:
    """Everybody who was told of a post, is about to be, or waited to be; the first first."""
    rows = db.execute(
        """
        SELECT p.id, p.name, coalesce(a.why, w.why) AS why, a.id AS alert_id, a.made_at, a.sent_at, a.skipped_at,
               a.held_at, a.held_until, a.due_at, a.parked_at, w.due_at AS wait_at, w.ended_by
        FROM people p
        LEFT JOIN alerts a ON a.person_id = p.id AND a.post_id = :post AND a.notice IS NULL
        LEFT JOIN waits w ON w.person_id = p.id AND w.post_id = :post
        WHERE a.id IS NOT NULL OR w.post_id IS NOT NULL
        ORDER BY a.sent_at IS NULL, a.sent_at, p.name
        """,
        {"post": post_id},
    )
    found = [
        Heard(
            person_id=PersonId(row["id"]),
            person_name=row["name"],
            fate=_fate(row),
            why=load_reasons(row["why"]),
            made_at=moment_or_none(row["made_at"]),
            sent_at=moment_or_none(row["sent_at"]),
            wait_until=moment_or_none(row["held_until"] or row["wait_at"]),
        )
        for row in rows
    ]
    return found + _of_first(db, post_id, {one.person_id for one in found})


def _of_first(db: sqlite3.Connection, post_id: PostId, known: Collection[PersonId]) -> list[Heard]:
    """Who was told of it as a copy, in the alert of the first post that says the same."""
    row = db.execute("SELECT copy_of FROM posts WHERE id = ? AND copy_of IS NOT NULL", (post_id,)).fetchone()
    if row is None:
        return []
    told = (one for one in heard(db, PostId(row["copy_of"])) if one.person_id not in known)
    return [replace(one, fate=Fate.COPY) if one.sent_at is not None else one for one in told]


def _fate(row: sqlite3.Row) -> Fate:
    if row["alert_id"] is None:
        # what was alerted and never sent goes with their role
        return {None: Fate.WAITS, "written": Fate.WRITTEN}.get(row["ended_by"], Fate.OFF)
    if row["sent_at"] is not None:
        return Fate.SENT
    if row["skipped_at"] is not None:
        return Fate.SUMMED_UP
    if row["held_until"] is not None:
        return Fate.QUIET
    if row["held_at"] is not None or row["due_at"] == HELD:
        return Fate.HELD
    return Fate.FAILED if row["parked_at"] is not None else Fate.DUE
